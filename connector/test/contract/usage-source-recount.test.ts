import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleIsv, type SampleIsv } from '../../../scripts/sample-isv/sample-isv.ts';
import { writeAppAnalytics } from '../../../scripts/sample-isv/write-app-analytics.ts';
import {
  openAnalytics,
  type AnalyticsOptions,
} from '../../src/adapters/analytics/open-analytics.ts';
import type { Attribution } from '../../src/domain/usage-report.ts';
import type { UsageSource } from '../../src/ports/usage-source.ts';
import { openUsage } from './usage-source-adapter.ts';
import { testNow } from './usage-source-bench.ts';

/**
 * Every metric of a made-up ISV, counted by the adapter and counted again: by plain SQL in another database,
 * straight over the CSV files, written from the rules and sharing no line with the adapter.
 *
 * The adapter gets some days again, as one fetches them again for what arrived late: two weeks as CSV, one of
 * them as Parquet too. The recount takes each row of all those files once.
 */

let root: string;
let isv: SampleIsv;
let attributions: readonly Attribution[];
let recount: DuckDBConnection;
let usage: UsageSource & AsyncDisposable;

/** October, for the month, and November until the last day. */
const days = 53;
const lastDay = '2026-11-22';
const clock = { now: () => testNow, sleep: () => Promise.resolve() };

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'recount-'));
  isv = sampleIsv({ seed: 11, accounts: 90, today: '2026-11-24', days, lastDay, usersPerOrg: 3 });
  attributions = sampleAttributions(isv);
  await writeFile(join(root, 'features.json'), JSON.stringify(isv.features));
  usage = await opened();
  await deliver();
  recount = await recountDatabase();
}, 300_000);

afterAll(async () => {
  recount.closeSync();
  await usage[Symbol.asyncDispose]();
  await rm(root, { recursive: true });
});

function opened(more: Partial<AnalyticsOptions> = {}): Promise<UsageSource & AsyncDisposable> {
  return openUsage(() =>
    openAnalytics({
      directory: join(root, 'data'),
      inbox: join(root, 'inbox'),
      featuresFile: join(root, 'features.json'),
      clock,
      memoryLimitMb: 256,
      threads: 2,
      ...more,
    }),
  );
}

async function deliver(): Promise<void> {
  const inbox = join(root, 'inbox');
  const first = { lastDay, days, snapshotDays: 12, fetchedOn: '2026-11-23' };
  await writeAppAnalytics(isv, inbox, first);
  await writeAppAnalytics(isv, join(root, 'first'), {
    ...first,
    formats: { PackageUsageLog: 'csv' },
  });
  expect(await usage.refresh()).toEqual([]);

  const again = {
    lastDay: '2026-11-05',
    days: 14,
    snapshotDays: 0,
    fetchedOn: '2026-12-24',
    months: 0,
  };
  await writeAppAnalytics(isv, inbox, {
    ...again,
    days: 7,
    formats: { PackageUsageLog: 'parquet' },
  });
  await writeAppAnalytics(isv, inbox, again);
  await writeAppAnalytics(isv, join(root, 'again'), {
    ...again,
    formats: { PackageUsageLog: 'csv' },
  });
  const snapshots = { lastDay, days: 0, snapshotDays: 3, fetchedOn: '2026-12-24', months: 0 };
  await writeAppAnalytics(isv, inbox, { ...snapshots, formats: { SubscriberSnapshot: 'parquet' } });
  expect(await usage.refresh()).toEqual([]);
}

/** One a licence that leads to an Account; which of them license it is not this test's matter. */
function sampleAttributions({ licenses, orgs, packages }: SampleIsv): readonly Attribution[] {
  return licenses.flatMap(({ accountKey, packageKey, versionKey, orgKey, isSandbox, status }) => {
    const org = orgs.find(({ key }) => key === orgKey);
    const sold = packages.find(
      ({ key, versions }) =>
        key === packageKey || versions.some((version) => version.key === versionKey),
    );
    if (accountKey === null || isSandbox || !org || !sold) return [];
    const accountId = `001xx${accountKey.replace('-', '').padStart(10, '0')}`;
    return {
      accountId,
      organizationId: org.id,
      packageId: sold.id15,
      licensed: status === 'Active',
    };
  });
}

async function recountDatabase(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const tables = [
    ['log', 'PackageUsageLog'],
    ['summary', 'PackageUsageSummary'],
    ['snapshot', 'SubscriberSnapshot'],
  ] as const;
  for (const [table, type] of tables) {
    await connection.run(
      `create table "${table}" as select distinct * from read_csv('${root}/*/${type}_*.csv', header = true, all_varchar = true)`,
    );
  }
  await connection.run(
    'create table given (account varchar, org varchar, package varchar, licensed boolean)',
  );
  const appender = await connection.createAppender('given');
  for (const { accountId, organizationId, packageId, licensed } of attributions) {
    for (const text of [accountId, organizationId, packageId]) appender.appendVarchar(text);
    appender.appendBoolean(licensed);
    appender.endRow();
  }
  appender.closeSync();
  await connection.run(
    'create table owner as select account, org, package, bool_or(licensed) as licensed from given group by all',
  );
  return connection;
}

