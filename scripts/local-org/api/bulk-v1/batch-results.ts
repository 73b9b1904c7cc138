import { csvLine, type CsvFormat } from '../bulk/csv-format.ts';
import { errorText } from '../bulk/ingest-rows.ts';
import type { SaveResult } from '../../data/save-result.ts';
import { RowSpool } from '../query/row-spool.ts';
import type { AsyncBatch, AsyncJob } from './async-job.ts';

/** What a batch answers, written as it will be read: a CSV with its header, or a JSON list. */
export class BatchResults {
  readonly #job: AsyncJob;
  readonly #spool: RowSpool;
  readonly #format: CsvFormat;
  #isEmpty = true;

  constructor(job: AsyncJob, batch: AsyncBatch) {
    this.#job = job;
    this.#format = { lineEnding: job.lineEnding, columnDelimiter: 'COMMA' };
    this.#spool = new RowSpool(batch.resultPath);
    batch.results = this.#spool;
  }

  /** The result of one row, in the order of the batch. */
  addSaved(result: SaveResult): void {
    const { id, success, errors } = result;
    const created =
      success && ('created' in result ? result.created === true : this.#job.operation === 'insert');
    if (this.#job.contentType === 'JSON') {
      this.#addJson({ success, created, id: success ? id : null, errors });
      return;
    }
    if (this.#isEmpty) this.addLine(['Id', 'Success', 'Created', 'Error']);
    this.addLine([success ? (id ?? '') : '', String(success), String(created), errorText(errors)]);
  }

  addRecord(record: Readonly<Record<string, unknown>>): void {
    this.#addJson(record);
  }

  addLine(values: readonly string[]): void {
    this.#isEmpty = false;
    this.#spool.append(csvLine(values, this.#format));
  }

  /** Ends the list, or says in a CSV that a query has found nothing, in the words clients look for. */
  finish(): void {
    if (this.#job.contentType === 'JSON') this.#spool.append(this.#isEmpty ? '[]' : ']');
    else if (this.#isEmpty) this.#spool.append('Records not found for this query');
    this.#spool.finish();
  }

  #addJson(value: object): void {
    this.#spool.append(`${this.#isEmpty ? '[' : ','}${JSON.stringify(value)}`);
    this.#isEmpty = false;
  }
}
