import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoMappings } from '../../../scripts/demo/demo-mappings.ts';
import { integrationUser, openDemoOrg, type DemoOrg } from '../../../scripts/demo/demo-org.ts';
import { mappingPackage } from '../../../scripts/demo/metadata-package.ts';
import { analyticsFolder } from '../../../scripts/local-org/api/app-analytics/analytics-files.ts';
import { sampleIsv } from '../../../scripts/sample-isv/sample-isv.ts';
import { writeAppAnalytics } from '../../../scripts/sample-isv/write-app-analytics.ts';
import { everyObserver } from '../../src/adapters/telemetry/every-observer.ts';
import { loadServiceConfig } from '../../src/config.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { openService, type Service } from '../../src/service.ts';

/** The time of all, which a test puts forward; pauses are short, so that what is due is seen at once. */
let now = new Date('2026-11-10T10:00:00Z');
const clock: Clock = {
  now: () => now,
  sleep: async (ms, signal) => {
    await delay(Math.min(ms, 50), undefined, { signal });
  },
};
/** A request is taken up within a minute and answered within another; a worker looks every five. */
const answered = 6 * 60_000;
const isv = sampleIsv({ seed: 7, accounts: 20, today: '2026-11-13', days: 16 });

let org: DemoOrg;
let root: string;
let folder: string;
let service: Service;
let log: string[];
let stop: () => Promise<void> = () => Promise.resolve();

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'fetching-ahead-'));
  const files = join(root, 'app-analytics');
  await writeAppAnalytics(isv, files, { lastDay: '2026-11-11', snapshotDays: 12 });
  org = await openDemoOrg(isv, clock, { source: analyticsFolder(files), stepMs: 60_000 });
  await org.administrator.deploy(mappingPackage(demoMappings(isv)));
}, 240_000);
afterEach(() => stop());
afterAll(async () => {
  await org.close();
  await rm(root, { recursive: true });
});

/** A worker that has its data in the folder. */
async function startWorker(dailyBytes?: number): Promise<void> {
  const config = loadServiceConfig({
    DATA_DIRECTORY: folder,
    FEATURES_FILE: join(folder, 'features.json'),
    ENCRYPTION_KEY: Buffer.alloc(32, 3).toString('base64'),
    ANALYTICS_LOOKBACK_DAYS: '10',
    SCHEDULE_SPREAD_MINUTES: '0',
  });
  const { fetch } = config.analytics;
  const limited = fetch && dailyBytes !== undefined ? { fetch: { ...fetch, dailyBytes } } : {};
  const analytics = { ...config.analytics, ...limited };
  log = [];
  service = await openService({ ...config, analytics }, clock, {
    write: (line: string) => log.push(line),
  });
  const stopping = new AbortController();
  const working = { end: Promise.resolve() };
  stop = async () => {
    stop = () => Promise.resolve();
    stopping.abort();
    await working.end;
    await service[Symbol.asyncDispose]();
  };
  working.end = service.work(stopping.signal);
}

/** A worker of its own that connects the organization; nobody has run anything yet. */
async function connectIn(name: string, dailyBytes?: number): Promise<void> {
  folder = join(root, name);
  await mkdir(folder);
  await writeFile(join(folder, 'features.json'), JSON.stringify(isv.features));
  await startWorker(dailyBytes);
  const { clientId, privateKey: privateKeyPem } = org.running.client;
  await service.add({
    instanceUrl: org.running.url,
    allowLocalAddress: true,
    secret: { kind: 'jwt', clientId, username: integrationUser, privateKeyPem },
  });
}

const query = (soql: string): readonly Readonly<Record<string, unknown>>[] => [
  ...org.running.org.asUser(org.running.org.administratorId).query(soql).records(),
];
/** What App Analytics was asked for since. */
const requestsSince = (time: Date) =>
  query(
    `SELECT DataType, StartTime, EndTime, AvailableSince, RequestState, DownloadSize FROM AppAnalyticsQueryRequest WHERE CreatedDate >= ${time.toISOString()}`,
  );
const askedSince = (time: Date): readonly string[] =>
  requestsSince(time).map((each) =>
    [each.DataType, each.StartTime, each.EndTime, each.AvailableSince].join(' '),
  );
const runs = () => query('SELECT Trigger__c, Status__c, ValuesWritten__c FROM SyncRun__c');
const latest = () =>
  query("SELECT LatestDataPoint__c FROM UsageMetric__c WHERE Key__c = 'engagement.dau'")[0]
    ?.LatestDataPoint__c;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await delay(20);
}

interface Look {
  readonly open: number;
}

/** The looks at what was asked for, as the worker logged them. */
function looks(): readonly Look[] {
  const lines = log.filter((line) => line.includes('files were asked for'));
  return lines.map((line) => JSON.parse(line) as Look);
}

