import type { AccountUpdate } from '../../../domain/change.ts';
import { OrgError } from '../../../domain/org-error.ts';
import { updateHeader, updateLine } from '../accounts/account-update.ts';
import { jsonBody } from '../http/api-request.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import { bulkJob, readBulkJob } from './bulk-job.ts';

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
/** Up to 100,000 characters, creating the job, uploading and closing it are one call (walkthrough_upload_multipart_data). */
const longestMultipartChars = 99_000;

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
 * Starts a job with the file and returns its id.
 *
 * @throws OrgError when it could not be started: then no row of it will be processed
 */
export function startedUpdateJob(client: SalesforceClient, file: UpdateFile): Promise<string> {
  return file.chars <= longestMultipartChars
    ? startedAtOnce(client, file)
    : startedInSteps(client, file);
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

/**
 * One call. Where its answer is lost it is sent again, and two jobs may set the same values: the second finds
 * nothing to change, while a job that is not known about could not be asked what became of its rows.
 */
async function startedAtOnce(client: SalesforceClient, file: UpdateFile): Promise<string> {
  const boundary = 'salesforce-sync-part';
  const content = [
    `--${boundary}`,
    'Content-Type: application/json',
    'Content-Disposition: form-data; name="job"',
    '',
    JSON.stringify(ingestOptions),
    `--${boundary}`,
    'Content-Type: text/csv',
    'Content-Disposition: form-data; name="content"; filename="content"',
    '',
    [...fileText(file)].join(''),
    `--${boundary}--`,
    '',
  ].join('\r\n');
  const answer = await client.json({
    purpose,
    method: 'POST',
    path: '/jobs/ingest',
    body: { contentType: `multipart/form-data; boundary=${boundary}`, content: () => content },
    repeatable: true,
  });
  return bulkJob(answer, purpose).id;
}

async function startedInSteps(client: SalesforceClient, file: UpdateFile): Promise<string> {
  // A job that was created twice because an answer was lost stays open, empty and without effect.
  const created = await client.json({
    purpose,
    method: 'POST',
    path: '/jobs/ingest',
    body: jsonBody(ingestOptions),
    repeatable: true,
  });
  const { id } = bulkJob(created, purpose);
  await upload(client, id, file);
  await close(client, id);
  return id;
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
      await client.json({
        purpose,
        method: 'PATCH',
        path: `/jobs/ingest/${encodeURIComponent(id)}`,
        body: jsonBody({ state: 'UploadComplete' }),
        repeatable: false,
      });
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
