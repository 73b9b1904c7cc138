import type { Outcome } from '../../domain/change.ts';
import type { SettledField } from '../../ports/outbox.ts';

/** The outcomes by Account, as much of them as is kept. */
export function settledFields(
  outcomes: readonly Outcome[],
): ReadonlyMap<string, readonly SettledField[]> {
  const byAccount = new Map<string, SettledField[]>();
  for (const { accountId, change, kind, fault } of outcomes) {
    const own = byAccount.get(accountId) ?? [];
    own.push({ field: change.field, kind, ...(fault && { fault }) });
    byAccount.set(accountId, own);
  }
  return byAccount;
}
