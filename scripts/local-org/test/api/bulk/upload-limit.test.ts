import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect, it } from 'vitest';
import { ApiError } from '../../../api/http/api-error.ts';
import { largestUploadBytes, uploadLimit } from '../../../api/bulk/upload-limit.ts';

async function passed(pieces: readonly string[], mostBytes: number): Promise<string> {
  const through = uploadLimit(mostBytes);
  const text = through.setEncoding('utf8').toArray();
  await Promise.all([
    pipeline(Readable.from(pieces.map((piece) => Buffer.from(piece))), through),
    text,
  ]);
  return (await text).join('');
}

it('lets an upload through up to its last byte, and no further', async () => {
  expect(await passed(['abc', 'é'], 5)).toBe('abcé');
  await expect(passed(['abc', 'é!'], 5)).rejects.toThrow(ApiError);
});

it('is 150 MB once encoded', () => {
  expect(Buffer.alloc(largestUploadBytes).toString('base64').length).toBe(150 * 1_048_576);
});