type Numbers = Readonly<Record<string, number>>;

async function recounted(metric: string, sql: string): Promise<Numbers> {
  const reader = await recount.runAndReadAll(sql);
  return Object.fromEntries(
    reader.getRows().map(([account, value]) => [`${String(account)} ${metric}`, Number(value)]),
  );
}

const automated =
  "log_record_type in ('CronJob', 'QueuedExec', 'PlatformEventConsumer', 'UnassociatedCRUD')";

/** Log rows of an Account's packages between two days. */
const logOf = (start: string, end: string, where = 'true') => `
  from log join owner on organization_id = org and package_id = package
  where organization_type <> 'Sandbox' and timestamp_derived[1:10] between '${start}' and '${end}' and ${where}
  group by account`;

const engagementSql = (start: string, end: string, where: string) =>
  `select account, count(distinct organization_id || user_id_token) as n ${logOf(start, end, where)} having n > 0`;

function componentSql(component: SampleIsv['features'][number]['components'][number]): string {
  const list = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');
  return `(package_id = '${component.packageId.slice(0, 15)}' and custom_entity = '${component.entity}'
    and custom_entity_type = '${component.entityType}'
    and ${component.operations ? `operation_type in (${list(component.operations)})` : 'true'}
    and ${component.logRecordTypes ? `log_record_type in (${list(component.logRecordTypes)})` : 'true'})`;
}

async function counted(
  request: { window: 'calendar' | 'rolling'; excludeAutomation: boolean },
  metricKeys: readonly string[],
) {
  const report = await usage.measure({
    ...request,
    metricKeys,
    attributions,
    estimateExternalUsers: true,
  });
  const accounts = [...new Set(attributions.map(({ accountId }) => accountId))];
  const found = await report.numbersFor(accounts);
  await report[Symbol.asyncDispose]();
  const numbers: Record<string, number> = {};
  const external: Record<string, number> = {};
  for (const [account, own] of found) {
    for (const [key, value] of own.numbers) numbers[`${account} ${key}`] = value;
    external[`${account} external`] = own.externalUsers ?? NaN;
  }
  return { numbers, external, data: report.data, notices: report.notices };
}

interface Days {
  readonly start: string;
  readonly end: string;
}

const windows: Record<'calendar' | 'rolling', Record<'mau' | 'wau' | 'dau', Days>> = {
  calendar: {
    mau: { start: '2026-10-01', end: '2026-10-31' },
    wau: { start: '2026-11-16', end: '2026-11-22' },
    dau: { start: '2026-11-22', end: '2026-11-22' },
  },
  rolling: {
    mau: { start: '2026-10-24', end: '2026-11-22' },
    wau: { start: '2026-11-16', end: '2026-11-22' },
    dau: { start: '2026-11-22', end: '2026-11-22' },
  },
};

describe.each([
  { window: 'calendar', excludeAutomation: false },
  { window: 'calendar', excludeAutomation: true },
  { window: 'rolling', excludeAutomation: false },
] as const)(
  'counted and counted again, $window, without automation: $excludeAutomation',
  (request) => {
    const attended = request.excludeAutomation ? `not (${automated})` : 'true';

    it('engagement of every package and combined is the same', async () => {
      const expected: Record<string, number> = {};
      const keys: string[] = [];
      for (const [measure, { start, end }] of Object.entries(windows[request.window])) {
        const hasUser = `user_id_token <> '' and ${attended}`;
        keys.push(`engagement.${measure}`);
        Object.assign(
          expected,
          await recounted(`engagement.${measure}`, engagementSql(start, end, hasUser)),
        );
        for (const { id15 } of isv.packages) {
          const key = `engagement.${measure}.${id15}`;
          keys.push(key);
          const sql = engagementSql(start, end, `${hasUser} and package_id = '${id15}'`);
          Object.assign(expected, await recounted(key, sql));
        }
      }
      const { numbers } = await counted(request, keys);
      expect(Object.keys(expected).length).toBeGreaterThan(300);
      expect(numbers).toEqual(expected);
    });

    it('users and events of every feature are the same', async () => {
      const { start, end } = windows[request.window].mau;
      const expected: Record<string, number> = {};
      const counts = isv.features.filter(
        ({ id, recalculating }) => !recalculating && id !== 'sponsorship',
      );
      for (const { id, components } of counts) {
        const matches = `(${components.map(componentSql).join(' or ')})`;
        const users = engagementSql(
          start,
          end,
          `user_id_token <> '' and ${attended} and ${matches}`,
        );
        const events = `select account, sum(coalesce(operation_count::bigint, 1)) ${logOf(start, end, matches)}`;
        Object.assign(
          expected,
          await recounted(`feature.${id}`, users),
          await recounted(`feature.${id}.events`, events),
        );
      }
      const keys = isv.features.flatMap(({ id }) => [`feature.${id}`, `feature.${id}.events`]);
      const { numbers, data } = await counted(request, keys);
      expect(Object.keys(expected).length).toBeGreaterThan(100);
      expect(numbers).toEqual(expected);
      expect(data.get('feature.season-planner')?.state).toBe('recalculating');
      expect(data.get('feature.sponsorship')?.state).toBe('no-data');
    });
  },
);

