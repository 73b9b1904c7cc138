import { usageInbox } from '../adapters/analytics/intake/delivery.ts';
import type { Salesforce } from '../adapters/salesforce/open-salesforce.ts';
import type { UsageFetchConfig } from '../config/usage-fetch.ts';
import {
  daysCovered,
  type LoadedUsage,
  type UsageCoverage,
  type UsageDataType,
} from '../domain/usage-file.ts';
import { fetchedPeriods } from '../domain/wanted-usage.ts';
import type { Clock } from '../ports/clock.ts';
import type { UsageFiles } from '../ports/usage-files.ts';
import type { UsageIntake } from '../ports/usage-intake.ts';
import type { UsageRequestBook } from '../ports/usage-request-book.ts';
import type { FetchPorts } from '../stages/fetch/fetch-ports.ts';
import { fetchUsage, type FetchResult } from '../stages/fetch/fetch-usage.ts';
import type { FetchTurns } from './fetch-turns.ts';

export interface FetchingParts {
  readonly fetch: UsageFetchConfig;
  readonly salesforce: Pick<Salesforce, 'usageRequests'>;
  /** The folder that the organization's files are taken in from. */
  readonly inbox: string;
  readonly book: UsageRequestBook;
  readonly turns: FetchTurns;
  readonly clock: Clock;
}

/**
 * Fetching as a part of a run, which has the analytics open and knows what was taken in; undefined where an operator
 * delivers the files.
 */
export function fetchingInRun(
  { fetch, ...others }: Omit<FetchingParts, 'fetch'> & { readonly fetch?: UsageFetchConfig },
  intake: UsageIntake,
): UsageFiles | undefined {
  if (!fetch) return undefined;
  const parts = { ...others, fetch };
  return {
    fetch: ({ organizationId, mayWait }, signal) =>
      parts.turns.inTurn(organizationId, async () => {
        const coverage = await noteCoverage(organizationId, intake, parts);
        const settings = mayWait ? fetch : { ...fetch, waitMs: 0 };
        const ports = portsOf(parts);
        const { notices } = await fetchUsage(organizationId, coverage, settings, ports, signal);
        return notices;
      }),
  };
}

/** Notes what was taken in, so that who fetches with the analytics closed knows what is missing. */
export async function noteCoverage(
  organizationId: string,
  intake: Pick<UsageIntake, 'coverage'>,
  { fetch, book, clock }: Pick<FetchingParts, 'fetch' | 'book' | 'clock'>,
): Promise<UsageCoverage> {
  const notedAt = clock.now();
  const coverage = await intake.coverage(fetchedPeriods(notedAt, fetch.lookBackDays));
  await book.noteCoverage(organizationId, { coverage, notedAt });
  return coverage;
}

/**
 * Fetching ahead of a run, so that its files are there when it begins: by what the last run found to be taken in and
 * what was brought since. The analytics stay closed: they are open in one place at a time, and a run must find them free.
 */
export async function fetchAhead(
  organizationId: string,
  parts: FetchingParts,
  signal: AbortSignal,
): Promise<FetchResult> {
  const settings = { ...parts.fetch, waitMs: 0 };
  return parts.turns.inTurn(organizationId, async () => {
    const coverage = await presumedCoverage(organizationId, parts.book);
    return fetchUsage(organizationId, coverage, settings, portsOf(parts), signal);
  });
}

function portsOf({ fetch, salesforce, inbox, book, clock }: FetchingParts): FetchPorts {
  return {
    requests: salesforce.usageRequests(fetch),
    inbox: usageInbox(inbox, clock),
    book,
    clock,
  };
}

async function presumedCoverage(
  organizationId: string,
  book: UsageRequestBook,
): Promise<UsageCoverage> {
  const noted = await book.coverage(organizationId);
  const since = noted?.notedAt ?? new Date(0);
  const brought = (await book.askedSince(organizationId, new Date(0))).filter(
    ({ state, settledAt, availableSince }) =>
      state === 'delivered' && availableSince === null && settledAt !== null && settledAt >= since,
  );
  const presumed = (dataType: UsageDataType): LoadedUsage => {
    const files = brought.filter((file) => file.dataType === dataType);
    const known = noted?.coverage[dataType];
    const days = new Set([...(known?.days ?? []), ...files.flatMap(daysCovered)]);
    return { days: [...days].sort(), hasRows: known?.hasRows === true || files.length > 0 };
  };
  return {
    PackageUsageLog: presumed('PackageUsageLog'),
    PackageUsageSummary: presumed('PackageUsageSummary'),
    SubscriberSnapshot: presumed('SubscriberSnapshot'),
  };
}
