import { beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/adapters/store/open-store.ts';
import type { Outcome } from '../../src/domain/change.ts';
import type { RunResult } from '../../src/domain/run.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { duringSuite, newOrganization, stores } from './store-adapters.ts';
import { aRunResult } from '../domain/a-run-result.ts';

const start = new Date('2026-11-24T10:00:00.000Z');
let now = start;
const clock: Clock = { now: () => now, sleep: () => Promise.resolve() };
const secretKeys = { current: Buffer.alloc(32, 1), previous: undefined };
const later = (ms: number): void => {
  now = new Date(now.getTime() + ms);
};

function run(runKey: string, part: Partial<RunResult> = {}): RunResult {
  const values = { read: 1, unchanged: 1, written: 0, cleared: 0, failed: 0, deferred: 0 };
  return aRunResult({
    runKey,
    startedAt: start,
    phases: [{ phase: 'Connect', startedAt: start, finishedAt: start, summary: 'Acme' }],
    accountsRead: 1,
    values,
    mappings: [{ mapping: 'M', label: 'M', ...values }],
    apiCalls: { predicted: 1, used: 1 },
    ...part,
  });
}

function outcome(accountId: string, part: Partial<Outcome['change']> = {}): Outcome {
  return {
    accountId,
    accountName: 'Acme',
    kind: 'written',
    change: {
      field: 'MAU__c',
      from: null,
      to: 0,
      reason: 'no-usage',
      because: 'no usage',
      mapping: 'Metric_MAU',
      metricKey: 'engagement.mau',
      ...part,
    },
  };
}

/** What is forgotten is forgotten by a clock of ours. */
const ours = Object.entries(stores({ clock, secretKeys }));

describe.each(ours)('What operators ask of the store %s', (_, open) => {
  let store: Store;
  beforeAll(() => {
    now = start;
  });
  duringSuite(open, (opened) => {
    store = opened;
  });

  describe('runs', () => {
    const none = { limit: 10, after: null, status: null, trigger: null, dryRun: null };

    it('come in pages, the newest first, those of one moment by key, each once', async () => {
      const id = newOrganization();
      for (const [index, key] of ['d', 'b', 'a', 'c', 'e'].entries())
        await store.runs.recordRun(
          id,
          run(key, { startedAt: new Date(start.getTime() + Math.floor(index / 3) * 60_000) }),
        );
      const keys: string[] = [];
      let after: { startedAt: Date; runKey: string } | null = null;
      for (;;) {
        const page = await store.runs.page(id, { ...none, limit: 2, after });
        keys.push(...page.map(({ runKey }) => runKey));
        const last = page.at(-1);
        if (!last) break;
        after = { startedAt: last.startedAt, runKey: last.runKey };
      }
      expect(keys).toEqual(['c', 'e', 'a', 'b', 'd']);
    });

    it('are filtered, and shown without what only one of them shows', async () => {
      const id = newOrganization();
      await store.runs.recordRun(id, run('plain'));
      await store.runs.recordRun(id, run('dry', { dryRun: true, trigger: 'Request' }));
      await store.runs.recordRun(id, run('bad', { status: 'Failed', trigger: 'CommandLine' }));
      const keys = async (part: Partial<typeof none> | object) =>
        (await store.runs.page(id, { ...none, ...part })).map(({ runKey }) => runKey);
      expect(await keys({ status: 'Failed' })).toEqual(['bad']);
      expect(await keys({ trigger: 'Request' })).toEqual(['dry']);
      expect(await keys({ dryRun: false })).toEqual(['bad', 'plain']);
      expect(await keys({ dryRun: true, status: 'Failed' })).toEqual([]);
      await store.runs.recordRun(id, run('again', { trigger: 'Retry' }));
      expect(await keys({ trigger: 'Retry' })).toEqual(['again']);
      expect(await keys({ leavesOutRetries: true })).toEqual(['bad', 'dry', 'plain']);
      const all = await store.runs.page(id, { ...none, trigger: 'Schedule' });
      expect(all).toMatchObject([{ runKey: 'plain', startedAt: start, dryRun: false }]);
      for (const part of ['phases', 'mappings', 'entries', 'catalogue'])
        expect(all[0]).not.toHaveProperty(part);
      expect(await store.runs.find(id, 'plain')).toMatchObject({ phases: [{ phase: 'Connect' }] });
      expect(await store.runs.find(id, 'other')).toBeUndefined();
      expect(await store.runs.find(newOrganization(), 'plain')).toBeUndefined();
    });
  });

  describe('keys', () => {
    it('may be of all organizations', async () => {
      const request = {
        organizationId: null,
        name: 'ops',
        scope: 'admin',
        expiresAt: null,
      } as const;
      const { token } = await store.keys.issue(request);
      expect(await store.keys.verify(token)).toMatchObject(request);
    });
  });

  describe('the audit log', () => {
    it('tells who did what, the newest first, and forgets after 400 days', async () => {
      const organizationId = newOrganization();
      const actor = { kind: 'api-key', id: 'k1', name: 'operations' } as const;
      const entry = { actor, organizationId, action: 'organization.pause', details: {} };
      await store.audit.record({ ...entry, details: { note: 'a\0b', count: 0, none: null } });
      await store.audit.record({ ...entry, action: 'organization.resume' });
      await store.audit.record({ ...entry, organizationId: null, action: 'key.revoke' });
      const of = { limit: 10, before: null, organizationId };
      const [newest, oldest, ...others] = await store.audit.page(of);
      expect(others).toEqual([]);
      expect(newest).toEqual({
        ...entry,
        action: 'organization.resume',
        id: expect.any(Number) as number,
        at: now,
      });
      expect(oldest?.details).toEqual({ note: 'a\uFFFDb', count: 0, none: null });
      expect(await store.audit.page({ ...of, before: newest?.id ?? 0 })).toEqual([oldest]);
      const all = await store.audit.page({ ...of, organizationId: null, limit: 1 });
      expect(all.map(({ action }) => action)).toEqual(['key.revoke']);

      later(401 * 86_400_000);
      await store.audit.record({ ...entry, action: 'organization.add' });
      expect((await store.audit.page(of)).map(({ action }) => action)).toEqual([
        'organization.add',
      ]);
    });
  });

  describe('an idempotent request', () => {
    const asked = { bearer: 'key', fingerprint: 'f' };
    const answer = { status: 202, contentType: 'application/json', body: '{"runKey":"r"}' };

    it('begins once of many that come at once, and answers the others when it has ended', async () => {
      const request = { ...asked, key: 'once' };
      const all = await Promise.all(
        Array.from({ length: 5 }, () => store.idempotency.begin(request)),
      );
      expect(all.sort()).toEqual(['begun', ...Array<string>(4).fill('under-way')]);
      await store.idempotency.end(request, answer);
      expect(await store.idempotency.begin(request)).toEqual(answer);
      expect(await store.idempotency.begin({ ...request, fingerprint: 'g' })).toBe('different');
      expect(await store.idempotency.begin({ ...request, bearer: 'other' })).toBe('begun');
      later(23 * 3_600_000);
      expect(await store.idempotency.begin(request)).toEqual(answer);
      later(2 * 3_600_000);
      expect(await store.idempotency.begin(request)).toBe('begun');
    });

    it('can be sent again when it failed, and when its process was not heard of again', async () => {
      const request = { ...asked, key: 'again' };
      expect(await store.idempotency.begin(request)).toBe('begun');
      await store.idempotency.forget(request);
      expect(await store.idempotency.begin(request)).toBe('begun');
      later(4 * 60_000);
      expect(await store.idempotency.begin(request)).toBe('under-way');
      later(2 * 60_000);
      expect(await store.idempotency.begin(request)).toBe('begun');
    });
  });

  describe('the history of Accounts', () => {
    const [one, other] = ['001000000000001AAA', '001000000000002AAA'];

    it('tells what became of changes, the newest first; NULL stays NULL and 0 stays 0', async () => {
      const id = newOrganization();
      const { accountHistory: history } = store;
      await history.record(id, 'run-1', [outcome(one), outcome(other, { from: 3, to: null })]);
      later(60_000);
      const fault = {
        code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
        message: 'No',
        fields: ['MAU__c'],
      };
      await history.record(id, 'run-2', [{ ...outcome(one, { from: 0, to: 4 }), kind: 'failed' }]);
      await history.record(id, 'run-2', [
        { ...outcome(one, { from: 0, to: 4 }), kind: 'failed', fault },
      ]);
      const found = await history.of(id, one, 10);
      expect(
        found.map(({ runKey, kind, change, fault: why }) => [
          runKey,
          kind,
          change.from,
          change.to,
          why,
        ]),
      ).toEqual([
        ['run-2', 'failed', 0, 4, fault],
        ['run-1', 'written', null, 0, undefined],
      ]);
      expect(found[0]?.at).toEqual(now);
      expect((await history.of(id, other, 10))[0]?.change).toEqual(
        outcome(other, { from: 3, to: null }).change,
      );
      expect(await history.of(id, one, 1)).toHaveLength(1);
      expect(await history.of(newOrganization(), one, 10)).toEqual([]);
    });

    it('keeps the 30 newest runs that had any', async () => {
      const id = newOrganization();
      for (let index = 0; index < 33; index += 1) {
        later(1_000);
        await store.accountHistory.record(id, `run-${String(index)}`, [outcome(one)]);
      }
      await store.accountHistory.prune(id);
      const keys = (await store.accountHistory.of(id, one, 100)).map(({ runKey }) => runKey);
      expect(keys).toEqual(Array.from({ length: 30 }, (_each, index) => `run-${32 - index}`));
    });
  });

  it('pages through 10,000 organizations, and finds who is due among them', async () => {
    const { organizations } = store;
    const saving = { kind: 'client-credentials', clientId: 'c', clientSecret: 's' } as const;
    const ids = Array.from(
      { length: 10_000 },
      (__, index) => `00DX${String(index).padStart(11, '0')}AAA`,
    );
    const due = new Set([ids[17], ids[9_999]]);
    for (const id of ids)
      await organizations.save(
        {
          id,
          name: id,
          instanceUrl: 'https://acme.my.salesforce.com',
          allowLocalAddress: false,
          packageNamespace: '',
          schedule: { dailyStart: '23:30', timeZone: 'UTC' },
          nextRunAt: new Date(now.getTime() + (due.has(id) ? -60_000 : 60_000)),
          nextPollAt: now,
        },
        saving,
      );
    let seen = 0;
    let after = '';
    for (;;) {
      const page = await organizations.page(after, 200);
      seen += page.length;
      const next = page.at(-1)?.id;
      if (next === undefined) break;
      expect(next > after).toBe(true);
      after = next;
    }
    expect(seen).toBe(10_000);
    const found = await organizations.dueForRun(now, 200);
    expect(found.map(({ id }) => id)).toEqual([...due]);
    const polled = await organizations.claimPolls(now, new Date(now.getTime() + 1), 20);
    expect(polled).toHaveLength(20);
  });
});
