import { randomUUID } from 'node:crypto';
import type { Attribution, Notice } from '../domain/usage-report.ts';
import type { Clock } from '../ports/clock.ts';
import type { MeasuredReport, UsageSession, Work } from '../ports/usage-sessions.ts';
import type { MeasureRequest, UsageReport, UsageSource } from '../ports/usage-source.ts';
import type { KeptRoom } from './kept-room.ts';

type MeasureHead = Omit<MeasureRequest, 'attributions'>;

interface Counted extends MeasuredReport {
  readonly report: UsageReport;
}

interface KeptReport {
  /** As JSON: a fifth of the memory of objects. Emptied once it is counted. */
  readonly parts: Map<number, string>;
  counting?: Promise<Counted>;
  counted?: Counted;
}

/** How long a request waits for work to end before it is told to ask again: shorter than proxies wait. */
const waitMs = 15_000;
const mostReports = 8;
/** Of a few thousand attributions each: far beyond any License Management Org. */
const mostParts = 5_000;

export interface OpenUsageSession extends UsageSession, AsyncDisposable {
  /** Whether something is under way, which is not to be ended for idleness. */
  isBusy(): boolean;
}

type Begun = <Result>(work: Promise<Result>) => Promise<Result>;
type Reports = Pick<UsageSession, 'addAttributions' | 'measure' | 'report' | 'closeReport'> & {
  readonly closeAll: () => Promise<void>;
};

export interface SessionParts {
  readonly organizationId: string;
  /** The opened usage, which the session closes at its end. */
  readonly usage: UsageSource & AsyncDisposable;
  /** What attributions that wait to be counted may take up, in all sessions of the organization. */
  readonly room: KeptRoom;
  readonly clock: Clock;
}

export function usageSession({
  organizationId,
  usage,
  room,
  clock,
}: SessionParts): OpenUsageSession {
  const refreshes = new Map<string, Promise<readonly Notice[]>>();
  let underWay = 0;
  const begun: Begun = (work) => {
    underWay += 1;
    const ended = (): void => {
      underWay -= 1;
    };
    work.then(ended, ended);
    return work;
  };
  const { closeAll, ...reports } = reportsOf({ usage, room, clock }, begun);

  return {
    id: randomUUID(),
    organizationId,
    usage,
    refresh: (id) => {
      const refresh = refreshes.get(id) ?? begun(usage.refresh());
      refreshes.set(id, refresh);
      return doneOrRunning(refresh, clock);
    },
    ...reports,
    isBusy: () => underWay > 0,
    [Symbol.asyncDispose]: async () => {
      await closeAll();
      await usage[Symbol.asyncDispose]();
    },
  };
}

function reportsOf(
  { usage, room, clock }: Omit<SessionParts, 'organizationId'>,
  begun: Begun,
): Reports {
  const reports = new Map<string, KeptReport>();
  /** Undefined where there are too many. */
  const keptReport = (reportId: string): KeptReport | undefined => {
    if (!reports.has(reportId) && reports.size >= mostReports) return undefined;
    const report = reports.get(reportId) ?? { parts: new Map<number, string>() };
    reports.set(reportId, report);
    return report;
  };
  const close = async (reportId: string): Promise<void> => {
    const kept = reports.get(reportId);
    reports.delete(reportId);
    // One that is still being counted is closed when it is; what failed has nothing to close.
    const found = await kept?.counting?.catch(() => undefined);
    await found?.report[Symbol.asyncDispose]();
    if (kept) dropParts(kept, room);
  };
  return {
    addAttributions: (reportId, part, attributions) => {
      const report = part < mostParts ? keptReport(reportId) : undefined;
      if (!report) return 'full';
      if (report.counting) return 'kept';
      const text = JSON.stringify(attributions);
      if (!room.take(text.length - (report.parts.get(part)?.length ?? 0))) return 'full';
      report.parts.set(part, text);
      return 'kept';
    },
    measure: async (reportId, head, parts) => {
      const report = keptReport(reportId);
      if (!report) return 'full';
      if (!report.counting && report.parts.size !== parts) return 'incomplete';
      report.counting ??= begun(counted(report, head, { usage, room }));
      return doneOrRunning<MeasuredReport>(report.counting, clock);
    },
    report: (reportId) => {
      const found = reports.get(reportId)?.counted;
      return found && { metricKeys: found.metricKeys, numbers: found.report };
    },
    closeReport: close,
    closeAll: async () => {
      for (const reportId of reports.keys()) await close(reportId);
    },
  };
}

async function doneOrRunning<Result>(work: Promise<Result>, clock: Clock): Promise<Work<Result>> {
  const waited = new AbortController();
  const running = clock
    .sleep(waitMs, waited.signal)
    .then(() => ({ state: 'running' as const }))
    // Only ended by the work's own end, which has won then.
    .catch(() => ({ state: 'running' as const }));
  try {
    return await Promise.race([
      work.then((result) => ({ state: 'done' as const, result })),
      running,
    ]);
  } finally {
    waited.abort();
  }
}

async function counted(
  kept: KeptReport,
  head: MeasureHead,
  { usage, room }: Pick<SessionParts, 'usage' | 'room'>,
): Promise<Counted> {
  try {
    const report = await usage.measure({ ...head, attributions: attributionsIn(kept.parts) });
    const metricKeys = [...report.data.keys()];
    kept.counted = { metricKeys, data: report.data, notices: report.notices, report };
    return kept.counted;
  } finally {
    dropParts(kept, room);
  }
}

function dropParts({ parts }: KeptReport, room: KeptRoom): void {
  for (const text of parts.values()) room.take(-text.length);
  parts.clear();
}

/** Read from their text as they are needed, and again where they are needed again. */
function attributionsIn(parts: ReadonlyMap<number, string>): Iterable<Attribution> {
  return {
    *[Symbol.iterator]() {
      for (const text of parts.values()) yield* JSON.parse(text) as readonly Attribution[];
    },
  };
}
