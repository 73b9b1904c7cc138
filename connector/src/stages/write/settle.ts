import type {
  AccountChanges,
  Change,
  Outcome,
  OutcomeKind,
  SalesforceFault,
  UpdateResult,
} from '../../domain/change.ts';
import { explainFault, type FaultClass } from '../../domain/fault-explanation.ts';

/** An Account whose changes are to be sent, and what Salesforce said the last time. */
export interface Pending {
  readonly account: AccountChanges;
  readonly lastFault?: SalesforceFault;
  /** Whether it may have been written: then what the fields hold is looked up before it is sent again. */
  readonly isUnclear?: boolean;
}

/** What an answer settles: outcomes that are final, and what is worth sending again. */
export interface Settlement {
  readonly outcomes: readonly Outcome[];
  readonly again: readonly Pending[];
}

/**
 * Reads Salesforce's answer for one Account. Every change comes back exactly once, as an outcome or to be sent again:
 *
 * - a fault that names fields fails those and lets the others be sent without them (decision 35);
 * - a lock or a passing trouble is sent again (decision 40);
 * - a deleted Account is deferred: there is nothing to repair and nothing to retry (decision 12);
 * - so is what an exhausted allowance refused: the next run sends it;
 * - anything else, such as a validation rule, fails with Salesforce's own words (decision 41).
 */
export function settlement(account: AccountChanges, result: UpdateResult): Settlement {
  if (result.success) {
    return { outcomes: outcomesOf(account, account.changes, 'written'), again: [] };
  }
  const faults = result.faults.length > 0 ? result.faults : [unexplained];
  const putOff = faults.find((fault) => isGone(fault) || classOf(fault) === 'quota');
  if (putOff) {
    return { outcomes: outcomesOf(account, account.changes, 'deferred', putOff), again: [] };
  }
  const lastFault = faults.find((fault) => !isPassing(fault));
  return lastFault
    ? withoutFaultyFields(account, faults, lastFault)
    : { outcomes: [], again: [againAfter(account, faults)] };
}

/** A row that nothing was said of may have been written; one that was refused was not. */
function againAfter(account: AccountChanges, faults: readonly SalesforceFault[]): Pending {
  const [lastFault] = faults;
  const isUnclear = faults.some(({ code }) => code === 'UNPROCESSED');
  return { account, isUnclear, ...(lastFault && { lastFault }) };
}

/** Whether the fault says that the Account no longer exists. */
export function isGone(fault: SalesforceFault): boolean {
  return classOf(fault) === 'gone';
}

function isPassing(fault: SalesforceFault): boolean {
  return ['transient', 'lock'].includes(classOf(fault));
}

function classOf(fault: SalesforceFault): FaultClass {
  return explainFault(fault).class;
}

function withoutFaultyFields(
  account: AccountChanges,
  faults: readonly SalesforceFault[],
  lastFault: SalesforceFault,
): Settlement {
  const outcomes: Outcome[] = [];
  const rest: Change[] = [];
  for (const change of account.changes) {
    const own = faults.find((fault) => names(fault, change.field));
    if (own) outcomes.push(...outcomesOf(account, [change], 'failed', own));
    else rest.push(change);
  }
  if (outcomes.length > 0 && rest.length > 0) {
    return { outcomes, again: [{ account: { ...account, changes: rest }, lastFault }] };
  }
  return { outcomes: [...outcomes, ...outcomesOf(account, rest, 'failed', lastFault)], again: [] };
}

function names(fault: SalesforceFault, field: string): boolean {
  return fault.fields.some((each) => each.toLowerCase() === field.toLowerCase());
}

/** One outcome for each of the changes. */
export function outcomesOf(
  account: AccountChanges,
  changes: readonly Change[],
  kind: OutcomeKind,
  fault?: SalesforceFault,
): readonly Outcome[] {
  const { accountId, accountName } = account;
  return changes.map((change) => ({
    accountId,
    accountName,
    change,
    kind,
    ...(fault && { fault }),
  }));
}

const unexplained: SalesforceFault = {
  code: 'NO_REASON_GIVEN',
  message: 'Salesforce refused the update without saying why.',
  fields: [],
};
