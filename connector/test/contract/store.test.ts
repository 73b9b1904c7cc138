import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/adapters/store/open-store.ts';
import type { RunResult } from '../../src/domain/run.ts';
import type { WrittenValue } from '../../src/ports/write-ledger.ts';
import {
  accountIds,
  adapters,
  batches,
  entry,
  newOrganization,
  replaceEntries,
  duringSuite,
} from './store-adapters.ts';

function value(accountId: string, part: Partial<WrittenValue> = {}): WrittenValue {
  return { accountId, field: 'MAU__c', value: 7, metricKey: 'engagement.mau', ...part };
}

function run(runKey: string, startedAt: string, part: Partial<RunResult> = {}): RunResult {
  const started = new Date(startedAt);
  return {
    runKey,
    status: 'Succeeded',
    message: 'All values are up to date.',
    startedAt: started,
    finishedAt: new Date(started.getTime() + 61_001),
    phases: [
      {
        phase: 'Connect',
        startedAt: started,
        finishedAt: new Date(started.getTime() + 250),
        summary: 'Acme',
      },
    ],
    trigger: 'Schedule',
    dryRun: false,
    accountsRead: 3,
    values: { read: 3, unchanged: 1, written: 1, cleared: 1, failed: 0, deferred: 1 },
    mappings: [],
    apiCalls: { predicted: 4, used: 5 },
    entries: [
      {
        level: 'Warning',
        code: 'NO_DATA',
        message: 'No data',
        explanation: 'Wait for the next file.',
        count: 2,
        sampleAccountIds: ['001000000000000AAA'],
      },
    ],
    catalogue: [],
    ...part,
  };
}

function byField(one: WrittenValue, other: WrittenValue): number {
  return `${one.accountId}${one.field}` < `${other.accountId}${other.field}` ? -1 : 1;
}

async function all<Item>(parts: AsyncIterable<readonly Item[]>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const part of parts) items.push(...part);
  return items;
}

