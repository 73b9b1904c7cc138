import { unzipSync } from 'fflate';
import type { DeployFiles, DeployOptions } from '../../schema/deploy/deploy-result.ts';
import { apiError } from '../http/api-error.ts';

/** Limits of meta_rest_deploy: packed size, number of files, and size unpacked. */
const largestZipBytes = 39 * 1_048_576;
const mostFiles = 10_000;
const largestUnpackedBytes = 400 * 1_048_576;

/** What a client may say about a deploy; this org heeds the first two and gives the rest back as it came. */
export type RequestedOptions = DeployOptions & Readonly<Record<string, unknown>>;

/** The files of a package. Throws LIMIT_EXCEEDED or INVALID_INPUT before anything is unpacked that breaks a limit. */
export function packageFiles(zip: Uint8Array): DeployFiles {
  if (zip.length > largestZipBytes) throw tooLarge(`larger than ${largestZipBytes} bytes`);
  let files = 0;
  let bytes = 0;
  const unpacked = unpack(zip, (size) => {
    files += 1;
    bytes += size;
    if (files > mostFiles) throw tooLarge(`of more than ${mostFiles} files`);
    if (bytes > largestUnpackedBytes)
      throw tooLarge(`larger than ${largestUnpackedBytes} bytes when unpacked`);
  });
  const entries = Object.entries(unpacked).filter(([path]) => !path.endsWith('/'));
  return new Map(withoutTopFolder(entries));
}

function unpack(zip: Uint8Array, onFile: (bytes: number) => void): Record<string, Uint8Array> {
  try {
    return unzipSync(zip, {
      filter: ({ originalSize }) => {
        onFile(originalSize);
        return true;
      },
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'ApiError') throw error;
    throw apiError(
      400,
      'INVALID_INPUT',
      `The package is not a zip file: ${(error as Error).message}`,
    );
  }
}

/** Older tools wrap a single package into a folder of its own: `unpackaged/package.xml`. */
function withoutTopFolder(entries: [string, Uint8Array][]): [string, Uint8Array][] {
  const manifest = entries.find(([path]) => /^[^/]+\/package\.xml$/.test(path))?.[0];
  const hasManifestOnTop = entries.some(([path]) => path === 'package.xml');
  if (manifest === undefined || hasManifestOnTop) return entries;
  const folder = manifest.slice(0, -'package.xml'.length);
  return entries
    .filter(([path]) => path.startsWith(folder))
    .map(([path, bytes]) => [path.slice(folder.length), bytes]);
}

function tooLarge(reason: string) {
  return apiError(400, 'LIMIT_EXCEEDED', `The package is ${reason}`);
}
