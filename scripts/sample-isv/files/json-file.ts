import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/**
 * Writes an object to a JSON file, one element of an array per line. Piece by piece, because the text of a
 * sample with a million Accounts is longer than a string may be.
 */
export async function writeJson(path: string, value: object): Promise<void> {
  await pipeline(pieces(value), createWriteStream(path));
}

function* pieces(value: object): Generator<string> {
  if (Array.isArray(value)) {
    yield* arrayPieces(value);
    return;
  }
  let separator = '{\n';
  for (const [name, member] of Object.entries(value) as [string, unknown][]) {
    yield `${separator}${JSON.stringify(name)}: `;
    if (Array.isArray(member)) yield* arrayPieces(member);
    else yield JSON.stringify(member);
    separator = ',\n';
  }
  yield '\n}\n';
}

function* arrayPieces(items: readonly unknown[]): Generator<string> {
  let separator = '[\n';
  for (const item of items) {
    yield `${separator}${JSON.stringify(item)}`;
    separator = ',\n';
  }
  yield items.length > 0 ? '\n]' : '[]';
}
