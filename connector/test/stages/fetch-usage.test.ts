import { beforeEach, describe, expect, it } from 'vitest';
import { openMemoryStore } from '../../src/adapters/store/memory-store.ts';
import { OrgError } from '../../src/domain/org-error.ts';
import { daysOf } from '../../src/domain/period.ts';
import { daysCovered, usageFileWords } from '../../src/domain/usage-file.ts';
import type { UsageCoverage, UsageDataType, UsageFile } from '../../src/domain/usage-file.ts';
import type { UsageRequest, UsageRequests } from '../../src/ports/usage-requests.ts';
import { fetchUsage, type FetchResult } from '../../src/stages/fetch/fetch-usage.ts';

const organizationId = '00D000000000001AAA';
const begin = Date.parse('2026-11-23T23:05:00Z');
const minuteMs = 60_000;
let nowMs: number;
const clock = {
  now: () => new Date(nowMs),
  sleep: (ms: number) => {
    nowMs += ms;
    return Promise.resolve();
  },
};

/** Everything but one day of logs is there. */
const coverage: UsageCoverage = {
  PackageUsageLog: { days: daysOf({ start: '2026-10-01', end: '2026-11-21' }), hasRows: true },
  PackageUsageSummary: { days: ['2026-08-01', '2026-09-01', '2026-10-01'], hasRows: true },
  SubscriberSnapshot: { days: daysOf({ start: '2026-11-01', end: '2026-11-22' }), hasRows: true },
};
const noLogs: UsageCoverage = { ...coverage, PackageUsageLog: { days: [], hasRows: false } };
const day = 'PackageUsageLog of 2026-11-22';

/** App Analytics as the test lets it answer; it counts what it is asked. */
class Analytics implements UsageRequests {
  readonly requests: UsageRequest[] = [];
  calls = 0;
  downloads = 0;
  /** What the next look finds of each request; what is not said stays as it was. */
  outcome: (request: UsageRequest) => Partial<UsageRequest> = () => ({});
  refusal: OrgError | undefined;
  content: (nth: number) => AsyncIterable<Uint8Array> = () => bytes('rows');

  createdSince(since: Date): Promise<readonly UsageRequest[]> {
    this.calls += 1;
    for (const [at, request] of this.requests.entries())
      this.requests[at] = { ...request, ...this.outcome(request) };
    return Promise.resolve(this.requests.filter(({ createdAt }) => createdAt >= since));
  }

  ask(file: UsageFile): Promise<string> {
    this.calls += 1;
    if (this.refusal) return Promise.reject(this.refusal);
    return Promise.resolve(this.create(file));
  }

  create(file: UsageFile, part: Partial<UsageRequest> = {}): string {
    const id = `0XI${String(this.requests.length).padStart(15, '0')}`;
    const own = { id, file, createdAt: clock.now(), state: 'New', download: undefined } as const;
    this.requests.push({ ...own, message: '', ...part });
    return id;
  }

  download(): AsyncIterable<Uint8Array> {
    this.downloads += 1;
    return this.content(this.downloads);
  }
}

async function* bytes(...parts: readonly (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if (part instanceof Error) throw part;
    yield await Promise.resolve(Buffer.from(part));
  }
}

const complete = { state: 'Complete', download: { address: 'https://s3/', bytes: 4 } } as const;
const truncated = new OrgError('incomplete', 'DOWNLOAD_TRUNCATED', 'Only 3 of 4 bytes came.');

let analytics: Analytics;
let delivered: string[];
let waiting: Map<UsageDataType, Set<string>>;
let book = openMemoryStore(clock).usageRequests;

beforeEach(() => {
  nowMs = begin;
  analytics = new Analytics();
  delivered = [];
  waiting = new Map();
  book = openMemoryStore(clock).usageRequests;
});

const inbox = {
  waitingDays: () => Promise.resolve(waiting),
  deliver: async (file: UsageFile, content: AsyncIterable<Uint8Array>) => {
    let text = '';
    for await (const chunk of content) text += Buffer.from(chunk).toString();
    delivered.push(`${usageFileWords(file)}: ${text}`);
    wait(file);
  },
  deliverUnused: (file: UsageFile) => {
    delivered.push(`${usageFileWords(file)}: unused`);
    wait(file);
    return Promise.resolve();
  },
};

function wait(file: UsageFile): void {
  const days = waiting.get(file.dataType) ?? new Set();
  if (file.availableSince === null) for (const each of daysCovered(file)) days.add(each);
  waiting.set(file.dataType, days);
}

function fetched(
  part: {
    readonly waitMs?: number;
    readonly coverage?: UsageCoverage;
    readonly dailyBytes?: number;
  } = {},
  signal = new AbortController().signal,
): Promise<FetchResult> {
  const { waitMs = 0, dailyBytes = 1_000 } = part;
  const settings = { lookBackDays: 45, dailyBytes, waitMs };
  const ports = { requests: analytics, book, inbox, clock };
  return fetchUsage(organizationId, part.coverage ?? coverage, settings, ports, signal);
}

