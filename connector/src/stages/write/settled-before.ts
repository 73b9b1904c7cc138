import type { AccountChanges, Outcome } from '../../domain/change.ts';
import type { OutboxAccount } from '../../ports/outbox.ts';
import type { Pending } from './settle.ts';

/** What is left of an outbox, and what is known of it. */
export interface LeftInOutbox {
  /** What an earlier holder has settled. */
  readonly outcomes: readonly Outcome[];
  readonly pending: readonly Pending[];
  /** What Bulk jobs have that were not settled, by job id. */
  readonly jobs: ReadonlyMap<string, readonly AccountChanges[]>;
}

/** Reads an outbox that somebody else has begun to send. What went into a request without an answer is to be looked up. */
export async function leftInOutbox(
  batches: AsyncIterable<readonly OutboxAccount[]>,
): Promise<LeftInOutbox> {
  const outcomes: Outcome[] = [];
  const pending: Pending[] = [];
  const jobs = new Map<string, AccountChanges[]>();
  for await (const batch of batches) {
    for (const each of batch) {
      outcomes.push(...settledOutcomes(each));
      const rest = unsettled(each);
      if (rest.changes.length === 0) continue;
      const jobId = each.sentIn === null ? null : jobIdIn(each.sentIn);
      if (jobId === null) pending.push({ account: rest, isUnclear: each.sentIn !== null });
      else innerList(jobs, jobId).push(rest);
    }
  }
  return { outcomes, pending, jobs };
}

function settledOutcomes({ account, settled }: OutboxAccount): readonly Outcome[] {
  const known = new Map(settled.map((each) => [each.field, each]));
  const { accountId, accountName } = account;
  return account.changes.flatMap((change) => {
    const own = known.get(change.field);
    if (!own) return [];
    const { kind, fault } = own;
    return { accountId, accountName, change, kind, ...(fault && { fault }) };
  });
}

function unsettled({ account, settled }: OutboxAccount): AccountChanges {
  const known = new Set(settled.map(({ field }) => field));
  return { ...account, changes: account.changes.filter(({ field }) => !known.has(field)) };
}

function jobIdIn(carrier: string): string | null {
  const [, jobId = null] = /^job (.*)$/.exec(carrier) ?? [];
  return jobId;
}

/** The list under the key, made where there is none. */
function innerList(lists: Map<string, AccountChanges[]>, key: string): AccountChanges[] {
  const found = lists.get(key) ?? [];
  lists.set(key, found);
  return found;
}
