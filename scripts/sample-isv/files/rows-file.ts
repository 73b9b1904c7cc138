import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { csvLine } from './csv-line.ts';
import { writeParquet } from './parquet-file.ts';
import type { FileFormat } from './file-name.ts';
import type { Rows } from './rows.ts';

/** Text is handed to the disk in pieces of about this many characters: rows never pile up in memory. */
const pieceLength = 32 * 1024;

/**
 * Writes rows to a file and returns how many there were. The file appears under its name only once it is whole:
 * whoever reads the folder meanwhile never sees half a file.
 */
export async function writeRows(path: string, format: FileFormat, rows: Rows): Promise<number> {
  const partial = `${path}.partial`;
  const counter = { lines: 0 };
  const pieces = textPieces(rows, counter);
  switch (format) {
    case 'csv':
      await pipeline(pieces, createWriteStream(partial));
      break;
    case 'csv.gz':
      await pipeline(pieces, createGzip(), createWriteStream(partial));
      break;
    case 'parquet': {
      const text = `${path}.csv.partial`;
      await pipeline(pieces, createWriteStream(text));
      await writeParquet(text, partial, rows);
      await rm(text);
    }
  }
  await rename(partial, path);
  return counter.lines;
}

function* textPieces(rows: Rows, counter: { lines: number }): Generator<string> {
  // Joined once per piece: a text that grows by `+=` has to be flattened from a tree before it can be written.
  let piece = [csvLine(rows.columns)];
  let length = 0;
  for (const line of rows.lines) {
    counter.lines += 1;
    piece.push(line);
    length += line.length;
    if (length < pieceLength) continue;
    yield `${piece.join('\n')}\n`;
    piece = [];
    length = 0;
  }
  if (piece.length > 0) yield `${piece.join('\n')}\n`;
}
