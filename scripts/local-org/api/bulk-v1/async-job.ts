import type { UserSession } from '../../data/user-session.ts';
import type { Schema } from '../../schema/schema.ts';
import type { LineEnding } from '../bulk/csv-format.ts';
import { ingestOrder, timestamp, type IngestOperation } from '../bulk/ingest-job.ts';
import type { RowSpool } from '../query/row-spool.ts';
import { visibleObject } from '../visible-object.ts';
import { AsyncError } from './async-error.ts';

export type BatchState = 'Queued' | 'InProgress' | 'Completed' | 'Failed' | 'NotProcessed';

/** What a client asks for when it creates a job (api_asynch, asynch_api_reference_jobinfo). */
export interface AsyncOrder {
  readonly object: string;
  readonly operation: IngestOperation | 'query' | 'queryAll';
  /** Upsert only. */
  readonly externalIdFieldName: string | null;
  readonly contentType: 'CSV' | 'JSON';
  readonly concurrencyMode: 'Parallel' | 'Serial';
  /** Of results; header `Sforce-Line-Ending`. */
  readonly lineEnding: LineEnding;
}

export interface AsyncJob extends AsyncOrder {
  readonly id: string;
  readonly userId: string;
  /** `62.0` */
  readonly apiVersion: string;
  readonly createdDate: Date;
  readonly batches: AsyncBatch[];
  systemModstamp: Date;
  state: 'Open' | 'Closed' | 'Aborted';
}

/** A batch of a job: the rows, or the query, a client sent at once. */
export interface AsyncBatch {
  readonly id: string;
  readonly jobId: string;
  readonly createdDate: Date;
  /** What the client sent. */
  readonly contentPath: string;
  /** Where results go; the file is there once the batch is over. */
  readonly resultPath: string;
  /** Id of a query's one result. */
  readonly resultId: string;
  /** Null until the batch is taken up. */
  results: RowSpool | null;
  systemModstamp: Date;
  state: BatchState;
  stateMessage: string | null;
  numberRecordsProcessed: number;
  numberRecordsFailed: number;
  totalProcessingTimeMs: number;
}

/** True for a job whose batches are queries. */
export function isQueryJob({ operation }: Pick<AsyncOrder, 'operation'>): boolean {
  return operation === 'query' || operation === 'queryAll';
}

/** Checks an order against what the user may see. Throws InvalidJob, InvalidEntity and FeatureNotEnabled. */
export function asyncOrder(
  body: Readonly<Record<string, unknown>>,
  schema: Schema,
  session: UserSession,
): Omit<AsyncOrder, 'lineEnding'> {
  const { contentType = 'XML', concurrencyMode = 'Parallel', assignmentRuleId } = body;
  if (concurrencyMode !== 'Parallel' && concurrencyMode !== 'Serial') {
    throw new AsyncError(
      'InvalidJob',
      `Unknown concurrencyMode ${JSON.stringify(concurrencyMode)}`,
    );
  }
  if (contentType !== 'CSV' && contentType !== 'JSON') {
    throw unsupported(`Batches of content type ${JSON.stringify(contentType)}`);
  }
  if (typeof assignmentRuleId === 'string') throw unsupported('assignmentRuleId');
  return { ...target(body, schema, session), contentType, concurrencyMode };
}

function target(
  body: Readonly<Record<string, unknown>>,
  schema: Schema,
  session: UserSession,
): Pick<AsyncOrder, 'object' | 'operation' | 'externalIdFieldName'> {
  const { operation, object } = body;
  if (operation !== 'query' && operation !== 'queryAll') {
    return ingestOrder({ ...body, contentType: 'CSV' }, schema, session);
  }
  const known = typeof object === 'string' ? visibleObject(object, schema, session) : undefined;
  if (known !== undefined) return { object: known.name, operation, externalIdFieldName: null };
  const message = `Entity '${String(object)}' is not supported by the Bulk API.`;
  throw new AsyncError('InvalidEntity', message);
}

function unsupported(what: string): AsyncError {
  return new AsyncError('FeatureNotEnabled', `${what}: the local org does not support this.`);
}

/** The job as its resource shows it, in XML or JSON: they differ in dates and in the version. */
export function jobMembers(job: AsyncJob, isJson: boolean): object {
  const count = (state: BatchState) => job.batches.filter((each) => each.state === state).length;
  const sum = (of: (batch: AsyncBatch) => number) =>
    job.batches.reduce((total, batch) => total + of(batch), 0);
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.userId,
    createdDate: moment(job.createdDate, isJson),
    systemModstamp: moment(job.systemModstamp, isJson),
    state: job.state,
    externalIdFieldName: job.externalIdFieldName,
    concurrencyMode: job.concurrencyMode,
    contentType: job.contentType,
    numberBatchesQueued: count('Queued'),
    numberBatchesInProgress: count('InProgress'),
    numberBatchesCompleted: count('Completed'),
    numberBatchesFailed: count('Failed'),
    numberBatchesTotal: job.batches.length,
    numberRecordsProcessed: sum((batch) => batch.numberRecordsProcessed),
    numberRetries: 0,
    apiVersion: isJson ? Number(job.apiVersion) : job.apiVersion,
    numberRecordsFailed: sum((batch) => batch.numberRecordsFailed),
    ...times(sum((batch) => batch.totalProcessingTimeMs)),
  };
}

export function batchMembers(batch: AsyncBatch, isJson: boolean): object {
  return {
    id: batch.id,
    jobId: batch.jobId,
    state: batch.state,
    stateMessage: batch.stateMessage,
    createdDate: moment(batch.createdDate, isJson),
    systemModstamp: moment(batch.systemModstamp, isJson),
    numberRecordsProcessed: batch.numberRecordsProcessed,
    numberRecordsFailed: batch.numberRecordsFailed,
    ...times(batch.totalProcessingTimeMs),
  };
}

function times(ms: number): object {
  return { totalProcessingTime: ms, apiActiveProcessingTime: ms, apexProcessingTime: 0 };
}

function moment(date: Date, isJson: boolean): string {
  return isJson ? timestamp(date) : date.toISOString();
}
