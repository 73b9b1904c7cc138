import { PlanCount, type ChangePlan, type PlannedChange } from '../../domain/planned-change.ts';
import type { PlannedChanges } from '../../ports/planned-changes.ts';
import { keptChangesPerRun, keptPlans } from './kept-changes.ts';
import { storableJson } from './storable-json.ts';

export interface MemoryPlannedChanges extends PlannedChanges {
  /** Forgets the plans of runs that are not among these, and those that enough newer ones followed. */
  keepOnly(organizationId: string, runKeys: ReadonlySet<string>): void;
}

interface KeptPlan {
  readonly plan: ChangePlan;
  readonly changes: readonly PlannedChange[];
}

/** What runs planned, for as long as the process lasts. */
export function memoryPlannedChanges(): MemoryPlannedChanges {
  /** By organization and run, the newest last. */
  const organizations = new Map<string, Map<string, KeptPlan>>();
  const plansOf = (organizationId: string): Map<string, KeptPlan> => {
    const plans = organizations.get(organizationId) ?? new Map<string, KeptPlan>();
    organizations.set(organizationId, plans);
    return plans;
  };
  return {
    record: (organizationId, runKey, changes) =>
      Promise.resolve().then(() => {
        const count = new PlanCount(keptChangesPerRun);
        const kept: PlannedChange[] = [];
        for (const change of changes) {
          if (count.add(change)) kept.push(JSON.parse(storableJson(change)) as PlannedChange);
        }
        const plans = plansOf(organizationId);
        plans.delete(runKey);
        plans.set(runKey, { plan: count.plan(), changes: kept });
        return count.plan();
      }),
    find: (organizationId, runKey) =>
      Promise.resolve(structuredClone(plansOf(organizationId).get(runKey)?.plan)),
    page: (organizationId, runKey, { mapping, after, limit }) => {
      const { changes = [] } = plansOf(organizationId).get(runKey) ?? {};
      const found = changes
        .map((change, index) => ({ change, position: index + 1 }))
        .filter((each) => each.position > after)
        .filter((each) => mapping === null || each.change.mapping === mapping);
      const rows = found.slice(0, limit);
      return Promise.resolve({
        changes: rows.map(({ change }) => ({ ...change })),
        next: found.length > limit ? (rows.at(-1)?.position ?? null) : null,
      });
    },
    keepOnly: (organizationId, runKeys) => {
      const plans = plansOf(organizationId);
      const newest = [...plans.keys()].slice(-keptPlans);
      for (const runKey of plans.keys()) {
        if (!runKeys.has(runKey) || !newest.includes(runKey)) plans.delete(runKey);
      }
    },
  };
}