/** Lets time pass until a look finds that nothing is to come any more. */
async function untilFetched(): Promise<void> {
  await until(() => looks().length > 0);
  while (looks().at(-1)?.open !== 0) {
    const before = looks().length;
    now = new Date(now.getTime() + answered);
    // After a refusal the next look is an hour away, and not to be missed by a machine that is slow.
    for (let waits = 0; waits < 50 && looks().length === before; waits += 1) await delay(20);
  }
}

/** Names and bytes of the files that lie in the inbox, or were taken in from there. */
async function filesIn(...parts: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const path = join(folder, 'inbox', org.running.org.organizationId, ...parts);
  const found = await readdir(path, { withFileTypes: true });
  const names = found.filter((each) => each.isFile()).map(({ name }) => name);
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, (await stat(join(path, name))).size] as const),
    ),
  );
}

describe('A worker fetches usage ahead of the runs', () => {
  const begin = now;

  it('of an organization that was just connected, which is told then what can be mapped', async () => {
    await connectIn('one');
    await untilFetched();
    await until(() => latest() === '2026-11-08');
    expect(
      query("SELECT Id FROM UsageMetric__c WHERE Category__c = 'RecordCount'").length,
    ).toBeGreaterThan(3);
    expect(runs()).toEqual([]);
    expect(new Set(requestsSince(begin).map(({ RequestState }) => RequestState))).toEqual(
      new Set(['Complete']),
    );
  });

  it('so that a run has all files, and asks for none', async () => {
    await startWorker();
    const asked = askedSince(begin);
    const { organizationId } = org.running.org;
    const run = { organizationId, runKey: crypto.randomUUID(), trigger: 'Request' } as const;
    const how = { dryRun: false, massChangeApproved: true };
    const { signal } = new AbortController();
    const { values } = await service.runNow({ ...run, ...how }, everyObserver([]), signal);
    expect(values.written).toBeGreaterThan(20);
    expect(askedSince(begin)).toEqual(asked);
  });

  it('and goes on with what was asked for after a restart, without asking twice', async () => {
    now = new Date('2026-11-10T23:05:00Z');
    await startWorker();
    const before = askedSince(begin).length;
    await until(
      () => askedSince(begin).length > before && log.some((line) => /"open":[1-9]/.test(line)),
    );
    await stop();
    await startWorker();
    now = new Date(now.getTime() + answered);
    await until(async () =>
      [...(await filesIn()).keys()].some((name) => name.includes('Log_2026-11-09')),
    );
    const asked = askedSince(begin);
    expect(new Set(asked).size).toBe(asked.length);

    // The daily run finds it.
    now = new Date('2026-11-10T23:31:00Z');
    await until(() =>
      runs().some((run) => run.Trigger__c === 'Schedule' && run.Status__c !== 'Running'),
    );
    await until(() => latest() === '2026-11-09');
    expect(await filesIn()).toEqual(new Map());
    expect(askedSince(begin)).toEqual(asked);
  });
});

describe('A worker that may fetch so much in 24 hours', () => {
  const gzipped = async (...parts: readonly string[]): Promise<ReadonlyMap<string, number>> =>
    new Map([...(await filesIn(...parts))].filter(([name]) => name.endsWith('.gz')));
  const brought = async (): Promise<ReadonlyMap<string, number>> =>
    new Map([...(await gzipped()), ...(await gzipped('processed'))]);
  const bytesOf = (files: ReadonlyMap<string, number>): number =>
    [...files.values()].reduce((sum, bytes) => sum + bytes, 0);

  it('brings no more, tells what it left, and brings that when it may', async () => {
    now = new Date('2026-11-12T10:00:00Z');
    const begin = now;
    // Room for the newest log and some small files.
    const dailyBytes = 130_000;
    await connectIn('limited', dailyBytes);
    await untilFetched();
    const offered = requestsSince(begin).filter(({ RequestState }) => RequestState === 'Complete');
    const sizes = offered
      .map((each) => Number(each.DownloadSize))
      .reduce((sum, each) => sum + each, 0);
    expect(sizes).toBeGreaterThan(dailyBytes);
    await until(() => latest() === '2026-11-10');
    const first = await brought();
    expect(first.size).toBeGreaterThan(0);
    expect(bytesOf(first)).toBeLessThanOrEqual(dailyBytes);
    expect(log.join('')).toMatch(/may still be fetched today/);

    // More than a day later, in a further round.
    now = new Date('2026-11-13T23:05:00Z');
    log.length = 0;
    await untilFetched();
    const more = [...(await brought())].filter(([name]) => !first.has(name));
    expect(more.length).toBeGreaterThan(0);
    expect(bytesOf(new Map(more))).toBeLessThanOrEqual(dailyBytes);
  });
});
