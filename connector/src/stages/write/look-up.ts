import type { Account } from '../../domain/account.ts';
import type { Outcome } from '../../domain/change.ts';
import type { AccountSource } from '../../ports/account-source.ts';
import { outcomesOf, type Pending, type Settlement } from './settle.ts';

/**
 * Reads what the fields hold now of Accounts that were sent in a request without an answer, or in a job that told nothing of
 * them. What holds its new value counts as written; the rest is to be sent.
 *
 * @throws OrgError
 */
export async function lookedUp(
  unclear: readonly Pending[],
  accounts: Pick<AccountSource, 'readAccountsById'>,
): Promise<Settlement> {
  const fields = new Set(
    unclear.flatMap(({ account }) => account.changes.map(({ field }) => field)),
  );
  const ids = unclear.map(({ account }) => account.accountId);
  const present = new Map(
    (await accounts.readAccountsById(ids, [...fields])).map((each) => [each.id, each]),
  );
  const outcomes: Outcome[] = [];
  const again: Pending[] = [];
  for (const { account, lastFault } of unclear) {
    const holds = present.get(account.accountId);
    const [written, rest] = split(account.changes, (change) => hasArrived(holds, change));
    outcomes.push(...outcomesOf(account, written, 'written'));
    if (rest.length > 0)
      again.push({ account: { ...account, changes: rest }, ...(lastFault && { lastFault }) });
  }
  return { outcomes, again };
}

function hasArrived(
  account: Account | undefined,
  { field, to }: { readonly field: string; readonly to: number | null },
): boolean {
  return account?.values[field] === to;
}

function split<Item>(
  items: readonly Item[],
  isFirst: (item: Item) => boolean,
): readonly [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
