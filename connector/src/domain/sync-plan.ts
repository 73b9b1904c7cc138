import type { ChangePlan, PlannedChange } from './planned-change.ts';
import type { LogEntry, MappingCounts, RunResult } from './run.ts';

/** What a run would do now, and what it would cost. */
export interface SyncPlan {
  /** How a dry run is judged: Held where the mass-change brake would hold it. */
  readonly status: RunResult['status'];
  readonly message: string;
  readonly accountsRead: number;
  /** API calls of a run, with its log. */
  readonly predictedCalls: number;
  readonly mappings: readonly MappingPlan[];
  readonly entries: readonly LogEntry[];
}

/** What a run would do with one mapping: `read = planned + unchanged + undecided`, `planned = numbers + zeros + nulls`. */
export interface MappingPlan {
  readonly mapping: string;
  readonly label: string;
  /** API name; null where nothing would change. */
  readonly accountField: string | null;
  readonly read: number;
  readonly planned: number;
  readonly numbers: number;
  readonly zeros: number;
  readonly nulls: number;
  readonly unchanged: number;
  /** There is no data, it is being recalculated, or the value does not fit the field. */
  readonly undecided: number;
  /** The first few changes. */
  readonly samples: readonly PlannedChange[];
}

/** The plan of each mapping, from what was counted of all its values and of those that would change. */
export function mappingPlans(
  counted: readonly MappingCounts[],
  { mappings }: ChangePlan,
  samples: readonly PlannedChange[],
): readonly MappingPlan[] {
  return counted.map(({ mapping, label, read, unchanged }) => {
    const own = mappings.find((each) => each.mapping === mapping) ?? nothing;
    const { accountField, planned, numbers, zeros, nulls } = own;
    return {
      mapping,
      label,
      accountField,
      read,
      planned,
      numbers,
      zeros,
      nulls,
      unchanged,
      undecided: read - planned - unchanged,
      samples: samples.filter((each) => each.mapping === mapping),
    };
  });
}

const nothing = { accountField: null, planned: 0, numbers: 0, zeros: 0, nulls: 0 };
