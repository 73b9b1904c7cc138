import { describe, expect, it } from 'vitest';
import { keptChangesPerRun, keptPlans } from '../../src/adapters/store/kept-changes.ts';
import type { Store } from '../../src/adapters/store/open-store.ts';
import type { PlannedChange } from '../../src/domain/planned-change.ts';
import type { RunResult } from '../../src/domain/run.ts';
import { adapters, newOrganization, duringSuite } from './store-adapters.ts';
import { aRunResult } from '../domain/a-run-result.ts';

function change(number: number, part: Partial<PlannedChange> = {}): PlannedChange {
  return {
    accountId: `001${String(number).padStart(12, '0')}AAA`,
    accountName: `Account ${number}`,
    mapping: 'Metric_MAU',
    accountField: 'MAU__c',
    before: null,
    after: number,
    reason: 'as-reported',
    explanation: 'counted from 2026-10-01 to 2026-10-31',
    ...part,
  };
}

const changes = (count: number): readonly PlannedChange[] =>
  Array.from({ length: count }, (_, index) => change(index + 1));

function run(runKey: string, startedAt: Date): RunResult {
  return aRunResult({ runKey, message: 'Dry run', startedAt });
}

describe.each(Object.entries(adapters))('the plans in the store %s', (_name, open) => {
  let store: Store;
  duringSuite(open, (opened) => {
    store = opened;
  });

  async function everything(
    organization: string,
    runKey: string,
    mapping: string | null = null,
    limit = 100,
  ): Promise<readonly PlannedChange[]> {
    const all: PlannedChange[] = [];
    let after: number | null = 0;
    while (after !== null) {
      const page = await store.plannedChanges.page(organization, runKey, { mapping, after, limit });
      expect(page.changes.length).toBeLessThanOrEqual(limit);
      all.push(...page.changes);
      after = page.next;
    }
    return all;
  }

  it('hold each value as it was planned, NULL and 0 apart', async () => {
    const organization = newOrganization();
    const planned = [
      change(1, { before: 0, after: null, reason: 'not-licensed' }),
      change(1, { before: null, after: 0, mapping: 'Metric_DAU', accountField: 'DAU__c' }),
      change(2, { before: 1234567.89, after: -1, accountName: "O'Brien “✓”\n\\", explanation: '' }),
      change(3, { after: null, before: null, reason: 'released' }),
    ];
    const plan = await store.plannedChanges.record(organization, 'run-1', planned);
    expect(await everything(organization, 'run-1')).toEqual(planned);
    expect(plan).toEqual({
      planned: 4,
      kept: 4,
      mappings: [
        {
          mapping: 'Metric_MAU',
          accountField: 'MAU__c',
          planned: 3,
          numbers: 1,
          zeros: 0,
          nulls: 2,
          kept: 3,
        },
        {
          mapping: 'Metric_DAU',
          accountField: 'DAU__c',
          planned: 1,
          numbers: 0,
          zeros: 1,
          nulls: 0,
          kept: 1,
        },
      ],
    });
    expect(await store.plannedChanges.find(organization, 'run-1')).toEqual(plan);
  });

  it('are paged in the order of the plan, all or those of one mapping', async () => {
    const organization = newOrganization();
    const planned = changes(25).map((each, index) =>
      index % 3 === 0 ? { ...each, mapping: 'Metric_DAU' } : each,
    );
    await store.plannedChanges.record(organization, 'run-1', planned);
    for (const limit of [1, 5, 24, 25, 26])
      expect(await everything(organization, 'run-1', null, limit)).toEqual(planned);
    const own = planned.filter(({ mapping }) => mapping === 'Metric_DAU');
    for (const limit of [1, 4, 9])
      expect(await everything(organization, 'run-1', 'Metric_DAU', limit)).toEqual(own);
    expect(await everything(organization, 'run-1', "' or true --")).toEqual([]);
  });

  it('tell a run that had nothing to change from one that was not planned', async () => {
    const organization = newOrganization();
    await store.plannedChanges.record(organization, 'run-1', []);
    expect(await store.plannedChanges.find(organization, 'run-1')).toEqual({
      planned: 0,
      kept: 0,
      mappings: [],
    });
    expect(await store.plannedChanges.find(organization, 'run-2')).toBeUndefined();
    expect(await store.plannedChanges.find(newOrganization(), 'run-1')).toBeUndefined();
    expect(await everything(newOrganization(), 'run-1')).toEqual([]);
  });

  it('are replaced when the same run tells them again, also after it broke off', async () => {
    const organization = newOrganization();
    const broken = (function* () {
      yield* changes(4_001);
      throw new Error('worker gone');
    })();
    await expect(store.plannedChanges.record(organization, 'run-1', broken)).rejects.toThrow(
      'worker gone',
    );
    expect(await store.plannedChanges.find(organization, 'run-1')).toBeUndefined();
    await store.plannedChanges.record(organization, 'run-1', changes(2));
    expect(await everything(organization, 'run-1')).toEqual(changes(2));
  });

  it('keep so many of a run and count them all', async () => {
    const organization = newOrganization();
    const more = keptChangesPerRun + 3;
    const all = (function* () {
      for (let number = 1; number <= more; number += 1) yield change(number);
    })();
    const plan = await store.plannedChanges.record(organization, 'run-1', all);
    expect(plan).toMatchObject({ planned: more, kept: keptChangesPerRun });
    expect(plan.mappings).toMatchObject([{ planned: more, kept: keptChangesPerRun }]);
    const { changes: last, next } = await store.plannedChanges.page(organization, 'run-1', {
      mapping: null,
      after: keptChangesPerRun - 1,
      limit: 10,
    });
    expect(last).toEqual([change(keptChangesPerRun)]);
    expect(next).toBeNull();
  });

  it('are forgotten with their run, and where enough newer ones followed', async () => {
    const organization = newOrganization();
    const keys = Array.from({ length: keptPlans + 2 }, (_, index) => `run-${index}`);
    await store.plannedChanges.record(organization, 'never-recorded', changes(1));
    for (const [index, key] of keys.entries()) {
      await store.plannedChanges.record(organization, key, changes(1));
      await store.runs.recordRun(organization, run(key, new Date(1_700_000_000_000 + index)));
    }
    const known = await Promise.all(
      ['never-recorded', ...keys].map(async (key) =>
        (await store.plannedChanges.find(organization, key)) === undefined ? [] : [key],
      ),
    );
    expect(known.flat()).toEqual(keys.slice(2));
    expect(await everything(organization, 'run-0')).toEqual([]);
  });
});
