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
import { sampleIsv } from '../../../scripts/sample-isv/sample-isv.ts';
import { writeAppAnalytics } from '../../../scripts/sample-isv/write-app-analytics.ts';
import { runProgress } from '../../src/entrypoints/cli/run-progress.ts';
import type { RunRequest, RunResult } from '../../src/domain/run.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Connector } from '../../src/wire.ts';
import { recountedValues, type PlainLicense, type Recount } from './recounted-values.ts';

const now = new Date('2026-11-24T10:00:00Z');
const clock: Clock = { now: () => now, sleep: () => Promise.resolve() };
const isv = sampleIsv({ seed: 7, accounts: 150, today: '2026-11-24', days: 60 });
const targets = [
  'MAU__c',
  'WAU__c',
  'DAU__c',
  'MAU_Tournaments__c',
  'MAU_Scheduling__c',
  'FeatureTournament__c',
  'PlayersCount__c',
  'SchedulesCount__c',
];
const request = (runKey: string): RunRequest => ({
  runKey,
  trigger: 'CommandLine',
  dryRun: false,
  massChangeApproved: true,
});

let folder: string;
let org: DemoOrg;
let connector: Connector;
let recount: Recount;
let first: RunResult;

type Row = Readonly<Record<string, unknown>>;
const rowsOf = (soql: string): readonly Row[] => {
  const { org: local } = org.running;
  return [...local.asUser(local.administratorId).query(soql).records()];
};
const inPath = (row: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) => (value === null || value === undefined ? null : (value as Row)[name]),
    row,
  );

function plainLicenses(): readonly PlainLicense[] {
  const soql = `SELECT Name, sfLma__Account__c, sfLma__License_Status__c, sfLma__Status__c, sfLma__Expiration__c,
    sfLma__Is_Sandbox__c, sfLma__Org_Status__c, sfLma__Subscriber_Org_ID__c, sfLma__Install_Date__c,
    sfLma__Package__r.sfLma__Package_ID__c, sfLma__Package_Version__r.sfLma__Package__r.sfLma__Package_ID__c
    FROM sfLma__License__c`;
  return rowsOf(soql).map((row) => {
    const text = (...path: string[]): string | null =>
      (inPath(row, path) as string | null | undefined) ?? null;
    return {
      name: text('Name') ?? '',
      accountId: text('sfLma__Account__c'),
      licenseStatus: text('sfLma__License_Status__c'),
      status: text('sfLma__Status__c'),
      expiration: text('sfLma__Expiration__c'),
      isSandbox: row.sfLma__Is_Sandbox__c === true,
      orgStatus: text('sfLma__Org_Status__c'),
      orgId: text('sfLma__Subscriber_Org_ID__c'),
      packageId:
        text('sfLma__Package__r', 'sfLma__Package_ID__c') ??
        text('sfLma__Package_Version__r', 'sfLma__Package__r', 'sfLma__Package_ID__c'),
      installDate: text('sfLma__Install_Date__c'),
    };
  });
}

function packageId(name: string): string {
  return isv.packages.find((each) => each.name === name)?.id ?? '';
}

/** What the Account's own fields say about seats and renewal, as far as they say it. */
function overriddenBy(fields: Row): Row {
  const { InternalSeats__c: internal, ExternalSeats__c: external, RenewalDate__c: date } = fields;
  const source = 'override';
  return {
    ...(typeof internal === 'number' &&
      internal >= 0 && { internalSeats: { seats: internal, source } }),
    externalSeats:
      typeof external === 'number' ? { seats: external, source } : { seats: null, source: 'none' },
    ...(typeof date === 'string' && { renewal: { date, source } }),
  };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whole-run-'));
  org = await openDemoOrg(isv, clock);
  await org.administrator.deploy(mappingPackage(demoMappings(isv)));
  const inbox = inboxOf(folder);
  await mkdir(inbox, { recursive: true });
  await writeFile(featuresFileOf(folder), JSON.stringify(isv.features));
  await writeAppAnalytics(isv, inbox, { lastDay: '2026-11-22', snapshotDays: 8 });
  recount = await recountedValues({
    folder,
    inbox,
    licenses: plainLicenses(),
    today: '2026-11-24',
    tournaments: packageId('Acme Tournaments'),
    scheduling: packageId('Acme Scheduling'),
    notEnabled: packageId('Acme Sponsors'),
    feature: isv.features.find(({ id }) => id === 'tournament')?.components ?? [],
    windows: {
      month: ['2026-10-01', '2026-10-31'],
      week: ['2026-11-16', '2026-11-22'],
      day: '2026-11-22',
    },
  });
  connector = await openDemoConnector(org.running, isv, folder, clock);
  first = await connector.run(
    request('00000000-0000-0000-0000-000000000001'),
    runProgress(() => undefined),
  );
});

