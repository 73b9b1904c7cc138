import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** A metadata file as text, so that a rule can be tried on a file that is on no disk. */
export interface SourceFile {
  /** Relative to the source directory, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Every `*-meta.xml` below a source directory, in the order of their paths. */
export async function readSourceFiles(directory: string): Promise<readonly SourceFile[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('-meta.xml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    paths.map(async (path) => ({
      path: relative(directory, path).split(sep).join('/'),
      text: await readFile(path, 'utf8'),
    })),
  );
}
