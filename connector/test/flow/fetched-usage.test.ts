import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  featuresFileOf,
  inboxOf,
  openDemoConnector,
} from '../../../scripts/demo/demo-connector.ts';
import { demoMappings } from '../../../scripts/demo/demo-mappings.ts';
import { openDemoOrg, type DemoOrg } from '../../../scripts/demo/demo-org.ts';
import { mappingPackage } from '../../../scripts/demo/metadata-package.ts';
import { analyticsFolder } from '../../../scripts/local-org/api/app-analytics/analytics-files.ts';
import { sampleIsv } from '../../../scripts/sample-isv/sample-isv.ts';
import { writeAppAnalytics } from '../../../scripts/sample-isv/write-app-analytics.ts';
import { everyObserver } from '../../src/adapters/telemetry/every-observer.ts';
import type { RunResult } from '../../src/domain/run.ts';
import type { Clock } from '../../src/ports/clock.ts';

/** App Analytics keeps logs for 45 days: on this day the whole of October is among them. */
let now = new Date('2026-11-10T10:00:00Z');
const clock: Clock = {
  now: () => now,
  sleep: (ms) => {
    now = new Date(now.getTime() + ms);
    return Promise.resolve();
  },
};
const isv = sampleIsv({ seed: 7, accounts: 60, today: '2026-11-10', days: 45 });
const fetch = {
  lookBackDays: 45,
  dailyBytes: 20_000_000_000,
  waitMs: 1_200_000,
  packages: [],
  downloadHosts: [],
};

let folder: string;
let org: DemoOrg;
let delivered: RunResult;

/** A run of a connector that knows nothing yet but its features. */
async function runIn(name: string, ...fetching: readonly (typeof fetch)[]): Promise<RunResult> {
  const own = join(folder, name);
  await mkdir(inboxOf(own), { recursive: true });
  await writeFile(featuresFileOf(own), JSON.stringify(isv.features));
  await using connector = await openDemoConnector(org.running, isv, own, clock, ...fetching);
  const request = {
    runKey: crypto.randomUUID(),
    trigger: 'CommandLine',
    dryRun: false,
    massChangeApproved: true,
  } as const;
  return await connector.run(request, everyObserver([]));
}

function requestStates(): readonly unknown[] {
  const { org: local } = org.running;
  const soql = 'SELECT DataType, RequestState FROM AppAnalyticsQueryRequest ORDER BY CreatedDate';
  return [...local.asUser(local.administratorId).query(soql).records()].map(
    ({ RequestState }) => RequestState,
  );
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fetched-usage-'));
  const files = join(folder, 'app-analytics');
  const what = { lastDay: '2026-11-08', snapshotDays: 8 };
  await writeAppAnalytics(isv, files, what);
  org = await openDemoOrg(isv, clock, { source: analyticsFolder(files), stepMs: 60_000 });
  await org.administrator.deploy(mappingPackage(demoMappings(isv)));
  await writeAppAnalytics(isv, inboxOf(join(folder, 'delivered')), what);
  delivered = await runIn('delivered');
}, 240_000);

afterAll(async () => {
  await org.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a run that fetches its files from App Analytics', () => {
  it('comes to the numbers of one that had them delivered', async () => {
    expect(delivered.values.written).toBeGreaterThan(100);
    const fetched = await runIn('fetched', fetch);
    const { read, unchanged } = fetched.values;
    expect({ read, unchanged }).toEqual({
      read: delivered.values.read,
      unchanged: delivered.values.read,
    });
    const codes = fetched.entries.map(({ code }) => code);
    expect(codes.filter((code) => code.startsWith('FILE'))).toEqual([]);
    const left = await readdir(inboxOf(join(folder, 'fetched')), { withFileTypes: true });
    expect(left.filter((each) => each.isFile())).toEqual([]);
  });

  it('asks for nothing that it has, and makes no call for it', async () => {
    const before = requestStates();
    expect(new Set(before)).toEqual(new Set(['Complete']));
    // Six weeks of logs and snapshots of five days, three days of each by themselves, three months of summaries.
    expect(before.length).toBeLessThan(16);
    const again = await runIn('fetched', fetch);
    expect(again.apiCalls.used).toBe((await runIn('fetched')).apiCalls.used);
    expect(requestStates()).toEqual(before);
  });

  it('leaves values alone where App Analytics gives nothing', async () => {
    const { entries, values } = await runIn('too late', { ...fetch, waitMs: 0 });
    expect(entries.map(({ code }) => code)).toContain('FILES_PENDING');
    expect(values.written).toBe(0);
  });
});
