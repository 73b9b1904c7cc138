import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/domain/change.ts';
import { PlanCount, plannedChanges } from '../../src/domain/planned-change.ts';

const values = fc.constantFrom(null, 0, -0, 1, 12, 1e9);
const changes = fc.array(
  fc.record<Change>({
    field: fc.constantFrom('MAU__c', 'DAU__c'),
    from: values,
    to: values,
    reason: fc.constant('as-reported'),
    because: fc.string(),
    mapping: fc.constantFrom('A', 'B'),
    metricKey: fc.constant('engagement.mau'),
  }),
);
const accounts = fc.array(fc.record({ accountId: fc.string(), accountName: fc.string(), changes }));

describe('The count of a plan', () => {
  it('adds up for each mapping and over all, whatever is kept', () => {
    fc.assert(
      fc.property(accounts, fc.nat(8), (plan, mostKept) => {
        const count = new PlanCount(mostKept);
        const all = [...plannedChanges(plan)];
        const kept = all.filter((change) => count.add(change));
        const { planned, kept: keptCount, mappings } = count.plan();
        expect(planned).toBe(plan.flatMap((account) => account.changes).length);
        expect(kept).toEqual(all.slice(0, mostKept));
        expect(keptCount).toBe(kept.length);
        for (const counts of mappings) {
          const own = all.filter(({ mapping }) => mapping === counts.mapping);
          expect(counts).toMatchObject({
            planned: own.length,
            nulls: own.filter(({ after }) => after === null).length,
            zeros: own.filter(({ after }) => after !== null && after === 0).length,
            numbers: own.filter(({ after }) => after).length,
            kept: kept.filter(({ mapping }) => mapping === counts.mapping).length,
          });
        }
        expect(mappings.reduce((sum, each) => sum + each.planned, 0)).toBe(planned);
      }),
    );
  });
});
