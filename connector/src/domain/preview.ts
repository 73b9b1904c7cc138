import type { MappingKind, MappingProblem } from './mapping.ts';

/** A mapping that is not saved yet, and the Accounts to try it on. */
export interface PreviewRequest {
  readonly kind: MappingKind;
  readonly accountField: string;
  /** Null unless the kind is Metric. */
  readonly metricKey: string | null;
  /** 18 characters each; empty to have some chosen, licensed and unlicensed. */
  readonly accountIds: readonly string[];
  readonly sampleSize: number;
}

/** What the mapping would do on one Account. Both values null means NULL. */
export interface PreviewRow {
  readonly accountId: string;
  readonly licensed: boolean;
  /** False where what is there stays: there is no data, or it is being recalculated, or it does not fit. */
  readonly write: boolean;
  /** Of metrics and seats. */
  readonly nextNumber: number | null;
  /** Of other sources, as it would be shown. */
  readonly nextText: string | null;
  readonly explanation: string;
}

/** All Accounts in scope, each in exactly one of the counts. */
export interface PreviewCounts {
  /** A value other than 0. */
  readonly number: number;
  readonly zero: number;
  readonly null: number;
  /** What is there stays. */
  readonly kept: number;
}

export interface Preview {
  readonly rows: readonly PreviewRow[];
  readonly counts: PreviewCounts;
}

/** The mapping can't be carried out, and why. */
export interface RefusedPreview {
  readonly problem: MappingProblem;
}
