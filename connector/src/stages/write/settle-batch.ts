import type { UpdateResult } from '../../domain/change.ts';
import { settlement, type Pending, type Settlement } from './settle.ts';

/** Takes the Accounts that the results are about out of the open ones. */
export function taken(
  open: Map<string, Pending>,
  results: readonly UpdateResult[],
): readonly Pending[] {
  return results.flatMap(({ accountId }) => {
    const pending = open.get(accountId);
    open.delete(accountId);
    return pending ?? [];
  });
}

/** Reads the answers for a batch. An Account without one is to be looked up. */
export function settleBatch(
  batch: readonly Pending[],
  results: readonly UpdateResult[],
): Settlement {
  const byAccount = new Map(results.map((result) => [result.accountId, result]));
  const settlements = batch.map((pending) => {
    const result = byAccount.get(pending.account.accountId);
    return result
      ? settlement(pending.account, result)
      : { outcomes: [], again: [unclearly(pending)] };
  });
  return {
    outcomes: settlements.flatMap(({ outcomes }) => outcomes),
    again: settlements.flatMap(({ again }) => again),
  };
}

export function unclearly(pending: Pending): Pending {
  return { ...pending, isUnclear: true };
}