describe('counted and counted again', () => {
  it('records of every object are the same', async () => {
    const catalogue = await usage.catalogue([], 'calendar');
    const keys = catalogue.flatMap(({ key, category }) =>
      category === 'RecordCount' ? [key] : [],
    );
    const expected: Record<string, number> = {};
    for (const key of keys) {
      const [, id = '', object = ''] = key.split('.');
      const sql = `select account, sum("count"::bigint) from snapshot s join owner on s.organization_id = org and s.package_id = package
        where licensed and s.package_id = '${id}' and custom_entity = '${object}' and attribute_name is null
          and "date" = (select max(n."date") from snapshot n where n.organization_id = s.organization_id
            and n.package_id = s.package_id and n."date" >= '2026-11-15')
        group by account`;
      Object.assign(expected, await recounted(key, sql));
    }
    const { numbers } = await counted({ window: 'calendar', excludeAutomation: false }, keys);
    expect(keys.length).toBeGreaterThan(6);
    expect(Object.keys(expected).length).toBeGreaterThan(100);
    expect(numbers).toEqual(expected);
  });

  it('external users are the mean of October by logs, and September and August by summaries', async () => {
    const accounts = new Set(attributions.map(({ accountId }) => accountId));
    const months = await Promise.all([
      recounted(
        'external',
        engagementSql('2026-10-01', '2026-10-31', "user_type not in ('Standard', 'Guest')"),
      ),
      ...['2026-09', '2026-08'].map((month) =>
        recounted(
          'external',
          `select account, count(distinct organization_id || user_id_token) from summary
           join owner on organization_id = org and package_id = package
           where month = '${month}' and user_type not in ('Standard', 'Guest') group by account`,
        ),
      ),
    ]);
    const expected = Object.fromEntries(
      [...accounts].map((account) => {
        const key = `${account} external`;
        return [key, months.reduce((sum, month) => sum + (month[key] ?? 0), 0) / 3];
      }),
    );
    const { external } = await counted({ window: 'calendar', excludeAutomation: false }, []);
    expect(Object.values(expected).filter((value) => value > 0).length).toBeGreaterThan(10);
    expect(external).toEqual(expected);
  });

  it('organizations that belong to no Account are told with their number', async () => {
    const reader = await recount.runAndReadAll(
      `select count(distinct organization_id) from log where organization_type <> 'Sandbox'
         and timestamp_derived[1:10] between '2026-10-01' and '2026-10-31'
         and organization_id not in (select org from owner)`,
    );
    const { notices } = await counted({ window: 'calendar', excludeAutomation: true }, [
      'engagement.mau',
    ]);
    const notice = notices.find(({ code }) => code === 'UNKNOWN_ORGANIZATION');
    expect(notice?.count).toBeGreaterThan(0);
    // External users look further back than October, so at least as many are told.
    expect(notice?.count).toBeGreaterThanOrEqual(Number(reader.getRows()[0]?.[0]));
  });
});

describe('counted and counted again, by what makes a user active', () => {
  /** Pages that were looked at, and records that somebody saved or a program did. */
  const rules = [
    { entityTypes: ['LightningPage', 'VisualforcePage'] },
    { logRecordTypes: ['URI', 'RestApi', 'CronJob'], operations: ['INSERT', 'UPDATE'] },
  ];
  const active = `(custom_entity_type in ('LightningPage', 'VisualforcePage')
    or log_record_type in ('URI', 'RestApi', 'CronJob') and operation_type in ('INSERT', 'UPDATE'))`;

  beforeAll(async () => {
    await usage[Symbol.asyncDispose]();
    const activeUsersFile = join(root, 'active-users.json');
    await writeFile(activeUsersFile, JSON.stringify(rules));
    usage = await opened({ activeUsersFile });
  }, 60_000);

  it.each([false, true])('engagement is the same, without automation: %s', async (excludes) => {
    const where = `user_id_token <> '' and ${active} and ${excludes ? `not (${automated})` : 'true'}`;
    const expected: Record<string, number> = {};
    const all: Record<string, number> = {};
    const keys: string[] = [];
    for (const [measure, { start, end }] of Object.entries(windows.calendar)) {
      for (const id of [null, ...isv.packages.map(({ id15 }) => id15)]) {
        const key = `engagement.${measure}${id === null ? '' : `.${id}`}`;
        const ofPackage = id === null ? '' : ` and package_id = '${id}'`;
        keys.push(key);
        Object.assign(expected, await recounted(key, engagementSql(start, end, where + ofPackage)));
        const any = `user_id_token <> ''${ofPackage}`;
        Object.assign(all, await recounted(key, engagementSql(start, end, any)));
      }
    }
    const { numbers } = await counted({ window: 'calendar', excludeAutomation: excludes }, keys);
    expect(Object.keys(expected).length).toBeGreaterThan(100);
    expect(Object.keys(expected).length).toBeLessThan(Object.keys(all).length);
    expect(numbers).toEqual(expected);
  });
});
