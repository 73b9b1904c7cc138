import type { AccountChanges, Change } from './change.ts';

/** A change that a run planned and did not send: it was a dry run, or the mass-change brake held it. */
export interface PlannedChange {
  readonly accountId: string;
  readonly accountName: string;
  /** Developer name. */
  readonly mapping: string;
  /** API name of the Account field. */
  readonly accountField: string;
  /** What the field holds; NULL is not 0. */
  readonly before: number | null;
  /** What the sync would write. */
  readonly after: number | null;
  readonly reason: Change['reason'];
  /** The reason in words, as in the explanation of an Account. */
  readonly explanation: string;
}

/** How many values of one mapping a run planned to write: `planned = numbers + zeros + nulls`. */
export interface PlannedCounts {
  readonly mapping: string;
  readonly accountField: string;
  readonly planned: number;
  /** Of the planned: numbers other than 0. */
  readonly numbers: number;
  readonly zeros: number;
  readonly nulls: number;
  /** Of the planned: those that can be looked at one by one. */
  readonly kept: number;
}

/** What a run planned, in counts. */
export interface ChangePlan {
  readonly planned: number;
  /** Of the planned: those that can be looked at one by one; the others were too many. */
  readonly kept: number;
  readonly mappings: readonly PlannedCounts[];
}

/** The changes of a plan one by one, those of an Account together. */
export function* plannedChanges(accounts: Iterable<AccountChanges>): Generator<PlannedChange> {
  for (const { accountId, accountName, changes } of accounts) {
    for (const { mapping, field, from, to, reason, because } of changes)
      yield {
        accountId,
        accountName,
        mapping,
        accountField: field,
        before: from,
        after: to,
        reason,
        explanation: because,
      };
  }
}

type Counts = { -readonly [Name in keyof PlannedCounts]: PlannedCounts[Name] };

/** Counts the changes of a plan while they pass, and says of each whether it is among those to be kept. */
export class PlanCount {
  readonly #mostKept: number;
  readonly #mappings = new Map<string, Counts>();
  #planned = 0;

  constructor(mostKept: number) {
    this.#mostKept = mostKept;
  }

  /** Counts a change; whether it is to be kept. */
  add({ mapping, accountField, after }: PlannedChange): boolean {
    const counts = this.#mappings.get(mapping) ?? noneOf(mapping, accountField);
    this.#mappings.set(mapping, counts);
    const isKept = this.#planned < this.#mostKept;
    this.#planned += 1;
    counts.planned += 1;
    counts[kindOf(after)] += 1;
    if (isKept) counts.kept += 1;
    return isKept;
  }

  plan(): ChangePlan {
    const mappings = [...this.#mappings.values()].map((counts) => ({ ...counts }));
    return {
      planned: this.#planned,
      kept: Math.min(this.#planned, this.#mostKept),
      mappings,
    };
  }
}

function noneOf(mapping: string, accountField: string): Counts {
  return { mapping, accountField, planned: 0, numbers: 0, zeros: 0, nulls: 0, kept: 0 };
}

function kindOf(value: number | null): 'numbers' | 'zeros' | 'nulls' {
  if (value === null) return 'nulls';
  return value === 0 ? 'zeros' : 'numbers';
}
