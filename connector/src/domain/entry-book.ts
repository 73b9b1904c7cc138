import type { LogEntry } from './run.ts';

/** How many Accounts an entry names; its count tells how many there are. */
const sampleSize = 20;

export type Remark = Omit<LogEntry, 'count' | 'sampleAccountIds'> & { readonly count?: number };

/** Collects the entries of a run and makes one of those that tell the same: ten thousand equal errors are one line. */
export class EntryBook {
  readonly #entries = new Map<string, { remark: Remark; count: number; accountIds: string[] }>();

  add(remark: Remark, accountId?: string): void {
    const key = keyOf(remark);
    const entry = this.#entries.get(key) ?? { remark, count: 0, accountIds: [] };
    entry.count += remark.count ?? 1;
    if (accountId !== undefined && entry.accountIds.length < sampleSize)
      entry.accountIds.push(accountId);
    this.#entries.set(key, entry);
  }

  /** Takes over entries of a run that somebody else began. */
  restore(entries: readonly LogEntry[]): void {
    for (const { sampleAccountIds, ...remark } of entries)
      this.#entries.set(keyOf(remark), {
        remark,
        count: remark.count,
        accountIds: [...sampleAccountIds],
      });
  }

  /** The entries, errors first, then in the order they came up. */
  entries(): readonly LogEntry[] {
    const weight = { Error: 0, Warning: 1, Info: 2 };
    return [...this.#entries.values()]
      .map(({ remark, count, accountIds }) => ({ ...remark, count, sampleAccountIds: accountIds }))
      .sort((a, b) => weight[a.level] - weight[b.level]);
  }
}

function keyOf({ level, code, mapping, field, message }: Remark): string {
  return JSON.stringify([level, code, mapping, field, message]);
}