describe.each(Object.entries(adapters))('the store %s', (_name, open) => {
  let store: Store;
  duringSuite(open, (opened) => {
    store = opened;
  });

  describe('keeps the directory', () => {
    it('with every value as it was given, NULL and 0 apart', async () => {
      const organization = newOrganization();
      const blank = entry('001000000000001AAA', {
        name: '',
        isActive: false,
        display: { Segment__c: null, PlayersCount__c: null },
        internalSeats: { seats: null, source: 'license' },
        externalSeats: { seats: null, source: 'none' },
        renewal: { date: null, source: 'license' },
      });
      const full = entry('001000000000002AAA', {
        name: 'Ünïcode “quoted” \\ \n 🎲',
        display: {
          Segment__c: "O'Brien",
          PlayersCount__c: 0,
          ContractValue__c: 1234567.89,
          IsReference__c: false,
        },
        internalSeats: { seats: 0, source: 'override' },
        externalSeats: { seats: 99_000_000_000, source: 'estimate' },
        renewal: { date: '2026-03-01', source: 'override' },
      });
      await replaceEntries(store, organization, batches([blank, full]));
      expect(await store.directory.find(organization, blank.accountId)).toEqual(blank);
      expect(await store.directory.find(organization, full.accountId)).toEqual(full);
    });

    it('which is empty before the first run', async () => {
      const organization = newOrganization();
      expect(await store.directory.count(organization)).toBe(0);
      expect(await store.directory.find(organization, '001000000000001AAA')).toBeUndefined();
    });

    it('without the Accounts that a later list no longer has', async () => {
      const organization = newOrganization();
      await replaceEntries(store, organization, batches([entry('a'), entry('b')]));
      await replaceEntries(store, organization, batches([entry('b')], [entry('c')]));
      expect(await store.directory.count(organization)).toBe(2);
      expect(await store.directory.find(organization, 'a')).toBeUndefined();
    });

    it('empty after an empty list', async () => {
      const organization = newOrganization();
      await replaceEntries(store, organization, batches([entry('a')]));
      await replaceEntries(store, organization, batches());
      expect(await store.directory.count(organization)).toBe(0);
    });

    it('unchanged for its readers until the last batch is in', async () => {
      const organization = newOrganization();
      await replaceEntries(store, organization, batches([entry('a', { name: 'old' })]));
      const seen: unknown[] = [];
      const look = async () => {
        const found = await store.directory.find(organization, 'a');
        seen.push([await store.directory.count(organization), found?.name]);
      };
      await replaceEntries(
        store,
        organization,
        (async function* () {
          yield [entry('a', { name: 'new' })];
          await look();
          yield [entry('b')];
          await look();
        })(),
      );
      await look();
      expect(seen).toEqual([
        [1, 'old'],
        [1, 'old'],
        [2, 'new'],
      ]);
    });

    it('unchanged when the new list breaks off, and open for the next', async () => {
      const organization = newOrganization();
      await replaceEntries(store, organization, batches([entry('a')]));
      const failing = replaceEntries(
        store,
        organization,
        (async function* () {
          yield await Promise.resolve([entry('b'), entry('c')]);
          throw new Error('analytics are gone');
        })(),
      );
      await expect(failing).rejects.toThrow('analytics are gone');
      expect(await store.directory.count(organization)).toBe(1);
      expect(await store.directory.find(organization, 'a')).toEqual(entry('a'));
      expect(await store.directory.find(organization, 'b')).toBeUndefined();

      await replaceEntries(store, organization, batches([entry('d')]));
      expect(await store.directory.count(organization)).toBe(1);
    });

    it.each([
      ['before', [[entry('b')]]],
      ['after', []],
    ])(
      'as the list that was begun last has it, when that is done %s the last batch of the other',
      async (_moment, rest) => {
        const organization = newOrganization();
        await expect(
          replaceEntries(
            store,
            organization,
            (async function* () {
              yield [entry('a')];
              await replaceEntries(store, organization, batches([entry('z')]));
              yield* rest;
            })(),
          ),
        ).rejects.toThrow('Another run of this organization began a newer directory');
        expect(await store.directory.count(organization)).toBe(1);
        expect(await store.directory.find(organization, 'z')).toEqual(entry('z'));
      },
    );

    it('with the last of several entries of one Account', async () => {
      const organization = newOrganization();
      const named = (name: string) => entry('a', { name });
      await replaceEntries(
        store,
        organization,
        batches([named('1'), named('2')], [named('3'), entry('b'), named('4')]),
      );
      expect(await store.directory.count(organization)).toBe(2);
      expect((await store.directory.find(organization, 'a'))?.name).toBe('4');
    });

    it('with batches of any size', async () => {
      const organization = newOrganization();
      const entries = accountIds(4_321).map((id) => entry(id));
      await replaceEntries(store, organization, batches([], entries, []));
      expect(await store.directory.count(organization)).toBe(4_321);
      const last = entries.at(-1);
      expect(await store.directory.find(organization, last?.accountId ?? '')).toEqual(last);
    });

    it('with ids apart that differ by case alone', async () => {
      const organization = newOrganization();
      const upper = entry('0015e00000AAAAAAA3', { name: 'upper' });
      const lower = entry('0015e00000aaaaaAA3', { name: 'lower' });
      await replaceEntries(store, organization, batches([upper, lower]));
      expect(await store.directory.count(organization)).toBe(2);
      expect(await store.directory.find(organization, upper.accountId)).toEqual(upper);
    });

    it('of each organization for itself', async () => {
      const [one, other] = [newOrganization(), newOrganization()];
      await replaceEntries(store, one, batches([entry('a', { name: 'one' })]));
      await replaceEntries(store, other, batches([entry('a', { name: 'other' }), entry('b')]));
      await replaceEntries(store, one, batches([entry('a', { name: 'one again' })]));
      expect(await store.directory.count(one)).toBe(1);
      expect(await store.directory.count(other)).toBe(2);
      expect((await store.directory.find(other, 'a'))?.name).toBe('other');
      expect(await store.directory.find(one, 'b')).toBeUndefined();
    });

    it('with a mark in place of what PostgreSQL cannot hold', async () => {
      const organization = newOrganization();
      const odd = entry('a', { name: 'a\0b', display: { Cut__c: 'half \ud83c' } });
      await replaceEntries(store, organization, batches([odd]));
      const found = await store.directory.find(organization, 'a');
      expect(found?.name).toBe('a\ufffdb');
      expect(found?.display).toEqual({ Cut__c: 'half \ufffd' });
    });

    it('and refuses a number that would silently become NULL', async () => {
      const organization = newOrganization();
      const odd = entry('a', { internalSeats: { seats: Infinity, source: 'override' } });
      await expect(replaceEntries(store, organization, batches([odd]))).rejects.toThrow(RangeError);
    });
  });

  describe('remembers written values', () => {
    it('with NULL and 0 apart', async () => {
      const organization = newOrganization();
      const values = [
        value('a', { field: 'DAU__c', value: null }),
        value('a', { field: 'MAU__c', value: 0 }),
        value('a', { field: 'WAU__c', value: 9_007_199_254_740_991 }),
        value('b', { metricKey: 'engagement.mau.033000000000001' }),
      ];
      await store.ledger.recordWritten(organization, 'run-1', values);
      const read = await store.ledger.writtenTo(organization, ['a', 'b', 'c']);
      expect([...read].sort(byField)).toEqual(values);
    });

    it('only of the Accounts asked for', async () => {
      const organization = newOrganization();
      await store.ledger.recordWritten(organization, 'run-1', [value('a'), value('b')]);
      expect(await store.ledger.writtenTo(organization, ['b'])).toEqual([value('b')]);
      expect(await store.ledger.writtenTo(organization, [])).toEqual([]);
    });

    it('with a later value in place of the earlier', async () => {
      const organization = newOrganization();
      await store.ledger.recordWritten(organization, 'run-1', [value('a', { value: 1 })]);
      await store.ledger.recordWritten(organization, 'run-2', [value('a', { value: null })]);
      expect(await store.ledger.writtenTo(organization, ['a'])).toEqual([
        value('a', { value: null }),
      ]);
      const last = value('a', { value: 0, metricKey: 'engagement.dau' });
      await store.ledger.recordWritten(organization, 'run-3', [value('a', { value: 5 }), last]);
      expect(await store.ledger.writtenTo(organization, ['a'])).toEqual([last]);
    });

    it('in any number', async () => {
      const organization = newOrganization();
      const ids = accountIds(4_321);
      const values = ids.map((id, index) => value(id, { value: index }));
      await store.ledger.recordWritten(organization, 'run-1', values);
      const read = await store.ledger.writtenTo(organization, ids);
      expect([...read].sort(byField)).toEqual(values);
      await store.ledger.forgetAccounts(organization, ids.slice(1));
      expect(await store.ledger.writtenTo(organization, ids)).toEqual(values.slice(0, 1));
    });

    it('and names each Account once that holds a value other than NULL', async () => {
      const organization = newOrganization();
      await store.ledger.recordWritten(organization, 'run-1', [
        value('zero', { value: 0 }),
        value('cleared', { value: null }),
        value('both', { value: 4 }),
        value('both', { field: 'WAU__c', value: 5 }),
        value('both', { field: 'DAU__c', value: null }),
      ]);
      const found = await all(store.ledger.accountsWithValues(organization));
      expect(found.sort()).toEqual(['both', 'zero']);
      expect(await all(store.ledger.accountsWithValues(newOrganization()))).toEqual([]);
    });

    it('and names every Account while earlier ones are being cleared', async () => {
      const organization = newOrganization();
      // A whole number of pages: the last one must not end the list early, nor be told twice.
      const ids = accountIds(4_000);
      await store.ledger.recordWritten(
        organization,
        'run-1',
        ids.flatMap((id) => [value(id), value(id, { field: 'WAU__c' })]),
      );
      const found: string[] = [];
      for await (const page of store.ledger.accountsWithValues(organization)) {
        found.push(...page);
        await store.ledger.forgetAccounts(organization, page);
      }
      expect(found.sort()).toEqual(ids);
      expect(await all(store.ledger.accountsWithValues(organization))).toEqual([]);
    });

    it('of each organization for itself', async () => {
      const [one, other] = [newOrganization(), newOrganization()];
      await store.ledger.recordWritten(one, 'run-1', [value('a', { value: 1 })]);
      await store.ledger.recordWritten(other, 'run-1', [value('a', { value: 2 })]);
      await store.ledger.forgetAccounts(one, ['a']);
      expect(await store.ledger.writtenTo(one, ['a'])).toEqual([]);
      expect(await store.ledger.writtenTo(other, ['a'])).toEqual([value('a', { value: 2 })]);
      expect(await all(store.ledger.accountsWithValues(one))).toEqual([]);
      expect(await all(store.ledger.accountsWithValues(other))).toEqual(['a']);
    });

    it('and refuses a number that would silently become NULL', async () => {
      const organization = newOrganization();
      const recording = store.ledger.recordWritten(organization, 'run-1', [
        value('a', { value: NaN }),
      ]);
      await expect(recording).rejects.toThrow(RangeError);
      expect(await store.ledger.writtenTo(organization, ['a'])).toEqual([]);
    });
  });

  describe('remembers runs', () => {
    it('as they were, without the catalogue', async () => {
      const organization = newOrganization();
      const result = run('run-1', '2026-11-23T23:30:00.123Z', {
        catalogue: [
          {
            key: 'engagement.mau',
            label: 'MAU',
            category: 'Engagement',
            packageId: null,
            packageName: null,
            unit: 'ActiveUsers',
            latestDataPoint: '2026-10-31',
            state: 'Ready',
          },
        ],
      });
      await store.runs.recordRun(organization, result);
      const { catalogue, ...kept } = result;
      expect(catalogue).toHaveLength(1);
      expect(await store.runs.newestRuns(organization, 10)).toStrictEqual([kept]);
    });

    it('and tells the newest first, as many as asked for', async () => {
      const organization = newOrganization();
      for (const day of ['02', '04', '01', '03'])
        await store.runs.recordRun(organization, run(`run-${day}`, `2026-11-${day}T23:30:00Z`));
      const keys = async (limit: number) =>
        (await store.runs.newestRuns(organization, limit)).map(({ runKey }) => runKey);
      expect(await keys(3)).toEqual(['run-04', 'run-03', 'run-02']);
      expect(await keys(10)).toHaveLength(4);
    });

    it('with the later telling of a run in place of the earlier', async () => {
      const organization = newOrganization();
      await store.runs.recordRun(organization, run('run-1', '2026-11-23T23:30:00Z'));
      await store.runs.recordRun(
        organization,
        run('run-1', '2026-11-23T23:30:00Z', { status: 'Failed' }),
      );
      const found = await store.runs.newestRuns(organization, 10);
      expect(found.map(({ status }) => status)).toEqual(['Failed']);
    });

    it('of each organization for itself', async () => {
      const [one, other] = [newOrganization(), newOrganization()];
      await store.runs.recordRun(one, run('run-1', '2026-11-23T23:30:00Z'));
      expect(await store.runs.newestRuns(other, 10)).toEqual([]);
      await store.runs.recordRun(other, run('run-1', '2026-11-22T23:30:00Z', { status: 'Held' }));
      expect((await store.runs.newestRuns(one, 10))[0]?.status).toBe('Succeeded');
    });

    it('and forgets the oldest beyond 400', async () => {
      const [organization, other] = [newOrganization(), newOrganization()];
      const start = Date.parse('2025-01-01T23:30:00Z');
      await store.runs.recordRun(other, run('old', '2024-01-01T00:00:00Z'));
      for (let day = 0; day < 402; day += 1)
        await store.runs.recordRun(
          organization,
          run(`run-${day}`, new Date(start + day * 86_400_000).toISOString(), { entries: [] }),
        );
      const found = await store.runs.newestRuns(organization, 1_000);
      expect(found).toHaveLength(400);
      expect(found.at(-1)?.runKey).toBe('run-2');
      expect(await store.runs.newestRuns(other, 10)).toHaveLength(1);
    });
  });
});
