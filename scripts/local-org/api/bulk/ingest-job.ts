import type { UserSession } from '../../data/user-session.ts';
import type { DescribeField } from '../../schema/describe-result.ts';
import type { Schema } from '../../schema/schema.ts';
import type { ApiCall } from '../limits/api-usage.ts';
import type { RowSpool } from '../query/row-spool.ts';
import { visibleObject } from '../visible-object.ts';
import { csvFormat, type CsvFormat } from './csv-format.ts';
import { invalidEntity, invalidJob } from './job-error.ts';

export type JobState =
  'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

const operations = ['insert', 'update', 'upsert', 'delete', 'hardDelete'] as const;
export type IngestOperation = (typeof operations)[number];

/** What a client asks for when it creates a job. */
export interface IngestOrder {
  readonly object: string;
  readonly operation: IngestOperation;
  /** Upsert only. */
  readonly externalIdFieldName: string | null;
  readonly format: CsvFormat;
}

export interface JobResults {
  readonly successful: RowSpool;
  readonly failed: RowSpool;
  readonly unprocessed: RowSpool;
}

/** A Bulk API 2.0 ingest job. Changed only by its routes and by the run that processes it. */
export interface IngestJob extends IngestOrder {
  readonly id: string;
  readonly userId: string;
  /** `62.0` */
  readonly apiVersion: string;
  readonly createdDate: Date;
  /** The uploaded CSV. */
  readonly contentPath: string;
  readonly results: JobResults;
  systemModstamp: Date;
  state: JobState;
  hasContent: boolean;
  /** Header row of the CSV, once read. */
  header: readonly string[];
  numberRecordsProcessed: number;
  numberRecordsFailed: number;
  totalProcessingTimeMs: number;
  errorMessage: string | null;
  /** The call that said UploadComplete: rows written are counted there. */
  closingCall: ApiCall | null;
}

/** Checks an order against what the user may see. Throws INVALIDJOB or INVALIDENTITY in Salesforce's words. */
export function ingestOrder(
  body: Readonly<Record<string, unknown>>,
  schema: Schema,
  session: UserSession,
): IngestOrder {
  const operation = operations.find((known) => known === body.operation);
  if (operation === undefined) {
    throw invalidJob(`Unknown operation ${JSON.stringify(body.operation)}`);
  }
  if (typeof body.object !== 'string') throw invalidJob('Object must be specified');
  const object = visibleObject(body.object, schema, session)?.name;
  if (object === undefined) throw invalidEntity(body.object);
  const externalIdFieldName =
    operation === 'upsert' ? keyField(object, body.externalIdFieldName, session) : null;
  return { object, operation, externalIdFieldName, format: csvFormat(body) };
}

function keyField(object: string, name: unknown, session: UserSession): string {
  if (typeof name !== 'string' || name === '') {
    throw invalidJob(
      `External ID was blank for ${object}. An External ID must be specified for upsert.`,
    );
  }
  const { fields } = session.describe(object);
  const field = fields.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (field === undefined || !isKey(field)) {
    throw invalidJob(
      `Field name provided, ${name} does not match an External ID, Salesforce Id, or indexed field for ${object}`,
    );
  }
  return field.name;
}

function isKey({ type, externalId, unique }: DescribeField): boolean {
  return type === 'id' || externalId || unique;
}

/** The job as `GET /jobs/ingest/<id>` shows it; creating and closing show the first part only. */
export function ingestJobInfo(job: IngestJob, detail: 'short' | 'full'): Record<string, unknown> {
  const version = Number(job.apiVersion);
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.userId,
    createdDate: timestamp(job.createdDate),
    systemModstamp: timestamp(job.systemModstamp),
    state: job.state,
    ...(job.externalIdFieldName !== null && { externalIdFieldName: job.externalIdFieldName }),
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: version,
    ...(job.state === 'Open' && {
      contentUrl: `services/data/v${job.apiVersion}/jobs/ingest/${job.id}/batches`,
    }),
    lineEnding: job.format.lineEnding,
    columnDelimiter: job.format.columnDelimiter,
    ...(detail === 'full' && progress(job)),
  };
}

function progress(job: IngestJob): Record<string, unknown> {
  return {
    jobType: 'V2Ingest',
    numberRecordsProcessed: job.numberRecordsProcessed,
    numberRecordsFailed: job.numberRecordsFailed,
    retries: 0,
    totalProcessingTime: job.totalProcessingTimeMs,
    apiActiveProcessingTime: job.totalProcessingTimeMs,
    apexProcessingTime: 0,
    ...(job.errorMessage !== null && { errorMessage: job.errorMessage }),
  };
}

/** `2026-11-24T10:00:00.000+0000`, as the JSON of jobs has it. */
export function timestamp(date: Date): string {
  return date.toISOString().replace('Z', '+0000');
}
