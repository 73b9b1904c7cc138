import { describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/adapters/store/open-store.ts';
import type { AccountChanges, Change, Outcome, OutcomeKind } from '../../src/domain/change.ts';
import { RunHandedOver } from '../../src/domain/run-handed-over.ts';
import type { RunResult } from '../../src/domain/run.ts';
import type { HeldOutbox, OutboxAccount } from '../../src/ports/outbox.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountIds, adapters, newOrganization, duringSuite } from './store-adapters.ts';
import { aRunResult } from '../domain/a-run-result.ts';

const runKey = 'aaaaaaaa-0000-4000-8000-000000000001';

function change(field: string, from: number | null, to: number | null): Change {
  return {
    field,
    from,
    to,
    reason: 'as-reported',
    because: `reported: "${String(to)}"`,
    mapping: `${field}_mapping`,
    metricKey: 'engagement.mau',
  };
}

function account(accountId: string, ...changes: readonly Change[]): AccountChanges {
  return { accountId, accountName: `Account ${accountId}`, changes };
}

function outcomesOf(
  { accountId, accountName, changes }: AccountChanges,
  kind: OutcomeKind,
  fault?: Outcome['fault'],
): Outcome[] {
  return changes.map((each) => ({
    accountId,
    accountName,
    change: each,
    kind,
    ...(fault && { fault }),
  }));
}

async function all(outbox: HeldOutbox): Promise<OutboxAccount[]> {
  const found: OutboxAccount[] = [];
  for await (const batch of outbox.accounts()) found.push(...batch);
  return found;
}

/** Leaves the moments around which something is left behind to the test. */
function soon(): Date {
  return new Date(Date.now() + 60_000);
}

function ended(key = runKey): RunResult {
  return aRunResult({ runKey: key });
}

describe.each(Object.entries(adapters))('The outbox %s', (_, open) => {
  let store: Store;
  duringSuite(open, (opened) => {
    store = opened;
  });

  const [one = '', two = '', three = ''] = accountIds(3);
  const changes = [
    account(three, change('MAU__c', 0, null)),
    account(one, change('MAU__c', null, 0), change('WAU__c', 1.5, 12_345_678)),
    account(two, change('MAU__c', 4, 5)),
  ];

  it('gives back what was stored, NULL and 0 apart, to whoever takes the run', async () => {
    const organization = newOrganization();
    const first = await store.outbox.hold(organization, runKey);
    expect(first).toMatchObject({ isTakenOver: false, plan: undefined });
    await first.store('checkpoint "1"', changes);

    const second = await store.outbox.hold(organization, runKey);
    expect(second.isTakenOver).toBe(true);
    expect(second.plan).toEqual({
      checkpoint: 'checkpoint "1"',
      storedAt: expect.any(Date) as Date,
    });
    expect(await all(second)).toEqual(
      [changes[1], changes[2], changes[0]].map((each) => ({
        account: each,
        sentIn: null,
        settled: [],
      })),
    );
  });

  it('has no plan where storing it failed midway, and takes the next in place of the last', async () => {
    const organization = newOrganization();
    const held = await store.outbox.hold(organization, runKey);
    const broken = function* (): Generator<AccountChanges> {
      for (const id of accountIds(3_000)) yield account(id, change('MAU__c', 1, 2));
      throw new Error('broken');
    };
    await expect(held.store('never', broken())).rejects.toThrow('broken');
    const again = await store.outbox.hold(organization, runKey);
    expect(again.plan).toBeUndefined();
    expect(await all(again)).toEqual([]);

    await again.store('first', changes);
    await again.store('second', changes.slice(0, 1));
    expect((await store.outbox.hold(organization, runKey)).plan?.checkpoint).toBe('second');
    expect(await all(again)).toHaveLength(1);
  });

  it('keeps what was sent in what, and settles each field once', async () => {
    const organization = newOrganization();
    const held = await store.outbox.hold(organization, runKey);
    await held.store('', changes);
    await held.sending('request', [one, two]);
    await held.sending('job 750000000000001AAA', [two]);
    const [, both] = changes;
    const [mau, wau] = both ? outcomesOf(both, 'failed', fault) : [];
    if (!mau || !wau) throw new Error('Both changes are needed.');
    await held.settle([mau]);
    await held.settle([{ ...wau, kind: 'written' }]);

    expect(await all(held)).toMatchObject([
      {
        sentIn: 'request',
        settled: [
          { field: 'MAU__c', kind: 'failed', fault },
          { field: 'WAU__c', kind: 'written' },
        ],
      },
      { sentIn: 'job 750000000000001AAA', settled: [] },
      { sentIn: null, settled: [] },
    ]);
  });

  it('holds as many Accounts as there are, page after page', async () => {
    const held = await store.outbox.hold(newOrganization(), runKey);
    const ids = accountIds(4_500);
    await held.store(
      '',
      ids.map((id) => account(id, change('MAU__c', 1, 2))),
    );
    await held.sending('request', ids.slice(0, 4_000));
    await held.settle(
      ids
        .slice(0, 3_000)
        .flatMap((id) => outcomesOf(account(id, change('MAU__c', 1, 2)), 'written')),
    );
    const found = await all(held);
    expect(found.map((each) => each.account.accountId)).toEqual(ids);
    expect(found.filter(({ sentIn }) => sentIn !== null)).toHaveLength(4_000);
    expect(found.filter(({ settled }) => settled.length > 0)).toHaveLength(3_000);
  });

  it('lets nobody send or settle whose run was taken by another', async () => {
    const organization = newOrganization();
    const before = await store.outbox.hold(organization, runKey);
    await before.store('', changes);
    const after = await store.outbox.hold(organization, runKey);
    for (const attempt of [
      () => before.sending('request', [one]),
      () => before.settle(outcomesOf(account(one, change('MAU__c', null, 0)), 'written')),
      () => before.store('mine', []),
      () => before.touch(),
      () => before.discard(),
    ])
      await expect(attempt()).rejects.toBeInstanceOf(RunHandedOver);
    expect(
      (await all(after)).every(({ sentIn, settled }) => sentIn === null && settled.length === 0),
    ).toBe(true);
    await after.touch();
  });

  it('tells which runs nobody was heard of, of the organization alone', async () => {
    const organization = newOrganization();
    const past = new Date(Date.now() - 60_000);
    await store.outbox.hold(newOrganization(), runKey);
    await store.outbox.hold(organization, 'one');
    const two = await store.outbox.hold(organization, 'two');
    expect(await store.outbox.leftBehind(organization, past)).toEqual([]);
    expect([...(await store.outbox.leftBehind(organization, soon()))].sort()).toEqual([
      'one',
      'two',
    ]);
    expect(await store.outbox.leftBehind(organization)).toHaveLength(2);
    await two.discard();
    expect(await store.outbox.leftBehind(organization, soon())).toEqual(['one']);
    expect(await all(await store.outbox.hold(organization, 'two'))).toEqual([]);
  });

  it('forgets a run that has ended, but not what a Bulk job may still write', async () => {
    const organization = newOrganization();
    const held = await store.outbox.hold(organization, runKey);
    await held.store('', changes);
    await held.sending('request', [one]);
    await held.sending('job 750000000000001AAA', [two, three]);
    const [last] = changes;
    await held.settle(last ? outcomesOf(last, 'written') : []);
    await store.runs.recordRun(organization, ended());
    expect((await all(held)).map((each) => each.account.accountId)).toEqual([two]);
    const hourAgo = new Date(Date.now() - 3_600_000);
    expect(await store.outbox.leftBehind(organization, hourAgo)).toEqual([runKey]);

    const later = await store.outbox.hold(organization, runKey);
    await later.settle(outcomesOf(account(two, change('MAU__c', 4, 5)), 'written'));
    await store.runs.recordRun(organization, ended());
    expect(await store.outbox.leftBehind(organization, soon())).toEqual([]);
  });
});

const fault = {
  code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
  message: 'No "13".',
  fields: ['MAU__c'],
};

describe('An embedded database', () => {
  it('counts every run as left behind when it opens: whoever held one is gone', async () => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'isvapp-outbox-test-'));
    const clock = { now: () => new Date(), sleep: () => Promise.resolve() };
    const past = new Date(Date.now() - 3_600_000);
    const store = await openStore({ dataDirectory, clock });
    await store.outbox.hold('00D', runKey);
    expect(await store.outbox.leftBehind('00D', past)).toEqual([]);
    await store.close();
    const again = await openStore({ dataDirectory, clock });
    expect(await again.outbox.leftBehind('00D', past)).toEqual([runKey]);
    await again.close();
    await rm(dataDirectory, { recursive: true });
  });
});