afterAll(async () => {
  await connector[Symbol.asyncDispose]();
  await org.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a run from App Analytics files to Accounts', () => {
  it('leaves every field of every Account as an independent recount says', () => {
    const accounts = rowsOf(`SELECT Id, ${targets.join(', ')} FROM Account`);
    const found = new Map(
      accounts
        .filter(({ Id }) => recount.has(String(Id)))
        .map((row) => [
          String(row.Id),
          Object.fromEntries(targets.map((field) => [field, row[field]])),
        ]),
    );
    expect(found).toEqual(recount);
  });

  it('is worth recounting: numbers, zeros and NULLs occur in it', () => {
    const values = [...recount.values()];
    for (const field of targets) {
      expect(values.some((each) => (each[field] ?? 0) > 0)).toBe(true);
      expect(values.some((each) => each[field] === 0)).toBe(true);
    }
    for (const field of targets.slice(3)) {
      expect(values.some((each) => each[field] === null)).toBe(true);
    }
    for (const field of targets.slice(0, 3)) {
      expect(values.every((each) => each[field] !== null)).toBe(true);
    }
  });

  it('took every delivered file', async () => {
    const left = (await readdir(inboxOf(folder), { withFileTypes: true })).filter((each) =>
      each.isFile(),
    );
    expect(left).toEqual([]);
    expect(first.entries.map(({ code }) => code)).not.toContain('FILE_REJECTED');
  });

  it('accounts for every value', () => {
    const { read, unchanged, written, failed, deferred } = first.values;
    expect(read).toBe(recount.size * targets.length);
    expect(unchanged + written + failed + deferred).toBe(read);
    expect(failed + deferred).toBe(0);
  });

  it('can be read in the log of the org', () => {
    const [run] = rowsOf(
      'SELECT Status__c, ValuesRead__c, ValuesWritten__c, AccountsRead__c FROM SyncRun__c',
    );
    expect(run).toMatchObject({
      Status__c: first.status,
      ValuesRead__c: first.values.read,
      ValuesWritten__c: first.values.written,
      AccountsRead__c: recount.size,
    });
    const codes = rowsOf('SELECT ErrorCode__c FROM SyncLogEntry__c').map((row) => row.ErrorCode__c);
    expect(codes).toContain('INVALID_OVERRIDE');
  });

  it('publishes the metrics that can be mapped', () => {
    const keys = rowsOf("SELECT Key__c FROM UsageMetric__c WHERE State__c = 'Ready'").map(
      (row) => row.Key__c,
    );
    expect(keys).toEqual(expect.arrayContaining(['engagement.mau', 'feature.tournament']));
  });

  it('puts display values and effective seats with their source into the directory', async () => {
    const { organizationId } = org.running.org;
    expect(await connector.directory.count(organizationId)).toBe(recount.size);
    const sources = new Set<string>();
    for (const { key, fields } of isv.accounts) {
      const id = org.ids.accounts.get(key) ?? '';
      const entry = await connector.directory.find(organizationId, id);
      expect(entry !== undefined).toBe(recount.has(id));
      if (!entry) continue;
      expect(entry.display.Segment__c).toBe(fields.Segment__c ?? null);
      const overridden = overriddenBy({ ...fields });
      expect(entry).toMatchObject(overridden);
      if (!('internalSeats' in overridden)) expect(entry.internalSeats.source).not.toBe('override');
      sources.add(entry.internalSeats.source).add(entry.renewal.source);
    }
    expect([...sources].sort()).toEqual(['license', 'none', 'override']);
  });

  it('writes nothing when it runs again', async () => {
    org.running.apiUsage.forgetCalls();
    const second = await connector.run(
      request('00000000-0000-0000-0000-000000000002'),
      runProgress(() => undefined),
    );
    expect(org.running.apiUsage.writeCalls('Account')).toEqual([]);
    expect(second.values).toMatchObject({ written: 0, unchanged: first.values.read });
  });
});