const codesOf = ({ notices }: FetchResult): string[] => notices.map(({ code }) => code);
const asked = (): string[] =>
  analytics.requests.flatMap(({ file }) => file ?? []).map(usageFileWords);

describe('fetching', () => {
  it('costs nothing where everything is there', async () => {
    const all = { ...coverage, PackageUsageLog: { ...coverage.PackageUsageLog } };
    wait({
      dataType: 'PackageUsageLog',
      period: { start: '2026-11-22', end: '2026-11-22' },
      availableSince: null,
    });
    expect(await fetched({ coverage: all })).toEqual({ notices: [], open: 0 });
    expect(analytics.calls).toBe(0);
  });

  it('asks, waits, and brings the file: a call for each look and one for the request', async () => {
    analytics.outcome = () => (nowMs > begin + 2 * minuteMs ? complete : { state: 'Pending' });
    expect(await fetched({ waitMs: 20 * minuteMs })).toEqual({ notices: [], open: 0 });
    expect(asked()).toEqual([day]);
    expect(delivered).toEqual([`${day}: rows`]);
    // After 0, 5, 15, 35, 75 and 135 seconds, and once to ask.
    expect(analytics.calls).toBe(7);
    expect(nowMs).toBe(begin + 135_000);
    await fetched();
    expect(analytics.calls).toBe(7);
  });

  it('never asks twice: what is still worked on is brought by a later fetch', async () => {
    const first = await fetched({ waitMs: minuteMs });
    expect(first.open).toBe(1);
    expect(first.notices).toEqual([
      { code: 'FILES_PENDING', message: `App Analytics still works on: ${day}.`, count: 1 },
    ]);
    analytics.outcome = () => complete;
    nowMs += 10 * minuteMs;
    expect(await fetched()).toEqual({ notices: [], open: 0 });
    expect(asked()).toEqual([day]);
    expect(delivered).toEqual([`${day}: rows`]);
  });

  it('takes over what is asked for already, when the answer to it was lost', async () => {
    const file = {
      dataType: 'PackageUsageLog',
      period: { start: '2026-11-22', end: '2026-11-22' },
      availableSince: null,
    } as const;
    analytics.create({ ...file, period: { start: '2026-11-21', end: '2026-11-22' } });
    analytics.create(file, { state: 'Failed' });
    const id = analytics.create(file, { state: 'Pending', createdAt: new Date(begin - minuteMs) });
    await fetched();
    expect(asked()).toHaveLength(3);
    const [open] = await book.askedSince(organizationId, new Date(0));
    expect(open).toMatchObject({ id, state: 'open', askedAt: new Date(begin - minuteMs) });
  });

  it('leaves what another worker brought meanwhile, and counts it against the day', async () => {
    await fetched({ coverage: noLogs });
    const [first, second, third] = await book.askedSince(organizationId, new Date(0));
    if (!first || !second || !third) throw new Error('Fewer than three files were asked for.');
    const elsewhere = { state: 'delivered', settledAt: clock.now(), bytes: 994 } as const;
    analytics.outcome = () => complete;
    analytics.content = async function* (nth) {
      if (nth === 1) await book.record(organizationId, { ...second, ...elsewhere });
      yield* bytes('rows');
    };
    const { notices } = await fetched({ coverage: noLogs, dailyBytes: 1_000 });
    expect(delivered).toEqual([`${usageFileWords(first)}: rows`]);
    expect(notices[0]).toMatchObject({
      code: 'FILE_NOT_FETCHED',
      message: expect.stringMatching(`^${usageFileWords(third)} .* more than the 2 that`) as string,
    });
  });

  it('asks for no more than 20 at a time', async () => {
    const lonely = daysOf({ start: '2026-10-01', end: '2026-11-22' }).filter((_, at) => at % 2);
    const PackageUsageLog = { days: lonely, hasRows: true };
    await fetched({ coverage: { ...coverage, PackageUsageLog } });
    expect(asked()).toHaveLength(20);
  });
});

