import type { RecordInput, SaveResult } from '../../data/save-result.ts';
import type { RowSpool } from '../query/row-spool.ts';
import { csvLine } from './csv-format.ts';
import type { IngestJob } from './ingest-job.ts';
import { errorText, idOfRow } from './ingest-rows.ts';
import { shuffled } from './shuffled.ts';

/** Results are written in any order within this many rows, as parallel batches would leave them. */
const shuffleRows = 2_000;

/** What became of a row. */
export interface Outcome {
  readonly result: SaveResult;
  readonly record: RecordInput;
}

/** Writes outcomes to the result files, a few thousand at a time and in no order a client could rely on. */
export class OutcomeWriter {
  readonly #job: IngestJob;
  #pending: { spool: RowSpool; line: string }[] = [];

  constructor(job: IngestJob) {
    this.#job = job;
  }

  add(rows: readonly string[][], outcomes: readonly Outcome[]): void {
    for (const [index, outcome] of outcomes.entries()) {
      this.#pending.push(this.#line(rows[index] ?? [], outcome));
    }
    if (this.#pending.length >= shuffleRows) this.flush();
  }

  flush(): void {
    for (const { spool, line } of shuffled(this.#pending)) spool.append(line);
    this.#pending = [];
  }

  #line(row: readonly string[], { result, record }: Outcome): { spool: RowSpool; line: string } {
    const { results, format } = this.#job;
    const wasCreated =
      'created' in result ? result.created === true : this.#job.operation === 'insert';
    return result.success
      ? {
          spool: results.successful,
          line: csvLine([result.id ?? '', String(wasCreated), ...row], format),
        }
      : {
          spool: results.failed,
          line: csvLine([idOfRow(record), errorText(result.errors), ...row], format),
        };
  }
}
