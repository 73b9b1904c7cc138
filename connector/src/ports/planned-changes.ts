import type { ChangePlan, PlannedChange } from '../domain/planned-change.ts';

/** What runs planned to change and did not send, per organization: what dry runs are made for. */
export interface PlannedChanges {
  /**
   * Remembers the plan of a run, of its changes a limited number from the beginning. Told again with the same run key,
   * the later telling holds. A plan is forgotten with its run, or when enough newer ones are there.
   */
  record(
    organizationId: string,
    runKey: string,
    changes: Iterable<PlannedChange>,
  ): Promise<ChangePlan>;
  /** The plan of the run in counts; undefined where none is remembered. */
  find(organizationId: string, runKey: string): Promise<ChangePlan | undefined>;
  /** Changes that were kept of the run, in the order of the plan; none where no plan is remembered. */
  page(
    organizationId: string,
    runKey: string,
    query: PlannedChangeQuery,
  ): Promise<PlannedChangePage>;
}

export interface PlannedChangeQuery {
  /** Developer name; null for all. */
  readonly mapping: string | null;
  /** `next` of the page before; 0 begins with the first change. */
  readonly after: number;
  readonly limit: number;
}

export interface PlannedChangePage {
  readonly changes: readonly PlannedChange[];
  /** Null on the last page. */
  readonly next: number | null;
}
