import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRunQueue } from '../../../connector/src/adapters/queue/run-queue.ts';
import { openStore, type Store } from '../../../connector/src/adapters/store/open-store.ts';
import { systemClock } from '../../../connector/src/adapters/system-clock.ts';
import type { RunQueue } from '../../../connector/src/ports/run-queue.ts';
import { startPostgresServer } from '../../../connector/test/contract/postgres-server.ts';
import { demoMappings } from '../../demo/demo-mappings.ts';
import { openDemoOrg, type DemoOrg } from '../../demo/demo-org.ts';
import { mappingPackage } from '../../demo/metadata-package.ts';
import { sampleIsv } from '../../sample-isv/sample-isv.ts';
import type { Measurement } from '../measurement.ts';
import { connectorProcess } from './connector-process.ts';
import { distantOrganizations, type DistantOrganization } from './distant-organizations.ts';

export interface WorkerLoad {
  /** Organizations that each wait for a run. */
  readonly queued: number;
  /** Of each organization. */
  readonly accounts: number;
  /** How much longer an answer of an organization takes than one of this machine. */
  readonly latencyMs: number;
  readonly runsAtOnce: number;
}

interface Bench {
  readonly store: Store;
  readonly queue: RunQueue;
  readonly organizations: readonly DistantOrganization[];
  readonly environment: Readonly<Record<string, string>> & { readonly DATA_DIRECTORY: string };
}

const dayMs = 86_400_000;

/** Measures how much faster two workers on a PostgreSQL server are than one, with the same organizations. */
export async function workerBenchmark(
  load: WorkerLoad,
  now: () => number,
): Promise<readonly Measurement[]> {
  await using opened = new AsyncDisposableStack();
  const bench = await openBench(load, opened);
  // What the local org and PostgreSQL do faster the second time must not count for two workers.
  await drainedMs({ ...bench, organizations: bench.organizations.slice(0, 20) }, 1, now);
  const oneMs = await drainedMs(bench, 1, now);
  const twoMs = await drainedMs(bench, 2, now);
  const perMinute = (ms: number) => (load.queued * 60_000) / ms;
  return [
    { name: 'runs of one worker', value: perMinute(oneMs), unit: 'runs/min', target: null },
    { name: 'runs of two workers', value: perMinute(twoMs), unit: 'runs/min', target: null },
    { name: 'two workers to one', value: oneMs / twoMs, unit: '×', target: 1.7 },
  ];
}

async function openBench(load: WorkerLoad, opened: AsyncDisposableStack): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  opened.defer(() => rm(folder, { recursive: true }));
  const org = await openOrg(load.accounts);
  opened.defer(() => org.close());
  const { queued, latencyMs } = load;
  const distant = opened.use(await distantOrganizations(org.running, queued, latencyMs));
  const server = await startPostgresServer();
  opened.defer(() => server.stop());
  const databaseUrl = await server.createDatabase();
  const current = randomBytes(32);
  const secretKeys = { current, previous: undefined };
  const store = await openStore({
    databaseUrl,
    dataDirectory: folder,
    clock: systemClock,
    secretKeys,
  });
  opened.defer(() => store.close());
  const queue = await openQueue(store);
  opened.defer(() => queue.close(10));
  const { organizations } = distant;
  for (const each of organizations) await connect(each, org, store);
  return {
    store,
    queue,
    organizations,
    environment: {
      DATABASE_URL: databaseUrl,
      DATA_DIRECTORY: folder,
      ENCRYPTION_KEY: current.toString('base64'),
      RUNS_AT_ONCE: String(load.runsAtOnce),
      SALESFORCE_ALLOW_LOCAL: 'true',
      ANALYTICS_FETCH: 'false',
    },
  };
}

async function openOrg(accounts: number): Promise<DemoOrg> {
  const today = systemClock.now().toISOString().slice(0, 10);
  const isv = sampleIsv({ seed: 7, accounts, today, days: 1 });
  const org = await openDemoOrg(isv, systemClock);
  await org.administrator.deploy(mappingPackage(demoMappings(isv)));
  return org;
}

function openQueue({ execute }: Store): Promise<RunQueue> {
  if (!execute) throw new Error('This store has no database.');
  const onError = (error: Error): void => {
    throw error;
  };
  return openRunQueue({ database: { executeSql: execute }, onError });
}

async function connect(
  { id, url }: DistantOrganization,
  { running }: DemoOrg,
  { organizations }: Store,
): Promise<void> {
  const tomorrow = new Date(systemClock.now().getTime() + dayMs);
  const { clientId, clientSecret } = running.client;
  await organizations.save(
    {
      id,
      name: `Organization ${id}`,
      instanceUrl: url,
      allowLocalAddress: true,
      packageNamespace: '',
      schedule: { dailyStart: '23:30', timeZone: 'UTC' },
      nextRunAt: tomorrow,
      nextPollAt: tomorrow,
    },
    { kind: 'client-credentials', clientId, clientSecret },
  );
}

/** How long so many workers take from the first queued run to the end of the last; their start is not counted. */
async function drainedMs(bench: Bench, workers: number, now: () => number): Promise<number> {
  const { queue, organizations, environment, store } = bench;
  const processes = await Promise.all(
    Array.from({ length: workers }, () => connectorProcess('work', environment)),
  );
  try {
    const startMs = now();
    const runs = organizations.map(({ id }) => ({ organizationId: id, runKey: randomUUID() }));
    for (const run of runs)
      await queue.enqueue({
        ...run,
        trigger: 'Schedule',
        dryRun: false,
        // The first run of all clears what was in the fields.
        massChangeApproved: true,
      });
    while ((await queue.open()).length > 0) await systemClock.sleep(100);
    const tookMs = now() - startMs;
    for (const { organizationId, runKey } of runs) await wentThrough(organizationId, runKey, store);
    return tookMs;
  } finally {
    for (const each of processes) await each.close();
  }
}

/** Runs that fail early are quick: their number would prove nothing. */
async function wentThrough(organizationId: string, runKey: string, { runs }: Store): Promise<void> {
  const run = await runs.find(organizationId, runKey);
  if (run?.status !== 'Succeeded' && run?.status !== 'Degraded')
    throw new Error(`A run of ${organizationId} did not go through: ${run?.message ?? 'no end'}`);
}
