import { staticMethod, type NativeMember } from '../../library/native-type.ts';
import { apiDateTime } from '../../../data/moments.ts';
import type { ApexObject } from '../../values/apex-object.ts';
import { ApexId } from '../../values/apex-id.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { abortWaiting, insertJob } from '../job/async-apex-job.ts';
import { keptValue } from '../job/kept-value.ts';
import type { OrgTransaction } from '../org-transaction.ts';
import { CronError } from './cron-field.ts';
import { cronExpression } from './cron-expression.ts';
import { schedulable } from './schedulable.ts';

/** JobType of a CronJobDetail that is scheduled Apex. */
const scheduledApex = '7';

/** `System.schedule`: a CronTrigger with its detail, the job that waits, and the instance to run while the runtime lives. */
function schedule(
  run: OrgTransaction,
  name: string,
  expression: string,
  instance: ApexObject,
): ApexValue {
  const first = nextTime(run, expression);
  if (isTaken(run, name)) {
    throw run.exception(
      'AsyncException',
      `The Apex job named "${name}" is already scheduled for execution.`,
    );
  }
  const { systemRecords } = run.org;
  const detail = systemRecords.insert(
    'CronJobDetail',
    { Name: name, JobType: scheduledApex },
    run.userId,
  );
  const cronTriggerId = systemRecords.insert(
    'CronTrigger',
    {
      CronJobDetailId: detail,
      CronExpression: expression,
      TimeZoneSidKey: run.timeZone,
      State: 'WAITING',
      NextFireTime: apiDateTime(first),
      StartTime: apiDateTime(new Date(run.nowMs())),
      OwnerId: run.userId,
    },
    run.userId,
  );
  const { org, userId } = run;
  const className = instance.typeName;
  insertJob(org, { className, jobType: 'ScheduledApex', userId, cronTriggerId });
  run.entry.scheduled.push({ cronTriggerId, userId, instance: keptValue(run, instance) });
  return ApexId.parse(cronTriggerId);
}

function nextTime(run: OrgTransaction, expression: string): Date {
  try {
    const next = cronExpression(expression).next(new Date(run.nowMs()), run.timeZone);
    if (next) return next;
  } catch (error) {
    if (!(error instanceof CronError)) throw error;
    throw run.exception('StringException', error.message);
  }
  throw run.exception(
    'AsyncException',
    `Based on configured schedule, the given trigger will never fire.`,
  );
}

function isTaken({ org, userId }: OrgTransaction, name: string): boolean {
  const { rows } = org.asSystem(userId).query('SELECT Name FROM CronJobDetail');
  return Array.from(rows).some(([taken]) => taken === name);
}

/** `System.abortJob` of a scheduled job: its trigger and detail go, and the job that waits is aborted. */
function abortJob(run: OrgTransaction, id: ApexId): void {
  const { rows } = run.org
    .asSystem(run.userId)
    .query(`SELECT CronJobDetailId FROM CronTrigger WHERE Id = '${id.value}'`);
  const [detail] = Array.from(rows, ([detailId]) => detailId);
  if (typeof detail !== 'string') {
    throw run.exception('StringException', `Only scheduled jobs can be aborted here: ${id.value}`);
  }
  abortWaiting(run.org, id.value);
  run.org.systemRecords.delete('CronTrigger', id.value);
  run.org.systemRecords.delete('CronJobDetail', detail);
}

/** What class System does with scheduled jobs. */
export const scheduleMembers: readonly NativeMember[] = [
  staticMethod('Id schedule(String jobName, String cronExpression, Schedulable job)', schedule),
  staticMethod('void abortJob(Id jobId)', abortJob),
];

export const scheduleTypes = schedulable.types;
