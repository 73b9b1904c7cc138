import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  featuresFileOf,
  inboxOf,
  openDemoConnector,
} from '../../../scripts/demo/demo-connector.ts';
import { demoMappings } from '../../../scripts/demo/demo-mappings.ts';
import { openDemoOrg, type DemoOrg } from '../../../scripts/demo/demo-org.ts';
import { mappingPackage } from '../../../scripts/demo/metadata-package.ts';
import { sampleIsv } from '../../../scripts/sample-isv/sample-isv.ts';
import { writeAppAnalytics } from '../../../scripts/sample-isv/write-app-analytics.ts';
import { runProgress } from '../../src/entrypoints/cli/run-progress.ts';
import type { RunResult } from '../../src/domain/run.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Connector } from '../../src/wire.ts';

const now = new Date('2026-11-24T10:00:00Z');
/** Pauses are real: without them, polls of Bulk jobs would be many that a real run does not make. */
const clock: Clock = {
  now: () => now,
  sleep: async (ms) => {
    await delay(ms);
  },
};
/** Days enough for a whole week, so that nearly every licensed Account gets a value; users few, to be quick. */
const isv = sampleIsv({ seed: 7, accounts: 10_000, today: '2026-11-24', days: 8, usersPerOrg: 1 });
const mapped = [
  'Segment',
  'Tier',
  'Internal_seats',
  'Renewal',
  'WAU',
  'DAU',
  'Players',
  'Schedules',
];

let folder: string;
let org: DemoOrg;
let connector: Connector;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'api-budget-'));
  org = await openDemoOrg(isv, clock);
  const mappings = demoMappings(isv).filter(({ name }) => mapped.includes(name));
  expect(mappings).toHaveLength(8);
  await org.administrator.deploy(mappingPackage(mappings));
  await mkdir(inboxOf(folder), { recursive: true });
  await writeFile(featuresFileOf(folder), JSON.stringify(isv.features));
  await writeAppAnalytics(isv, inboxOf(folder), {
    lastDay: '2026-11-22',
    days: 7,
    snapshotDays: 1,
    months: 0,
  });
  connector = await openDemoConnector(org.running, isv, folder, clock);
});

afterAll(async () => {
  await connector[Symbol.asyncDispose]();
  await org.close();
  await rm(folder, { recursive: true, force: true });
});

async function run(
  runKey: string,
): Promise<{ readonly result: RunResult; readonly calls: number }> {
  const before = org.running.apiUsage.used;
  const result = await connector.run(
    { runKey, trigger: 'CommandLine', dryRun: false, massChangeApproved: true },
    runProgress(() => undefined),
  );
  return { result, calls: org.running.apiUsage.used - before };
}

describe('10,000 Accounts with 8 mappings', () => {
  it('cost at most 40 API calls the first time, by the count of the org', async () => {
    const { result, calls } = await run('00000000-0000-0000-0000-000000000001');
    expect(result.accountsRead).toBeGreaterThan(9_000);
    expect(result.values.written).toBeGreaterThan(9_000);
    expect(result.values.failed).toBe(0);
    expect(calls, JSON.stringify(org.running.apiUsage.countByOperation())).toBeLessThanOrEqual(40);
  });

  it('cost at most 25 the second time, none of them a write to Account', async () => {
    org.running.apiUsage.forgetCalls();
    const { result, calls } = await run('00000000-0000-0000-0000-000000000002');
    expect(result.values).toMatchObject({ written: 0, failed: 0 });
    expect(org.running.apiUsage.writeCalls('Account')).toEqual([]);
    expect(calls, JSON.stringify(org.running.apiUsage.countByOperation())).toBeLessThanOrEqual(25);
  });
});
