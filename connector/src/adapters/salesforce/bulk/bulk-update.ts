import type { AccountUpdate, SalesforceFault, UpdateResult } from '../../../domain/change.ts';
import { OrgError } from '../../../domain/org-error.ts';
import { id15 } from '../../../domain/salesforce-id.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import { endedBulkJob, type BulkJob } from './bulk-job.ts';
import { jobResults, type JobResult } from './job-results.ts';
import { startedUpdateJob, updateFiles, type UpdateFile } from './update-job.ts';

const purpose = 'learn what became of a Bulk update of Accounts';
/** Automation on Account can make a job of a million rows take hours. It is never aborted: it may be nearly done. */
const deadlineMs = 6 * 3_600_000;
const resultsPerBatch = 2_000;

/**
 * Updates Accounts by Bulk jobs; each update comes back exactly once.
 *
 * A row counts as written when Salesforce said so: where its counts add up, every row but the failed ones; where
 * they don't, only those in its list of successful rows. The others come back as UNPROCESSED.
 *
 * @throws OrgError when a job could not be started: then none of its rows is written
 */
export async function* updatedInBulk(
  client: SalesforceClient,
  updates: readonly AccountUpdate[],
  pollMs: number,
): AsyncGenerator<readonly UpdateResult[]> {
  for (const file of updateFiles(updates)) {
    const jobId = await startedUpdateJob(client, file);
    const resultOf = await rowJudge(client, file, jobId, pollMs);
    for (let start = 0; start < file.updates.length; start += resultsPerBatch) {
      const batch = file.updates.slice(start, start + resultsPerBatch);
      yield batch.map(({ accountId }) => resultOf(accountId));
    }
  }
}

type RowJudge = (accountId: string) => UpdateResult;

/** What to say of each row. From here on the job may be at work, so that a failure to learn its end is told row by row. */
async function rowJudge(
  client: SalesforceClient,
  file: UpdateFile,
  jobId: string,
  pollMs: number,
): Promise<RowJudge> {
  try {
    const job = await endedBulkJob(client, 'ingest', jobId, purpose, { pollMs, deadlineMs });
    return await judgeByResults(client, file, job);
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
    const reason = `Bulk job ${jobId} was started, but what became of it could not be learned: ${error.message}`;
    return (accountId) => unprocessed(accountId, reason);
  }
}

async function judgeByResults(
  client: SalesforceClient,
  file: UpdateFile,
  job: BulkJob,
): Promise<RowJudge> {
  const failed = job.failed > 0 ? await faultsById(client, job.id) : new Map<string, JobResult>();
  const refused = (accountId: string): UpdateResult | undefined => {
    const result = failed.get(id15(accountId));
    return result && { accountId, success: false, faults: [result.fault] };
  };
  const addsUp =
    job.state === 'JobComplete' &&
    job.processed === file.updates.length &&
    failed.size === job.failed;
  if (addsUp) {
    return (accountId) => refused(accountId) ?? { accountId, success: true, faults: [] };
  }
  const written = await successfulIds(client, job);
  const reason = whyUnprocessed(job, file);
  return (accountId) => {
    if (written.has(id15(accountId))) return { accountId, success: true, faults: [] };
    return refused(accountId) ?? unprocessed(accountId, reason);
  };
}

async function faultsById(
  client: SalesforceClient,
  jobId: string,
): Promise<ReadonlyMap<string, JobResult>> {
  const faults = new Map<string, JobResult>();
  for await (const results of jobResults(client, jobId, 'failedResults')) {
    for (const result of results) faults.set(id15(result.accountId), result);
  }
  return faults;
}

/** Results exist once a job has ended; before, nothing is known. */
async function successfulIds(client: SalesforceClient, job: BulkJob): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  if (!['JobComplete', 'Failed', 'Aborted'].includes(job.state)) return ids;
  for await (const results of jobResults(client, job.id, 'successfulResults')) {
    for (const { accountId } of results) ids.add(id15(accountId));
  }
  return ids;
}

function whyUnprocessed(job: BulkJob, file: UpdateFile): string {
  const found = `Bulk job ${job.id} is ${job.state} and processed ${job.processed ?? 'an unknown number'} of ${file.updates.length} rows`;
  return job.errorMessage ? `${found}: ${job.errorMessage}` : `${found}.`;
}

function unprocessed(accountId: string, message: string): UpdateResult {
  const fault: SalesforceFault = { code: 'UNPROCESSED', message, fields: [] };
  return { accountId, success: false, faults: [fault] };
}
