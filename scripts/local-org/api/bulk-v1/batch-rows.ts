import type { RecordInput } from '../../data/save-result.ts';
import { CsvReader } from '../bulk/csv-reader.ts';
import { JobFailure, recordOfRow } from '../bulk/ingest-rows.ts';
import type { AsyncJob } from './async-job.ts';

/** Rows a batch may have (asynch_api_concepts_limits). */
const mostRows = 10_000;

export interface BatchRows {
  /** Names of the columns, or of all members any of the records has. */
  readonly header: readonly string[];
  readonly records: readonly RecordInput[];
}

/** The rows of a batch in its job's content type. Throws `CsvError` or `JobFailure`. */
export function batchRows({ contentType }: AsyncJob, text: string): BatchRows {
  const rows = contentType === 'CSV' ? csvRows(text) : jsonRows(text);
  if (rows.records.length <= mostRows) return rows;
  throw new JobFailure(`A batch takes at most ${mostRows} records; this one has more`);
}

function csvRows(text: string): BatchRows {
  const reader = new CsvReader(',');
  const [header = [], ...rows] = [...reader.push(text), ...reader.end()];
  const ragged = rows.find((row) => row.length !== header.length);
  if (ragged !== undefined) {
    const columns = `${ragged.length} columns where the header has ${header.length}`;
    throw new JobFailure(`A row has ${columns}`);
  }
  return { header, records: rows.map((row) => recordOfRow(header, row)) };
}

function jsonRows(text: string): BatchRows {
  const records = parsed(text);
  if (!Array.isArray(records)) throw new JobFailure('The batch is not a JSON list of records');
  const rows = records.map((record) => (record ?? {}) as RecordInput);
  const names = rows.flatMap((row) => Object.keys(row)).filter((name) => name !== 'attributes');
  return { header: [...new Set(names)], records: rows };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new JobFailure(`Unable to parse the batch: ${(error as Error).message}`);
  }
}
