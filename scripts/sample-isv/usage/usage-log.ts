import type { SubscriberOrg } from '../customers/subscriber-org.ts';
import { csvLine } from '../files/csv-line.ts';
import { dayMs, type UtcDay } from '../utc-day.ts';
import { arrivalDay } from './arrival.ts';
import { usageLogColumns, type UsageLogColumn } from './columns.ts';
import type { LogRow } from './log-row.ts';
import { orgDayLog } from './org-day-log.ts';
import type { UsageModel } from './usage-model.ts';

const position = new Map<string, number>(usageLogColumns.map((column, at) => [column, at]));

/** Which rows are in a file, by the day on which they can first be fetched. */
export interface Arrival {
  /** Only rows that arrived after this day; -Infinity for all. */
  readonly after: UtcDay;
  /** Only rows that had arrived on this day. */
  readonly by: UtcDay;
}

/** The lines of one day's package usage log, without the header. */
export function* usageLogLines(
  model: UsageModel,
  day: UtcDay,
  { after, by }: Arrival,
): Generator<string> {
  for (const org of model.orgs) {
    const arrival = arrivalDay(model.seed, org, day);
    if (arrival <= after || arrival > by) continue;
    const cellsOfOrg = orgCells(org);
    for (const row of orgDayLog(model, org, day)) yield csvLine(logCells(day, cellsOfOrg, row));
  }
}

type Cells = Partial<Record<UsageLogColumn, string | number>>;

function orgCells(org: SubscriberOrg): Cells {
  return {
    organization_id: org.id,
    organization_name: org.name,
    organization_status: org.status,
    organization_edition: org.edition,
    organization_country_code: org.region.countryCode,
    organization_language_locale: org.region.languageLocale,
    organization_time_zone: org.region.timeZone,
    organization_instance: org.instance,
    organization_type: org.type,
    cloned_from_organization_id: org.clonedFromId ?? '',
  };
}

function logCells(day: UtcDay, cellsOfOrg: Cells, row: LogRow): (string | number)[] {
  const cells = Array<string | number>(usageLogColumns.length).fill('');
  place(cells, cellsOfOrg);
  place(cells, {
    timestamp_derived: new Date(day * dayMs + row.timeOfDayMs).toISOString(),
    log_record_type: row.logRecordType,
    request_id: row.requestId,
    user_id_token: row.user.token,
    user_type: row.user.type,
    package_id: row.sold.id15,
    package_version_id: row.versionId.slice(0, 15),
    managed_package_namespace: row.sold.namespace,
    custom_entity: row.component.name,
    custom_entity_type: row.component.type,
    operation_type: row.operation ?? '',
    operation_count: row.operation ? row.operationCount : '',
    request_status: 'S',
    user_agent: row.user.agent,
    user_country_code: row.user.countryCode,
    user_time_zone: row.user.timeZone,
  });
  place(cells, row.details);
  return cells;
}

function place(cells: (string | number)[], values: Cells): void {
  for (const column in values) {
    cells[position.get(column) ?? -1] = values[column as UsageLogColumn] ?? '';
  }
}
