import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunResult } from '../../../src/domain/run.ts';
import type { OpenRun } from '../../../src/ports/run-queue.ts';
import { accountId, asker, now, organizationId, otherOrganizationId, StandIn } from './stand-in.ts';
import { aRunResult } from '../../domain/a-run-result.ts';

let standIn: StandIn;
let app: FastifyInstance;
let ask: ReturnType<typeof asker>;
beforeEach(async () => {
  standIn = new StandIn();
  app = await standIn.app();
  ask = asker(app, await standIn.tokenOf('operate'));
});
afterEach(() => app.close());

function run(runKey: string, minute: number, part: Partial<RunResult> = {}): RunResult {
  const startedAt = new Date(now.getTime() + minute * 60_000);
  return aRunResult({ runKey, startedAt, ...part });
}
function open(runKey: string, organization = organizationId): OpenRun {
  return {
    organizationId: organization,
    runKey,
    trigger: 'Request',
    dryRun: true,
    massChangeApproved: false,
    state: 'waiting',
    since: now,
  };
}
interface Page {
  readonly runs: readonly { readonly runKey: string }[];
  readonly nextCursor: string | null;
}

describe('the runs', () => {
  it('come in pages, filtered, the newest first', async () => {
    const { runs } = standIn.store;
    for (let index = 0; index < 7; index += 1)
      await runs.recordRun(organizationId, run(`run-${index}`, index, { dryRun: index % 2 === 0 }));
    await runs.recordRun(otherOrganizationId, run('foreign', 99));
    const keys: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Page = (
        await ask(`/v1/runs?limit=2&dryRun=true${cursor && `&cursor=${cursor}`}`)
      ).json();
      keys.push(...page.runs.map(({ runKey }) => runKey));
      cursor = page.nextCursor;
    }
    expect(keys).toEqual(['run-6', 'run-4', 'run-2', 'run-0']);
    expect((await ask('/v1/runs?status=Failed')).json()).toEqual({ runs: [], nextCursor: null });
  });

  it.each([
    'limit=0',
    'limit=201',
    'limit=1e1',
    'status=Running',
    'dryRun=1',
    'cursor=x',
    `cursor=${Buffer.from('2026-99-99T99:99:99.999Z/r').toString('base64url')}`,
    'stray=1',
  ])('refuse %s', async (query) => {
    const answer = await ask(`/v1/runs?${query}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ detail: string }>().detail).not.toBe('');
  });

  it('are shown with their log; those of another organization are not known', async () => {
    const { runs } = standIn.store;
    const entry = {
      level: 'Warning',
      code: 'X',
      message: 'm',
      explanation: 'e',
      count: 2,
      sampleAccountIds: [accountId(1)],
    } as const;
    await runs.recordRun(organizationId, run('mine', 0, { entries: [entry] }));
    await runs.recordRun(otherOrganizationId, run('theirs', 0));
    expect((await ask('/v1/runs/mine')).json()).toMatchObject({
      runKey: 'mine',
      entries: [{ ...entry, mapping: null, field: null }],
    });
    for (const key of ['theirs', 'other'])
      expect((await ask(`/v1/runs/${key}`)).statusCode).toBe(404);
  });

  it('that are open are listed and cancelled, each by its own organization', async () => {
    standIn.open = [open('mine'), open('theirs', otherOrganizationId)];
    expect((await ask('/v1/runs/open')).json()).toMatchObject({ runs: [{ runKey: 'mine' }] });
    const cancel = (key: string) => ask(`/v1/runs/${key}/cancel`, { method: 'POST' });
    expect((await cancel('mine')).statusCode).toBe(202);
    expect((await cancel('theirs')).statusCode).toBe(404);
  });

  it('are started, one more at a time', async () => {
    const start = () => ask('/v1/runs', { method: 'POST', payload: { dryRun: true } });
    expect((await start()).json()).toEqual({ runKey: 'new-run' });
    expect(standIn.started).toEqual([
      [organizationId, { dryRun: true, massChangeApproved: false }],
    ]);
    standIn.own = { startRun: () => Promise.resolve('busy') };
    const busy = await standIn.app();
    const answer = await asker(busy, await standIn.tokenOf('operate'))('/v1/runs', {
      method: 'POST',
      payload: { dryRun: false },
    });
    expect([answer.statusCode, answer.json<{ title: string }>().title]).toEqual([
      409,
      'Another run waits',
    ]);
    await busy.close();
  });

  it.each([{}, { dryRun: 'true' }, { dryRun: null }, { dryRun: true, stray: 1 }])(
    'are not started by %j',
    async (payload) => {
      expect((await ask('/v1/runs', { method: 'POST', payload })).statusCode).toBe(400);
      expect(standIn.started).toEqual([]);
    },
  );
});

describe('the history of an Account', () => {
  it('tells what happened in which run and why, NULL as null and 0 as 0', async () => {
    const change = {
      field: 'MAU__c',
      from: null,
      to: 0,
      reason: 'no-usage',
      because: 'no usage in October',
      mapping: 'Metric_MAU',
      metricKey: 'engagement.mau',
    } as const;
    const fault = { code: 'ENTITY_IS_LOCKED', message: 'locked', fields: [] };
    await standIn.store.accountHistory.record(organizationId, 'run-1', [
      { accountId: accountId(1), accountName: 'A', change, kind: 'failed', fault },
    ]);
    const url = `/v1/accounts/${accountId(1).slice(0, 15)}/outcomes`;
    expect((await ask(url)).json()).toEqual({
      outcomes: [
        {
          runKey: 'run-1',
          at: now.toISOString(),
          mapping: 'Metric_MAU',
          accountField: 'MAU__c',
          outcome: 'failed',
          before: null,
          after: 0,
          reason: 'no-usage',
          explanation: 'no usage in October',
          errorCode: 'ENTITY_IS_LOCKED',
          message: 'locked',
        },
      ],
    });
    expect((await ask(`/v1/accounts/${accountId(2)}/outcomes`)).json()).toEqual({ outcomes: [] });
    expect((await ask('/v1/accounts/00D000000000001AAA/outcomes')).statusCode).toBe(400);
  });
});

describe('what is set up', () => {
  it('is told with why a mapping is paused, and what was removed', async () => {
    const { mappings } = (await ask('/v1/mappings')).json<{ mappings: object[] }>();
    expect(mappings).toMatchObject([
      { mapping: 'Metric_MAU', state: 'paused', problems: [{ code: 'FIELD_NOT_FOUND' }] },
      { mapping: 'Metric_Old', state: 'removed', problems: [] },
    ]);
    await standIn.connect();
    expect((await ask('/v1/settings')).json()).toMatchObject({
      dailyStart: '23:30',
      licensingPolicy: 'active',
    });
    expect((await ask('/v1/catalogue')).json()).toEqual({ readAt: now.toISOString(), metrics: [] });
  });
});
