import { closeSync, createReadStream, openSync, readSync, rmSync, writeSync } from 'node:fs';
import type { Readable } from 'node:stream';

/** An offset takes six bytes: files up to 256 TB. */
const offsetBytes = 6;
const bufferBytes = 262_144;

/**
 * Rows of a result on disk, each of any length, with an index beside them: any range can be read again as often
 * as wanted, and nothing of the result stays in memory. Append first, `finish`, then read.
 */
export class RowSpool {
  readonly #path: string;
  readonly #rows: BufferedFile;
  readonly #index: BufferedFile;
  /** Used again for every row: a buffer a row would be a million of them for the collector. */
  readonly #offsetBuffer = Buffer.alloc(offsetBytes);
  #rowCount = 0;

  /** `path` is a file that doesn't exist yet; a second one, `path.index`, is put beside it. */
  constructor(path: string) {
    this.#path = path;
    this.#rows = new BufferedFile(path);
    this.#index = new BufferedFile(`${path}.index`);
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  get byteLength(): number {
    return this.#rows.length;
  }

  append(row: string): void {
    this.#offsetBuffer.writeUIntBE(this.#rows.length, 0, offsetBytes);
    this.#index.write(this.#offsetBuffer.toString('latin1'), 'latin1');
    this.#rows.write(row, 'utf8');
    this.#rowCount += 1;
  }

  finish(): void {
    this.#rows.flush();
    this.#index.flush();
  }

  /** Up to `count` rows from `start` on, as text. */
  read(start: number, count: number): string[] {
    const end = Math.min(start + count, this.#rowCount);
    const offsets = Array.from({ length: Math.max(0, end - start) + 1 }, (_, at) =>
      this.#offset(start + at),
    );
    const first = offsets[0] ?? 0;
    const bytes = this.#rows.read(first, (offsets.at(-1) ?? first) - first);
    return offsets
      .slice(0, -1)
      .map((from, at) => bytes.toString('utf8', from - first, (offsets[at + 1] ?? from) - first));
  }

  /** The bytes of up to `count` rows from `start` on. */
  stream(start: number, count: number): Readable | null {
    const from = this.#offset(start);
    const to = this.#offset(Math.min(start + count, this.#rowCount));
    return from >= to ? null : createReadStream(this.#path, { start: from, end: to - 1 });
  }

  delete(): void {
    this.#rows.close();
    this.#index.close();
    rmSync(this.#path, { force: true });
    rmSync(`${this.#path}.index`, { force: true });
  }

  /** Where a row begins; the row behind the last one begins at the end. */
  #offset(row: number): number {
    if (row >= this.#rowCount) return this.#rows.length;
    return this.#index.read(row * offsetBytes, offsetBytes).readUIntBE(0, offsetBytes);
  }
}

/** A file written from front to back in large pieces. */
class BufferedFile {
  readonly #descriptor: number;
  readonly #pending = Buffer.allocUnsafe(bufferBytes);
  #pendingBytes = 0;
  #length = 0;
  #open = true;

  constructor(path: string) {
    this.#descriptor = openSync(path, 'wx+', 0o600);
  }

  get length(): number {
    return this.#length;
  }

  write(text: string, encoding: 'utf8' | 'latin1'): void {
    const bytes = Buffer.byteLength(text, encoding);
    if (this.#pendingBytes + bytes > bufferBytes) this.flush();
    this.#length += bytes;
    if (bytes > bufferBytes) writeSync(this.#descriptor, text, null, encoding);
    else this.#pendingBytes += this.#pending.write(text, this.#pendingBytes, encoding);
  }

  flush(): void {
    if (this.#pendingBytes > 0) writeSync(this.#descriptor, this.#pending, 0, this.#pendingBytes);
    this.#pendingBytes = 0;
  }

  read(position: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    readSync(this.#descriptor, bytes, 0, length, position);
    return bytes;
  }

  close(): void {
    if (this.#open) closeSync(this.#descriptor);
    this.#open = false;
  }
}
