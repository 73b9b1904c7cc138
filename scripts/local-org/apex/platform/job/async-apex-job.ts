import { apiDateTime } from '../../../data/moments.ts';
import type { LocalOrg } from '../../../org.ts';
import { textRows } from '../text-rows.ts';

/** As much of an explanation as the column takes. */
const longestStatus = 255;

interface NewJob {
  /** Name of the class, an inner one by its outer class too. */
  readonly className: string;
  readonly jobType: 'Queueable' | 'ScheduledApex';
  readonly userId: string;
  readonly cronTriggerId?: string;
}

/** Records that a job waits. Returns its id, `707…`. */
export function insertJob(org: LocalOrg, job: NewJob): string {
  const { className, jobType, userId, cronTriggerId = null } = job;
  return org.systemRecords.insert(
    'AsyncApexJob',
    {
      ApexClassId: classId(org, className),
      JobType: jobType,
      Status: 'Queued',
      CronTriggerId: cronTriggerId,
    },
    userId,
  );
}

/** Records how a job ended; `problem` is why it failed. */
export function noteJobEnd(org: LocalOrg, jobId: string, problem: string | null): void {
  org.systemRecords.set('AsyncApexJob', jobId, {
    Status: problem === null ? 'Completed' : 'Failed',
    ExtendedStatus: problem?.slice(0, longestStatus) ?? null,
    NumberOfErrors: problem === null ? 0 : 1,
    CompletedDate: apiDateTime(org.clock.now()),
  });
}

/** Records that a schedule's job will not run any more. */
export function abortWaiting(org: LocalOrg, cronTriggerId: string): void {
  const soql = `SELECT Id FROM AsyncApexJob WHERE CronTriggerId = '${cronTriggerId}' AND Status = 'Queued'`;
  for (const [id] of textRows(org, soql)) {
    if (id) org.systemRecords.set('AsyncApexJob', id, { Status: 'Aborted' });
  }
}

/** The record of the class a job's class stands in; null for one of an anonymous block. */
function classId(org: LocalOrg, className: string): string | null {
  const [outermost = ''] = className.split('.');
  const soql = `SELECT Id FROM ApexClass WHERE Name = '${outermost}'`;
  return textRows(org, soql)[0]?.[0] ?? null;
}
