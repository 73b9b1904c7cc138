import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../src/adapters/store/open-store.ts';
import type { PlannedChange } from '../../../src/domain/planned-change.ts';
import type { OpenRun } from '../../../src/ports/run-queue.ts';
import {
  accountId,
  clock,
  entry,
  now,
  organizationId,
  secretKeys,
  StandIn,
} from '../../entrypoints/http/stand-in.ts';
import { fuzz, operationsOf, type Fuzzing } from './api-fuzz.ts';
import { aRunResult, noValues } from '../../domain/a-run-result.ts';

/** The same every time. */
const seed = 20_261_124;

const openRun: OpenRun = {
  organizationId,
  runKey: 'run-2',
  trigger: 'Schedule',
  dryRun: false,
  massChangeApproved: false,
  state: 'running',
  since: now,
};
const plannedChange: PlannedChange = {
  accountId: accountId(1),
  accountName: '=Acme',
  mapping: 'Metric_MAU',
  accountField: 'MAU__c',
  before: null,
  after: 0,
  reason: 'no-usage',
  explanation: 'no usage',
};
/** They ask for secrets of their own, or for a browser, and are asked only whether they refuse in order. */
const refuseHere = [
  'getMetrics',
  'issueAccessToken',
  'getIsvappAccount',
  'listSalesforceAccounts',
  'authorizeOrganization',
  'finishAuthorization',
];
const pastRun = aRunResult({
  trigger: 'Request',
  dryRun: true,
  status: 'Degraded',
  startedAt: now,
  phases: [{ phase: 'Connect', startedAt: now, finishedAt: now, summary: 'Acme' }],
  mappings: [{ mapping: 'Metric_MAU', label: 'MAU', ...noValues }],
  apiCalls: { predicted: 1, used: 1 },
  entries: [
    {
      level: 'Warning',
      code: 'X',
      message: 'It is so.',
      explanation: 'Do something.',
      count: 1,
      sampleAccountIds: [],
    },
  ],
});

async function opened(standIn: StandIn): Promise<Fuzzing> {
  await standIn.connect();
  await standIn.fill(entry(1), entry(2));
  await standIn.store.runs.recordRun(organizationId, pastRun);
  await standIn.store.plannedChanges.record(organizationId, 'run-1', [plannedChange]);
  standIn.open = [openRun];
  const app = await standIn.app(1_000_000, {
    token: 'a'.repeat(20),
    exposition: () => Promise.resolve({ contentType: 'text/plain', text: '' }),
  });
  const tokens = [await standIn.tokenOf('admin', null), await standIn.tokenOf('admin')];
  const spare = { organizationId, name: 'spare', scope: 'read', expiresAt: null } as const;
  const { key } = await standIn.store.keys.issue(spare);
  const known = {
    id: [key.id],
    organizationId: [organizationId, organizationId.slice(0, 15)],
    accountId: [accountId(1)],
    sort: ['name', 'mau'],
    runKey: ['run-1', 'run-2'],
  };
  return { app, tokens, seed, requests: 80, known, succeeded: new Set() };
}

describe('The API, asked at random', () => {
  let folder: string;
  let store: Store;
  let standIn: StandIn;
  let fuzzing: Fuzzing;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isvapp-fuzz-'));
    // What a database can't take is only told by one.
    store = await openStore({ dataDirectory: folder, clock, secretKeys });
    standIn = new StandIn(store);
    fuzzing = await opened(standIn);
  });
  afterAll(async () => {
    await fuzzing.app.close();
    await store.close();
    await rm(folder, { recursive: true });
  });

  it('answers all it declares as it declares it, and everything else with a refusal', async () => {
    const operations = await operationsOf(fuzzing.app);
    expect(operations.length).toBeGreaterThan(40);
    const faults: string[] = [];
    for (const operation of operations) {
      // The one before may have removed it.
      await standIn.connect();
      const fault = await fuzz(operation, fuzzing);
      if (fault !== undefined) faults.push(fault);
    }
    expect(faults).toEqual([]);
    const never = operations.filter(
      ({ operationId }) => !fuzzing.succeeded.has(operationId) && !refuseHere.includes(operationId),
    );
    expect(never.map(({ operationId }) => operationId)).toEqual([]);
  });
});

describe('The random questions', () => {
  const seeded = async (
    defect: StandIn['own'],
    operationId: string,
  ): Promise<string | undefined> => {
    const standIn = new StandIn();
    standIn.own = defect;
    const fuzzing = await opened(standIn);
    try {
      const all = await operationsOf(fuzzing.app);
      const operation = all.find((each) => each.operationId === operationId);
      if (!operation) throw new Error(`There is no ${operationId}.`);
      return await fuzz(operation, fuzzing);
    } finally {
      await fuzzing.app.close();
    }
  };

  it('find a filter that the store can not take', async () => {
    const page = (): never => {
      throw new Error('invalid input syntax for type timestamp');
    };
    const find = () => Promise.resolve(undefined);
    expect(await seeded({ runs: { page, find } }, 'listRuns')).toMatch(/answered 500/);
  });

  it('find an answer that is not as declared', async () => {
    const broken = [{ runKey: 'r', state: 'sleeping' }] as never;
    const queue = { openOf: () => Promise.resolve(broken), cancel: () => Promise.resolve(true) };
    expect(await seeded({ queue }, 'listOpenRuns')).toMatch(/answered 500|not as declared/);
  });
});
