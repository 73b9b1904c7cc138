import { apiDateTime } from '../../../data/moments.ts';
import type { LocalOrg } from '../../../org.ts';
import { textRows } from '../text-rows.ts';
import { cronExpression } from './cron-expression.ts';

/** A scheduled job whose time has come. */
export interface DueSchedule {
  readonly cronTriggerId: string;
  readonly userId: string;
  /** The class to make an instance of where the one that was scheduled is gone with its process; null for none. */
  readonly className: string | null;
}

/** The scheduled jobs that are due by the org's clock, longest waiting first. */
export function dueSchedules(org: LocalOrg): readonly DueSchedule[] {
  const now = org.clock.now().toISOString();
  const soql = `SELECT Id, OwnerId FROM CronTrigger WHERE State = 'WAITING' AND NextFireTime <= ${now} ORDER BY NextFireTime`;
  return textRows(org, soql).map(([cronTriggerId = null, userId = null]) => {
    if (cronTriggerId === null || userId === null) throw new Error('A schedule without an owner');
    return { cronTriggerId, userId, className: scheduledClass(org, cronTriggerId) };
  });
}

function scheduledClass(org: LocalOrg, cronTriggerId: string): string | null {
  const soql = `SELECT ApexClass.Name FROM AsyncApexJob WHERE CronTriggerId = '${cronTriggerId}' AND Status = 'Queued'`;
  return textRows(org, soql)[0]?.[0] ?? null;
}

/** Notes that a job has begun, and when it begins next. However many times it has missed, it runs once. */
export function noteFired(org: LocalOrg, cronTriggerId: string): void {
  const soql = `SELECT CronExpression, TimeZoneSidKey, TimesTriggered FROM CronTrigger WHERE Id = '${cronTriggerId}'`;
  const [expression, timeZone, times] = textRows(org, soql)[0] ?? [];
  const now = org.clock.now();
  const next = cronExpression(expression ?? '').next(now, timeZone ?? 'UTC');
  org.systemRecords.set('CronTrigger', cronTriggerId, {
    PreviousFireTime: apiDateTime(now),
    NextFireTime: next && apiDateTime(next),
    State: next ? 'WAITING' : 'COMPLETE',
    TimesTriggered: Number(times) + 1,
  });
}
