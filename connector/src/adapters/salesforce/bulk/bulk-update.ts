import { BulkJobUnsettled } from '../../../domain/bulk-job-unsettled.ts';
import type { AccountUpdate, SalesforceFault, UpdateResult } from '../../../domain/change.ts';
import { OrgError } from '../../../domain/org-error.ts';
import { id15 } from '../../../domain/salesforce-id.ts';
import type { BulkWatch } from '../../../ports/account-writer.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import type { BulkJob } from './bulk-job.ts';
import { jobResults, type JobResult } from './job-results.ts';
import { endedUpdateJob, foundUpdateJob } from './job-course.ts';
import { startedUpdateJob, updateFiles } from './update-job.ts';

const resultsPerBatch = 2_000;

/**
 * Updates Accounts by Bulk jobs; each update comes back exactly once.
 *
 * A row counts as written when Salesforce said so: where its counts add up, every row but the failed ones; where
 * they don't, only those in its list of successful rows. The others come back as UNPROCESSED.
 *
 * @throws OrgError when a job could not be started: then none of its rows is written
 * @throws BulkJobUnsettled when one was, and its end could not be learned
 */
export async function* updatedInBulk(
  client: SalesforceClient,
  updates: readonly AccountUpdate[],
  watch: BulkWatch,
  pollMs: number,
): AsyncGenerator<readonly UpdateResult[]> {
  for (const file of updateFiles(updates)) {
    const jobId = await startedUpdateJob(client, file, watch);
    const judge = await judgedOnceEnded(client, jobId, watch, pollMs, (job) =>
      judgeByCounts(client, job, file.updates.length),
    );
    yield* batchesOf(
      file.updates.map(({ accountId }) => accountId),
      judge,
    );
  }
}

/** What became of these Accounts in a job that somebody else began. */
export async function* resumedUpdate(
  client: SalesforceClient,
  jobId: string,
  accountIds: readonly string[],
  watch: BulkWatch,
  pollMs: number,
): AsyncGenerator<readonly UpdateResult[]> {
  const isThere = await foundUpdateJob(client, jobId);
  // Some of its rows may have been told already, so that its counts say nothing of these alone.
  const judge = isThere
    ? await judgedOnceEnded(client, jobId, watch, pollMs, (job) =>
        judgeByList(client, job, `Bulk job ${jobId} ended as ${job.state}`),
      )
    : (accountId: string) =>
        unprocessed(accountId, `Bulk job ${jobId} is gone from the organization.`);
  yield* batchesOf(accountIds, judge);
}

type RowJudge = (accountId: string) => UpdateResult;

function* batchesOf(
  accountIds: readonly string[],
  resultOf: RowJudge,
): Generator<readonly UpdateResult[]> {
  for (let start = 0; start < accountIds.length; start += resultsPerBatch)
    yield accountIds.slice(start, start + resultsPerBatch).map(resultOf);
}

/** What to say of each row, once the job has ended. Its results stay for a week: where they can't be read now, they can be later. */
async function judgedOnceEnded(
  client: SalesforceClient,
  jobId: string,
  watch: BulkWatch,
  pollMs: number,
  judge: (job: BulkJob) => Promise<RowJudge>,
): Promise<RowJudge> {
  const job = await endedUpdateJob(client, jobId, watch, pollMs);
  try {
    return await judge(job);
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
    throw new BulkJobUnsettled(jobId, error.message, { cause: error });
  }
}

async function judgeByCounts(
  client: SalesforceClient,
  job: BulkJob,
  rows: number,
): Promise<RowJudge> {
  const failed = await failuresOf(client, job);
  const addsUp =
    job.state === 'JobComplete' && job.processed === rows && failed.size === job.failed;
  if (addsUp)
    return (accountId) => refused(failed, accountId) ?? { accountId, success: true, faults: [] };
  const found = `Bulk job ${job.id} is ${job.state} and processed ${job.processed ?? 'an unknown number'} of ${rows} rows`;
  return judgeByList(client, job, found, failed);
}

/** Only what is in one of the lists is known. */
async function judgeByList(
  client: SalesforceClient,
  job: BulkJob,
  found: string,
  known?: ReadonlyMap<string, JobResult>,
): Promise<RowJudge> {
  const failed = known ?? (await failuresOf(client, job));
  const written = await successfulIds(client, job.id);
  const reason = job.errorMessage ? `${found}: ${job.errorMessage}` : `${found}.`;
  return (accountId) => {
    if (written.has(id15(accountId))) return { accountId, success: true, faults: [] };
    return refused(failed, accountId) ?? unprocessed(accountId, reason);
  };
}

function refused(
  failed: ReadonlyMap<string, JobResult>,
  accountId: string,
): UpdateResult | undefined {
  const result = failed.get(id15(accountId));
  return result && { accountId, success: false, faults: [result.fault] };
}

async function failuresOf(
  client: SalesforceClient,
  { id, failed }: BulkJob,
): Promise<ReadonlyMap<string, JobResult>> {
  const faults = new Map<string, JobResult>();
  if (failed === 0) return faults;
  for await (const results of jobResults(client, id, 'failedResults')) {
    for (const result of results) faults.set(id15(result.accountId), result);
  }
  return faults;
}

async function successfulIds(
  client: SalesforceClient,
  jobId: string,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const results of jobResults(client, jobId, 'successfulResults')) {
    for (const { accountId } of results) ids.add(id15(accountId));
  }
  return ids;
}

function unprocessed(accountId: string, message: string): UpdateResult {
  const fault: SalesforceFault = { code: 'UNPROCESSED', message, fields: [] };
  return { accountId, success: false, faults: [fault] };
}
