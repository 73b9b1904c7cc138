import { systemClock } from '../../../connector/src/adapters/system-clock.ts';
import { phases } from '../../../connector/src/domain/run.ts';
import { id18 } from '../../../connector/src/domain/salesforce-id.ts';
import { openStore, type Store } from '../../../connector/src/adapters/store/open-store.ts';

export interface SeedRequest {
  readonly dataDirectory: string;
  /** A PostgreSQL server; the embedded database without one. */
  readonly databaseUrl?: string;
  readonly encryptionKey: Buffer;
  readonly organizations: number;
  /** Shared out equally among the organizations. */
  readonly runs: number;
}

/**
 * A store with connected organizations that are due in a day, and with runs they had.
 *
 * @returns a key that reads the runs of the first organization
 */
export async function seededStore(request: SeedRequest): Promise<string> {
  const { dataDirectory, databaseUrl, encryptionKey: current, organizations, runs } = request;
  const secretKeys = { current, previous: undefined };
  const store = await openStore({ dataDirectory, databaseUrl, clock: systemClock, secretKeys });
  try {
    for (let index = 0; index < organizations; index++) await connect(store, index);
    await insertRuns(store, organizations, runs);
    const key = { name: 'bench', scope: 'read', organizationId: organizationId(0) } as const;
    const { token } = await store.keys.issue({ ...key, expiresAt: null });
    return token;
  } finally {
    await store.close();
  }
}

const dayMs = 86_400_000;

async function connect({ organizations, usageRequests }: Store, index: number): Promise<void> {
  const tomorrow = new Date(systemClock.now().getTime() + dayMs);
  await organizations.save(
    {
      id: organizationId(index),
      name: `Organization ${index}`,
      instanceUrl: `https://organization-${index}.my.salesforce.com`,
      allowLocalAddress: false,
      packageNamespace: '',
      schedule: { dailyStart: '23:30', timeZone: 'UTC' },
      nextRunAt: tomorrow,
      nextPollAt: tomorrow,
    },
    { kind: 'client-credentials', clientId: 'bench', clientSecret: 'bench' },
  );
  // None of them is there: nobody may look for its files either.
  await usageRequests.setNextFetch(organizationId(index), tomorrow);
}

function organizationId(index: number): string {
  return id18(`00D${String(index).padStart(12, '0')}`);
}

/** As many as a year of daily runs and more, each of the size that a run without trouble has. */
async function insertRuns({ execute }: Store, organizations: number, runs: number): Promise<void> {
  if (!execute) throw new Error('The benchmark needs a store with a database.');
  const each = Math.ceil(runs / organizations);
  await execute(
    `insert into sync_run (organization_id, run_key, started_at, run)
     select o.id, made.key, made.at, $1::jsonb || jsonb_build_object('runKey', made.key, 'startedAt', made.at)
     from organization o, generate_series(1, ${each}) as r(number), lateral (
       select gen_random_uuid()::text as key, now() - r.number * interval '1 day' as at
     ) as made`,
    [JSON.stringify(pastRun())],
  );
}

function pastRun(): object {
  const now = systemClock.now();
  const values = { read: 800, unchanged: 790, written: 10, cleared: 1, failed: 0, deferred: 0 };
  return {
    trigger: 'Schedule',
    dryRun: false,
    status: 'Succeeded',
    message: 'All values are as they should be.',
    finishedAt: now,
    phases: phases.map((phase) => ({ phase, startedAt: now, finishedAt: now, summary: 'done' })),
    accountsRead: 100,
    values,
    mappings: Array.from({ length: 8 }, (_, index) => ({
      mapping: `Metric_${index}`,
      label: `Metric ${index}`,
      ...values,
    })),
    apiCalls: { predicted: 25, used: 24 },
    entries: [],
  };
}