describe('what goes wrong is told, and nothing of it is delivered:', () => {
  it('a request that failed, asked for again the next day and not before', async () => {
    analytics.outcome = () => ({ state: 'Failed', message: 'Query timed out.' });
    const { notices } = await fetched({ waitMs: 20 * minuteMs });
    expect(notices).toEqual([
      {
        code: 'FILE_NOT_FETCHED',
        message: `${day} was not fetched: App Analytics failed: Query timed out.`,
        count: 1,
      },
    ]);
    await fetched();
    expect(asked()).toEqual([day]);
    nowMs += 24 * 60 * minuteMs;
    await fetched();
    expect(asked()).toContain('PackageUsageLog of 2026-11-23');
    expect(asked().filter((each) => each === day)).toHaveLength(2);
    expect(delivered).toEqual([]);
  });

  it('an address that expired: the file is asked for again, three times a day at most', async () => {
    analytics.outcome = () => ({ state: 'Expired', download: undefined });
    for (let times = 0; times < 6; times += 1) await fetched();
    expect(asked()).toEqual([day, day, day]);
  });

  it('an address that the storage refuses', async () => {
    analytics.outcome = () => complete;
    analytics.content = () =>
      bytes(new OrgError('request', 'DOWNLOAD_REFUSED', 'It answered with status 403.'));
    const { open } = await fetched({ waitMs: 20 * minuteMs });
    expect(open).toBe(0);
    expect(asked()).toHaveLength(3);
    expect(delivered).toEqual([]);
  });

  it('a file that breaks off, until it comes whole', async () => {
    analytics.outcome = () => complete;
    analytics.content = (nth) => (nth < 3 ? bytes('row', truncated) : bytes('rows'));
    await fetched();
    expect(await fetched()).toEqual({ notices: [], open: 0 });
    expect(delivered).toEqual([`${day}: rows`]);
  });

  it('a file that never comes whole', async () => {
    analytics.outcome = () => complete;
    analytics.content = () => bytes('row', truncated);
    await fetched();
    const { notices, open } = await fetched();
    expect(open).toBe(1);
    expect(notices[0]?.message).toBe(`${day} was not fetched: Only 3 of 4 bytes came.`);
    expect(delivered).toEqual([]);
  });

  it('a file beyond what may be fetched in a day', async () => {
    analytics.outcome = () => complete;
    await fetched();
    const { notices } = await fetched({ dailyBytes: 3 });
    expect(notices[0]?.message).toMatch(/its 4 bytes are more than the 3/);
    expect(analytics.downloads).toBe(0);
  });

  it('counts what was fetched in the last 24 hours', async () => {
    const PackageUsageLog = {
      days: daysOf({ start: '2026-10-01', end: '2026-11-20' }),
      hasRows: true,
    };
    analytics.outcome = () => complete;
    await fetched({ dailyBytes: 7 });
    await fetched({ dailyBytes: 7 });
    expect(delivered).toHaveLength(1);
    wait({
      dataType: 'PackageUsageLog',
      period: { start: '2026-11-22', end: '2026-11-22' },
      availableSince: null,
    });
    await fetched({ dailyBytes: 7, coverage: { ...coverage, PackageUsageLog } });
    expect(
      codesOf(await fetched({ dailyBytes: 7, coverage: { ...coverage, PackageUsageLog } })),
    ).toContain('FILE_NOT_FETCHED');
    expect(delivered).toHaveLength(1);
  });

  it('a request that stays pending for a day', async () => {
    analytics.outcome = () => ({ state: 'Pending' });
    await fetched();
    nowMs += 25 * 60 * minuteMs;
    expect(codesOf(await fetched())).toEqual(['FILE_NOT_FETCHED', 'FILES_PENDING']);
  });

  it('a limit or missing access when asking: one refusal, and no more is asked', async () => {
    analytics.refusal = new OrgError('quota', 'LIMIT_EXCEEDED', 'Query rate limit exceeded');
    const { notices } = await fetched({ coverage: noLogs, waitMs: 20 * minuteMs });
    expect(notices).toEqual([
      { code: 'FILES_NOT_REQUESTED', message: 'Query rate limit exceeded', count: 1 },
    ]);
    expect(analytics.calls).toBe(2);
  });

  it('an organization that does not answer at all', async () => {
    analytics.createdSince = () =>
      Promise.reject(new OrgError('permission', 'INVALID_TYPE', 'No such object'));
    expect(codesOf(await fetched())).toEqual(['FILES_NOT_REQUESTED']);
  });

  it('a run that is cancelled while it waits or fetches', async () => {
    const cancelling = new AbortController();
    analytics.outcome = () => complete;
    await fetched();
    analytics.content = () => {
      cancelling.abort(new Error('cancelled'));
      return bytes('rows');
    };
    await fetched({}, cancelling.signal);
    expect(delivered).toEqual([]);
    const [file] = await book.askedSince(organizationId, new Date(0));
    expect(file?.state).toBe('open');
  });
});

