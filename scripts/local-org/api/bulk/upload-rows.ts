import { createReadStream } from 'node:fs';
import { delimiterOf } from './csv-format.ts';
import { CsvReader } from './csv-reader.ts';
import type { IngestJob } from './ingest-job.ts';
import { JobFailure } from './ingest-rows.ts';

/** Triggers see at most 200 rows at a time. */
const chunkRows = 200;

/** The rows of the upload in chunks; the first one begins with the header. Throws `CsvError` or `JobFailure`. */
export async function* uploadChunks(job: IngestJob): AsyncGenerator<string[][]> {
  if (!job.hasContent) return;
  const reader = new CsvReader(delimiterOf(job.format));
  let columns: number | undefined;
  let chunk: string[][] = [];
  for await (const rows of readRows(job, reader)) {
    columns ??= rows[0]?.length;
    refuseRagged(rows, columns);
    for (const row of rows) {
      chunk.push(row);
      if (chunk.length < chunkRows) continue;
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

async function* readRows(job: IngestJob, reader: CsvReader): AsyncGenerator<string[][]> {
  const { lineEnding } = job.format;
  for await (const piece of createReadStream(job.contentPath, 'utf8')) {
    const rows = reader.push(String(piece));
    if (reader.lineEnding !== null && reader.lineEnding !== lineEnding) {
      throw new JobFailure(
        `LineEnding is invalid on user data. Current LineEnding setting is ${lineEnding}`,
      );
    }
    yield rows;
  }
  yield reader.end();
}

function refuseRagged(rows: readonly string[][], columns = 0): void {
  const ragged = rows.find((row) => row.length !== columns);
  if (ragged === undefined) return;
  throw new JobFailure(`A row has ${ragged.length} columns where the header has ${columns}`);
}
