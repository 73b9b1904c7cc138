import { addDays, dateOf, monthStart, type CalendarDate } from './calendar-date.ts';
import { arrivedUntil } from './usage-arrival.ts';
import { calendarMonths, latestCompleteDay, type Period } from './period.ts';
import {
  daysCovered,
  type AskedFile,
  type UsageCoverage,
  type UsageDataType,
  type UsageFile,
} from './usage-file.ts';

const snapshotDays = 7;
const summaryMonths = 3;
/** Salesforce recommends to ask for a month's summary two days after its end. */
const summaryDelayDays = 2;
/** Late rows come up to 30 days after the day they are of. */
const lateRowDays = 30;
/** Longer ones may not be processed within the 15 minutes that a request has. */
const longestRequestDays = 7;
/** A file whose address ended before it was fetched, or that nothing came of. */
const attemptsInRound = 3;

/** What is known when it is decided which files to ask for. */
export interface FetchBasis {
  readonly now: Date;
  readonly coverage: UsageCoverage;
  /** Days of files that wait to be taken in. */
  readonly waiting: (dataType: UsageDataType) => ReadonlySet<CalendarDate>;
  /** What was asked for in the last weeks. */
  readonly asked: readonly AskedFile[];
  /** 45 at most: App Analytics keeps logs and snapshots for 45 days from the day they are of. */
  readonly lookBackDays: number;
}

/** The days that are fetched where they are missing, by type of data; of summaries months. */
export function fetchedPeriods(
  now: Date,
  lookBackDays: number,
): Readonly<Record<UsageDataType, Period>> {
  const end = latestCompleteDay(now);
  const oldest = addDays(dateOf(now), 1 - lookBackDays);
  const months = calendarMonths(addDays(dateOf(now), -summaryDelayDays), summaryMonths);
  const newestMonth = months[0]?.end ?? end;
  return {
    PackageUsageLog: { start: oldest, end },
    SubscriberSnapshot: { start: laterOf(oldest, addDays(end, -snapshotDays)), end },
    PackageUsageSummary: { start: months.at(-1)?.start ?? newestMonth, end: newestMonth },
  };
}

/**
 * When the newest round began: at 23:00 UTC, when a further day is complete. What failed is asked for once a round, so
 * that neither a day that App Analytics can't give nor a file that is rejected again and again costs more than that.
 */
export function roundStart(now: Date): Date {
  const start = new Date(now);
  start.setUTCHours(23, 0, 0, 0);
  return start <= now ? start : new Date(start.getTime() - 86_400_000);
}

/** The files to ask for, those that are needed most first: the newest days, snapshots, summaries, late rows, older days. */
export function wantedUsage(basis: FetchBasis): readonly UsageFile[] {
  const periods = fetchedPeriods(basis.now, basis.lookBackDays);
  const files = (dataType: UsageDataType): readonly UsageFile[] =>
    requestsFor(dataType, missingDays(dataType, periods[dataType], basis), basis);
  const [newestLog, ...olderLogs] = files('PackageUsageLog');
  const catchUp = catchUpRequest(basis);
  return [
    ...(newestLog ? [newestLog] : []),
    ...files('SubscriberSnapshot'),
    ...files('PackageUsageSummary'),
    ...(catchUp ? [catchUp] : []),
    ...olderLogs,
  ];
}

/** Days that were neither taken in, nor wait to be, nor are asked for, nor were in this round; newest first. */
function missingDays(
  dataType: UsageDataType,
  period: Period,
  { now, coverage, waiting, asked }: FetchBasis,
): readonly CalendarDate[] {
  const present = new Set([...coverage[dataType].days, ...waiting(dataType)]);
  const since = roundStart(now);
  const whole = asked.filter((file) => file.dataType === dataType && file.availableSince === null);
  return daysCovered({ dataType, period, availableSince: null })
    .filter((day) => !present.has(day))
    .filter(
      (day) =>
        !isSettledFor(
          whole.filter((file) => isWithin(day, file.period)),
          since,
        ),
    )
    .toReversed();
}

/** Whether there is nothing to ask for again: something is under way, or enough was tried in this round. */
function isSettledFor(asked: readonly AskedFile[], since: Date): boolean {
  if (asked.some(({ state }) => state === 'open')) return true;
  const inRound = asked.filter(({ askedAt }) => askedAt >= since);
  const passing = inRound.filter(({ state }) => state === 'expired' || state === 'overdue');
  return passing.length < inRound.length || passing.length >= attemptsInRound;
}

/**
 * Neighbouring days share a request. Each has its own where one of several days failed before, and while its data may be
 * yet to come: rows of the day before it would make it look like a day on which nobody did anything.
 */
function requestsFor(
  dataType: UsageDataType,
  newestFirst: readonly CalendarDate[],
  { asked, now }: FetchBasis,
): readonly UsageFile[] {
  const arrived = arrivedUntil(dataType, now);
  const files: UsageFile[] = [];
  for (const day of newestFirst) {
    const last = files.at(-1);
    const end = lastDay(dataType, day);
    if (last && last.period.end <= arrived && mayGrow(last, end, asked)) {
      files[files.length - 1] = { ...last, period: { start: day, end: last.period.end } };
    } else {
      files.push({ dataType, period: { start: day, end }, availableSince: null });
    }
  }
  return files;
}

function mayGrow(file: UsageFile, end: CalendarDate, asked: readonly AskedFile[]): boolean {
  if (addDays(end, 1) !== file.period.start) return false;
  if (daysCovered(file).length >= longestRequestDays) return false;
  return !asked.some(
    (each) =>
      each.dataType === file.dataType &&
      each.availableSince === null &&
      (each.state === 'failed' || each.state === 'overdue') &&
      each.period.start < each.period.end &&
      (isWithin(end, each.period) || isWithin(file.period.start, each.period)),
  );
}

function lastDay(dataType: UsageDataType, day: CalendarDate): CalendarDate {
  return dataType === 'PackageUsageSummary' ? addDays(monthStart(day, 1), -1) : day;
}

/**
 * The request for what arrived late since the last one, or since logs were first asked for. Its days end where that
 * instant is: App Analytics refuses an AvailableSince before the end, and newer days are whole files still.
 */
function catchUpRequest({ now, asked }: FetchBasis): UsageFile | undefined {
  const logs = asked.filter(({ dataType }) => dataType === 'PackageUsageLog');
  const catchUps = logs.filter(({ availableSince }) => availableSince !== null);
  if (isSettledFor(catchUps, roundStart(now))) return undefined;
  const given = ({ state }: AskedFile): boolean => state === 'delivered' || state === 'no-data';
  const lastTime = catchUps.filter(given).map(({ askedAt }) => askedAt.getTime());
  const firstTime = logs
    .filter((file) => given(file) && file.availableSince === null)
    .map(({ askedAt }) => askedAt.getTime());
  const sinceMs = lastTime.length > 0 ? Math.max(...lastTime) : Math.min(...firstTime);
  if (!Number.isFinite(sinceMs) || sinceMs >= roundStart(now).getTime()) return undefined;
  const availableSince = new Date(sinceMs);
  const period = {
    start: addDays(dateOf(now), -lateRowDays),
    end: addDays(dateOf(availableSince), -1),
  };
  if (period.end < period.start) return undefined;
  return { dataType: 'PackageUsageLog', period, availableSince };
}

function isWithin(day: CalendarDate, { start, end }: Period): boolean {
  return day >= start && day <= end;
}

function laterOf(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one > other ? one : other;
}