describe('a file without any row', () => {
  it('says nothing yet of the newest days: they are asked for each night until their data would have come', async () => {
    analytics.outcome = () => ({ state: 'NoData' });
    const deliveredBy = async (now: string): Promise<readonly string[]> => {
      nowMs = Date.parse(now);
      await fetched({ waitMs: minuteMs });
      return delivered.filter((each) => each.startsWith(day));
    };
    // The 22nd ended at midnight; its data comes within three days.
    expect(await deliveredBy('2026-11-23T23:05:00Z')).toEqual([]);
    expect(await deliveredBy('2026-11-24T23:05:00Z')).toEqual([]);
    expect(await deliveredBy('2026-11-25T23:05:00Z')).toEqual([]);
    expect(asked().filter((each) => each === day)).toHaveLength(3);
    expect(await deliveredBy('2026-11-26T00:00:00Z')).toEqual([]);
    expect(await deliveredBy('2026-11-26T23:05:00Z')).toEqual([`${day}: unused`]);
  });

  it('is told as long as it is awaited, by whoever fetches in that night', async () => {
    analytics.outcome = () => ({ state: 'NoData' });
    const message = `App Analytics has no rows yet for ${day}.`;
    const notices = [{ code: 'FILES_PENDING', message, count: 1 }];
    expect(await fetched({ waitMs: minuteMs })).toEqual({ notices, open: 0 });
    expect(await fetched()).toEqual({ notices, open: 0 });
  });

  it('brings the rows that came late', async () => {
    analytics.outcome = () => ({ state: 'NoData' });
    await fetched({ waitMs: minuteMs });
    nowMs += 24 * 60 * minuteMs;
    analytics.outcome = ({ state }) => (state === 'NoData' ? {} : complete);
    await fetched({ waitMs: minuteMs });
    expect(delivered).toContain(`${day}: rows`);
  });

  it('says that nothing was used on older days, where there were rows before', async () => {
    const days = daysOf({ start: '2026-10-01', end: '2026-11-17' });
    const PackageUsageLog = { days: [...days, '2026-11-20', '2026-11-21'], hasRows: true };
    wait({
      dataType: 'PackageUsageLog',
      period: { start: '2026-11-22', end: '2026-11-22' },
      availableSince: null,
    });
    analytics.outcome = () => ({ state: 'NoData' });
    const result = await fetched({
      coverage: { ...coverage, PackageUsageLog },
      waitMs: minuteMs,
    });
    expect(result).toEqual({ notices: [], open: 0 });
    expect(delivered).toEqual(['PackageUsageLog of 2026-11-18 to 2026-11-19: unused']);
  });

  it('says nothing where there never were any: the packages may not be enabled', async () => {
    analytics.outcome = () => ({ state: 'NoData' });
    const { notices } = await fetched({ coverage: noLogs, waitMs: minuteMs });
    expect(notices).toEqual([
      {
        code: 'NO_USAGE_DATA',
        message: 'App Analytics has no PackageUsageLog of any package.',
        count: 1,
      },
    ]);
    expect(delivered).toEqual([]);
  });

  it('waits for the other files of its type before that is known', async () => {
    const [empty, week] = ['2026-11-12', 'PackageUsageLog of 2026-11-06 to 2026-11-12: unused'];
    analytics.outcome = ({ file }) =>
      file?.period.end === empty ? { state: 'NoData' } : { state: 'Pending' };
    await fetched({ coverage: noLogs });
    await fetched({ coverage: noLogs });
    expect(delivered).toEqual([]);
    analytics.outcome = ({ file }) => (file?.period.end === empty ? { state: 'NoData' } : complete);
    await fetched({ coverage: noLogs });
    expect(delivered.filter((each) => each.endsWith('unused'))).toEqual([week]);
  });

  it('says nothing of the newest of several days that were asked for together', async () => {
    const file = {
      dataType: 'PackageUsageLog',
      period: { start: '2026-11-17', end: '2026-11-22' },
      availableSince: null,
    } as const;
    const id = analytics.create(file, { state: 'NoData' });
    const askedAt = clock.now();
    const open = { id, askedAt, state: 'open', settledAt: null, bytes: 0 } as const;
    await book.record(organizationId, { ...file, ...open });
    await fetched();
    expect(delivered).toEqual(['PackageUsageLog of 2026-11-17 to 2026-11-19: unused']);
  });

  it('of a catch-up is no file at all', async () => {
    analytics.outcome = () => complete;
    await fetched({ waitMs: minuteMs });
    nowMs += 24 * 60 * minuteMs;
    delivered = [];
    analytics.outcome = () => ({ state: 'NoData' });
    wait({
      dataType: 'PackageUsageLog',
      period: { start: '2026-11-23', end: '2026-11-23' },
      availableSince: null,
    });
    wait({
      dataType: 'SubscriberSnapshot',
      period: { start: '2026-11-23', end: '2026-11-23' },
      availableSince: null,
    });
    expect(await fetched({ waitMs: minuteMs })).toEqual({ notices: [], open: 0 });
    expect(asked().at(-1)).toBe(
      'PackageUsageLog of 2026-10-25 to 2026-11-22, late rows since 2026-11-23T23:05:00.000Z',
    );
    expect(delivered).toEqual([]);
  });
});
