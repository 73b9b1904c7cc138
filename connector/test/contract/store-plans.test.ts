import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/adapters/store/open-store.ts';
import { untoldRows } from '../../src/adapters/store/tables/late-run-table.ts';
import { claimedRows } from '../../src/adapters/store/tables/usage-request-table.ts';
import { adapters, duringSuite } from './store-adapters.ts';

const count = 10_000;
const late = 7;
const since = new Date('2026-11-23T08:00:00.000Z');
const now = new Date('2026-11-24T10:00:00.000Z');
const next = new Date('2026-11-24T12:00:00.000Z');

/** Ten thousand organizations with six runs each; the last of seven did not go through for long. Two are due to be fetched for. */
const rows = [
  `insert into organization (id, name, instance_url, allow_local_address, auth_kind, secret, package_namespace,
     is_paused, daily_start, time_zone, next_run_at, next_poll_at, added_at, next_fetch_at)
   select '00D' || lpad(n::text, 15, '0'), 'n', 'https://acme.my.salesforce.com', false, 'jwt', 'sealed', '',
     false, '23:30', 'UTC', '2026-11-24T23:30Z', '2026-11-24T23:30Z', '2026-01-01Z',
     case when n in (5, 9000) then timestamptz '2026-11-24T09:00Z' else timestamptz '2026-11-24T23:00Z' end
   from generate_series(1, ${count}) as n`,
  `insert into sync_run (organization_id, run_key, started_at, run)
   select '00D' || lpad(n::text, 15, '0'), 'run-' || day, ended, jsonb_build_object(
     'status', case when n <= ${late} and day = 23 then 'Failed' else 'Succeeded' end, 'trigger', 'Schedule', 'dryRun', false,
     'finishedAt', to_char(ended at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.000"Z"'))
   from generate_series(1, ${count}) as n, generate_series(18, 23) as day,
     lateral (select make_timestamptz(2026, 11, day, 23, 40, 0, 'UTC') as ended) as run`,
];

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

const compiling = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

const databases = Object.entries(adapters).filter(([name]) => name !== 'in memory');

describe.each(databases)('Ten thousand organizations %s', (_name, open) => {
  let store: Store;
  duringSuite(open, (opened) => {
    store = opened;
  });
  // Statistics are not gathered: the embedded database gathers none by itself, and a server has none of new rows.
  beforeAll(async () => {
    for (const statement of rows) await store.execute?.(statement);
  });

  async function readBy(statement: RawBuilder<unknown>, table: string): Promise<number> {
    const { sql, parameters } = statement.compile(compiling);
    const explained = await store.execute?.(`explain (analyze, format json) ${sql}`, parameters);
    const [row] = explained?.rows as { 'QUERY PLAN': [{ Plan: PlanNode }] }[];
    return rowsRead(row?.['QUERY PLAN'][0].Plan, table);
  }

  it('are asked for late runs in one statement, which reads one run of each and gives the late ones', async () => {
    expect(await readBy(untoldRows(since, '', 200), 'sync_run')).toBeLessThanOrEqual(count);
    const found = await store.lateRuns.untold(since, '', 200);
    expect(found).toHaveLength(late);
    for (const { lastThrough } of found)
      expect(lastThrough).toEqual(new Date('2026-11-22T23:40:00.000Z'));
  });

  it('are claimed to be fetched for by reading those that are due', async () => {
    // Twice: once to find them, once to write them.
    expect(await readBy(claimedRows(now, next, 8), 'organization')).toBeLessThanOrEqual(4);
    expect(await store.usageRequests.claimFetches(now, next, 8)).toEqual([]);
  });
});

/** How many rows of the table were read, those left out afterwards among them; what only writes them reads none. */
function rowsRead(node: PlanNode | undefined, table: string): number {
  if (!node) throw new Error('The database told no plan.');
  const isRead = node['Relation Name'] === table && node['Node Type'].endsWith('Scan');
  const read = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
  const below = (node.Plans ?? []).map((each) => rowsRead(each, table));
  return below.reduce((sum, each) => sum + each, isRead ? read : 0);
}
