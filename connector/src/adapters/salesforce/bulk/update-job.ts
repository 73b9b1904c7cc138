import type { AccountUpdate } from '../../../domain/change.ts';
import { OrgError } from '../../../domain/org-error.ts';
import type { BulkWatch } from '../../../ports/account-writer.ts';
import { updateHeader, updateLine } from '../accounts/account-update.ts';
import { jsonBody } from '../http/api-request.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import { bulkJob, readBulkJob } from './bulk-job.ts';
import { changeJobState, hasStarted } from './job-course.ts';

/** A file of updates: rows with a cell for each field that any of them sets. */
export interface UpdateFile {
  readonly updates: readonly AccountUpdate[];
  readonly fields: readonly string[];
  readonly chars: number;
}

/**
 * Salesforce takes 150 MB after base64, so about 100 MB as they are (api_asynch/upload_job_data). Numbers, ids and
 * field names are plain ASCII: a character is a byte.
 */
const longestFileChars = 90_000_000;

/** The updates in as few files as Salesforce's limit allows. */
export function updateFiles(
  updates: readonly AccountUpdate[],
  longestChars = longestFileChars,
): readonly UpdateFile[] {
  const named = new Set<string>();
  for (const update of updates) for (const field of Object.keys(update.values)) named.add(field);
  const fields = [...named];
  const headerChars = updateHeader(fields).length;
  const files: { updates: AccountUpdate[]; fields: readonly string[]; chars: number }[] = [];
  for (const update of updates) {
    const chars = updateLine(update, fields).length;
    let file = files.at(-1);
    if (!file || file.chars + chars > longestChars) {
      file = { updates: [], fields, chars: headerChars };
      files.push(file);
    }
    file.updates.push(update);
    file.chars += chars;
  }
  return files;
}

const purpose = 'start a Bulk update of Accounts';
const ingestOptions = {
  object: 'Account',
  operation: 'update',
  contentType: 'CSV',
  columnDelimiter: 'COMMA',
  lineEnding: 'LF',
};

/**
 * Starts a job with the file and returns its id. Whoever watches knows it before a row is uploaded, so that a job that has rows
 * never is one that nobody can ask.
 *
 * @throws OrgError when it could not be started: then no row of it will be processed
 * @throws BulkJobUnsettled when it may have been
 */
export async function startedUpdateJob(
  client: SalesforceClient,
  file: UpdateFile,
  { onCreated }: BulkWatch,
): Promise<string> {
  const id = await createdJob(client);
  await onCreated(
    id,
    file.updates.map(({ accountId }) => accountId),
  );
  try {
    await upload(client, id, file);
    await close(client, id);
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
    if (!(await hasStarted(client, id))) throw error;
  }
  return id;
}

async function createdJob(client: SalesforceClient): Promise<string> {
  // A job that was created twice because an answer was lost stays open, empty and without effect.
  const created = await client.json({
    purpose,
    method: 'POST',
    path: '/jobs/ingest',
    body: jsonBody(ingestOptions),
    repeatable: true,
  });
  return bulkJob(created, purpose).id;
}

/** Rows that are sent as one piece: a piece for each row would cost more than the row. */
const rowsPerPiece = 1_000;

function* fileText({ updates, fields }: UpdateFile): Generator<string> {
  yield updateHeader(fields);
  for (let start = 0; start < updates.length; start += rowsPerPiece) {
    const rows = updates.slice(start, start + rowsPerPiece);
    yield rows.map((update) => updateLine(update, fields)).join('');
  }
}

const stepAttempts = 3;

/**
 * A job takes one file once. Where the answer was lost the file may be there: then a second upload is refused with
 * "Found multiple contents", and that it is complete shows later, in the number of rows that were processed.
 */
async function upload(client: SalesforceClient, id: string, file: UpdateFile): Promise<void> {
  const send = async (): Promise<void> => {
    await client.json({
      purpose,
      method: 'PUT',
      path: `/jobs/ingest/${encodeURIComponent(id)}/batches`,
      body: { contentType: 'text/csv; charset=UTF-8', content: () => fileText(file) },
      repeatable: false,
    });
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      await send();
      return;
    } catch (error) {
      if (attempt > 1 && isAlreadyThere(error)) return;
      if (!isLost(error) || attempt >= stepAttempts) throw error;
      if ((await readBulkJob(client, 'ingest', id, purpose)).state !== 'Open') return;
    }
  }
}

function isAlreadyThere(error: unknown): boolean {
  return error instanceof OrgError && /multiple contents/i.test(error.message);
}

async function close(client: SalesforceClient, id: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await changeJobState(client, id, 'UploadComplete');
      return;
    } catch (error) {
      if (!isLost(error) || attempt >= stepAttempts) throw error;
      if ((await readBulkJob(client, 'ingest', id, purpose)).state !== 'Open') return;
    }
  }
}

function isLost(error: unknown): boolean {
  return error instanceof OrgError && error.kind === 'transient';
}
