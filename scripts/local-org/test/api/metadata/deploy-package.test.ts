import { zipSync } from 'fflate';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { packageFiles } from '../../../api/metadata/deploy-package.ts';

async function zip(files: Record<string, string>, compression: 'STORE' | 'DEFLATE' = 'DEFLATE') {
  const archive = new JSZip();
  for (const [path, text] of Object.entries(files)) archive.file(path, text, { compression });
  return await archive.generateAsync({ type: 'uint8array' });
}

function texts(files: ReadonlyMap<string, Uint8Array | string>): Record<string, string> {
  return Object.fromEntries(
    Array.from(files, ([path, bytes]) => [path, Buffer.from(bytes).toString()]),
  );
}

describe('packageFiles', () => {
  const files = { 'package.xml': '<Package/>', 'objects/Account.object': '<CustomObject/>' };

  it.each(['STORE', 'DEFLATE'] as const)(
    'unpacks what another tool packed with %s, without its folders',
    async (compression) => {
      expect(texts(packageFiles(await zip(files, compression)))).toEqual(files);
    },
  );

  it('looks into the one folder an older tool wraps around a package', async () => {
    const wrapped = {
      'unpackaged/package.xml': '<Package/>',
      'unpackaged/objects/Account.object': '<CustomObject/>',
    };
    expect(texts(packageFiles(await zip(wrapped)))).toEqual(files);
  });

  it('refuses more files than a deploy may have', () => {
    const empty = new Uint8Array();
    const many = Object.fromEntries(
      Array.from({ length: 10_001 }, (_, index) => [`classes/C${index}.cls`, empty]),
    );
    const packed = zipSync(many, { level: 0 });
    expect(() => packageFiles(packed)).toThrow(
      'LIMIT_EXCEEDED: The package is of more than 10000 files',
    );
  });

  it('refuses what is no zip', () => {
    expect(() => packageFiles(Buffer.from('hello'))).toThrow(
      'INVALID_INPUT: The package is not a zip file',
    );
  });
});
