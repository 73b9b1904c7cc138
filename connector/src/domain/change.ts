import type { ValueReason } from './usage-value.ts';

/** One field of one Account that will differ. */
export interface Change {
  readonly field: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly reason: ValueReason | 'released' | 'cleared';
  /** The reason in words: "not licensed for Acme Scheduling: License L-00042 is Uninstalled". */
  readonly because: string;
  /** Developer name of the mapping that asks for it. */
  readonly mapping: string;
  readonly metricKey: string;
}

/** All changes of one Account: they travel to Salesforce together. */
export interface AccountChanges {
  readonly accountId: string;
  readonly accountName: string;
  readonly changes: readonly Change[];
}

/** What is sent for one Account: `null` clears a field, an absent field is left alone (decision 38). */
export interface AccountUpdate {
  readonly accountId: string;
  readonly values: Readonly<Record<string, number | null>>;
}

/** An error of Salesforce, as it gave it. */
export interface SalesforceFault {
  readonly code: string;
  readonly message: string;
  readonly fields: readonly string[];
}

/** Salesforce's answer for one Account. */
export interface UpdateResult {
  readonly accountId: string;
  readonly success: boolean;
  readonly faults: readonly SalesforceFault[];
}

export const outcomeKinds = ['written', 'failed', 'deferred'] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

/** What became of a change. A value counts as written only after Salesforce said so (docs/decisions.md, H). */
export interface Outcome {
  readonly accountId: string;
  readonly accountName: string;
  readonly change: Change;
  readonly kind: OutcomeKind;
  readonly fault?: SalesforceFault;
}
