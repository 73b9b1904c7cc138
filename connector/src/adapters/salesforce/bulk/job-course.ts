import { BulkJobUnsettled } from '../../../domain/bulk-job-unsettled.ts';
import { OrgError } from '../../../domain/org-error.ts';
import type { BulkWatch } from '../../../ports/account-writer.ts';
import { jsonBody } from '../http/api-request.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import { hasEnded, longerPauseMs, readBulkJob, type BulkJob } from './bulk-job.ts';

const asking = 'learn what became of a Bulk update of Accounts';

/** Whether the organization still has the job. One that was never closed has not begun, and never will: it is aborted. */
export async function foundUpdateJob(client: SalesforceClient, id: string): Promise<boolean> {
  try {
    const job = await readBulkJob(client, 'ingest', id, asking);
    if (job.state === 'Open') await aborted(client, id);
    return true;
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
    if (error.kind === 'request') return false;
    throw new BulkJobUnsettled(id, error.message, { cause: error });
  }
}

/** Whether the job takes its course. One that was left open is aborted, so that it can't begin later. */
export async function hasStarted(client: SalesforceClient, id: string): Promise<boolean> {
  try {
    const { state } = await readBulkJob(client, 'ingest', id, asking);
    return state === 'Open' ? !(await aborted(client, id)) : state !== 'Aborted';
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
    throw new BulkJobUnsettled(id, error.message, { cause: error });
  }
}

/** False where whoever had the job before has closed it meanwhile: then it takes its course. */
async function aborted(client: SalesforceClient, id: string): Promise<boolean> {
  try {
    await changeJobState(client, id, 'Aborted');
    return true;
  } catch (error) {
    if (!(error instanceof OrgError) || error.kind !== 'request') throw error;
    return false;
  }
}

/** Automation on Account can make a job of a million rows take hours. */
const deadlineMs = 6 * 3_600_000;

/**
 * The job once it has ended.
 *
 * @throws BulkJobUnsettled when it can't be asked, or has not ended after six hours
 */
export async function endedUpdateJob(
  client: SalesforceClient,
  id: string,
  { onLook, signal }: BulkWatch,
  pollMs: number,
): Promise<BulkJob> {
  let state = 'unknown';
  let waitedMs = 0;
  for (let pauseMs = pollMs; waitedMs < deadlineMs; pauseMs = longerPauseMs(pauseMs)) {
    try {
      await client.clock.sleep(pauseMs, signal);
      signal.throwIfAborted();
    } catch (error) {
      throw new BulkJobUnsettled(id, 'the run was told to stop.', { cause: error });
    }
    waitedMs += pauseMs;
    await onLook();
    const job = await lookAt(client, id);
    state = job?.state ?? state;
    if (job && hasEnded(job)) return job;
  }
  throw new BulkJobUnsettled(id, `it is ${state} and was waited for for six hours.`);
}

/** Undefined where Salesforce is disturbed: then it is asked again. */
async function lookAt(client: SalesforceClient, id: string): Promise<BulkJob | undefined> {
  try {
    return await readBulkJob(client, 'ingest', id, asking);
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
    if (error.kind === 'transient') return undefined;
    throw new BulkJobUnsettled(id, error.message, { cause: error });
  }
}

export async function changeJobState(
  client: SalesforceClient,
  id: string,
  state: 'UploadComplete' | 'Aborted',
): Promise<void> {
  await client.json({
    purpose: `bring Bulk job ${id} to ${state}`,
    method: 'PATCH',
    path: `/jobs/ingest/${encodeURIComponent(id)}`,
    body: jsonBody({ state }),
    repeatable: false,
  });
}
