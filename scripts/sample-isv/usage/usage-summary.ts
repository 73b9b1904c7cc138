import type { SubscriberOrg } from '../customers/subscriber-org.ts';
import { csvLine } from '../files/csv-line.ts';
import { daysOfMonth, type UtcDay } from '../utc-day.ts';
import { arrivalDay } from './arrival.ts';
import type { LogRow } from './log-row.ts';
import { orgDayLog } from './org-day-log.ts';
import type { UsageModel } from './usage-model.ts';

/** Counts of one user and component in one month, named as the columns are. */
interface MonthlyUse {
  readonly first: LogRow;
  num_creates: number;
  num_reads: number;
  num_updates: number;
  num_deletes: number;
  num_views: number;
  num_events: number;
}

/**
 * The lines of a month's package usage summary as it could be fetched on a later day, without the header.
 * Leaves out sandboxes and trial orgs, as App Analytics does. Memory holds one org's month at a time.
 */
export function* usageSummaryLines(
  model: UsageModel,
  month: string,
  fetchedOn: UtcDay,
): Generator<string> {
  for (const org of model.orgs) {
    if (org.type === 'Sandbox' || org.status === 'Trial') continue;
    for (const use of monthlyUses(model, org, month, fetchedOn)) {
      yield csvLine(summaryCells(month, org, use));
    }
  }
}

function monthlyUses(
  model: UsageModel,
  org: SubscriberOrg,
  month: string,
  fetchedOn: UtcDay,
): Iterable<MonthlyUse> {
  const uses = new Map<string, MonthlyUse>();
  const { first, end } = daysOfMonth(month);
  for (let day = first; day < end; day++) {
    if (arrivalDay(model.seed, org, day) > fetchedOn) continue;
    for (const row of orgDayLog(model, org, day)) count(uses, row);
  }
  return uses.values();
}

function count(uses: Map<string, MonthlyUse>, row: LogRow): void {
  const key = `${row.sold.key} ${row.component.type} ${row.component.name} ${row.user.type} ${row.user.token}`;
  const use = uses.get(key) ?? unused(row);
  uses.set(key, use);
  use.num_events += 1;
  if (isView(row)) use.num_views += 1;
  if (row.operation === 'INSERT') use.num_creates += row.operationCount;
  // Queries don't count as reads: the definition since Spring '23.
  if (row.operation === 'READ') use.num_reads += row.operationCount;
  if (row.operation === 'UPDATE') use.num_updates += row.operationCount;
  if (row.operation === 'DELETE') use.num_deletes += row.operationCount;
}

function unused(first: LogRow): MonthlyUse {
  const none = { num_creates: 0, num_reads: 0, num_updates: 0, num_deletes: 0 };
  return { first, ...none, num_views: 0, num_events: 0 };
}

/** Whether a component or page was seen, which is what `num_views` counts. */
function isView({ logRecordType, component }: LogRow): boolean {
  return (
    logRecordType === 'LightningPageView' ||
    logRecordType === 'AnalyticsAssetView' ||
    (logRecordType === 'VisualforceRequest' && component.type === 'VisualforcePage')
  );
}

function summaryCells(month: string, org: SubscriberOrg, use: MonthlyUse): (string | number)[] {
  const { sold, component, user } = use.first;
  return [
    month,
    org.id,
    org.name,
    org.status,
    org.edition,
    sold.id15,
    sold.namespace,
    component.name,
    component.type,
    user.token,
    user.type,
    use.num_creates,
    use.num_reads,
    use.num_updates,
    use.num_deletes,
    use.num_views,
    use.num_events,
  ];
}
