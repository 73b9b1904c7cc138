import type { LocalOrg } from '../../org.ts';
import type { Program } from '../compile/program.ts';
import type { Limits } from '../run/limits.ts';
import type { CalloutAnswer } from './callout/callout.ts';
import { orgCallouts, type CalloutSettings } from './callout/org-callouts.ts';
import { newEntry, type Entry, type Numbering } from './entry.ts';
import { OrgTransaction } from './org-transaction.ts';
import { Recording, replayed } from './replay.ts';
import { userTimeZone } from '../user-time-zone.ts';

/** What entries into an org's Apex, tests aside, share. */
export interface OrgEntryOptions {
  readonly org: LocalOrg;
  /** The org's classes as they are now. */
  readonly program: () => Program;
  readonly callouts: CalloutSettings;
  readonly fetch: typeof globalThis.fetch;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly numbering: Numbering;
}

export interface EntryCall<T> {
  readonly userId: string;
  /** New limits for each attempt; default those of a synchronous transaction. */
  readonly limits?: () => Limits;
  /** What to do. It is done again from the start for each callout, so it may not rely on what an attempt left behind. */
  readonly work: (run: OrgTransaction) => T;
}

/** What a committed entry answered, and the jobs it left. */
export interface CommittedEntry<T> {
  readonly value: T;
  readonly entry: Entry;
}

/**
 * Enters Apex: everything in one transaction of the org, callouts answered on the way. What `work` throws undoes it and
 * is thrown on.
 */
export function entered<T>(
  options: OrgEntryOptions,
  { userId, limits, work }: EntryCall<T>,
): Promise<CommittedEntry<T>> {
  const { org, fetch, numbering } = options;
  const recording = new Recording(org.clock.now().getTime(), options.randomBytes);
  const program = options.program();
  const attempt = (answers: readonly CalloutAnswer[]): CommittedEntry<T> => {
    const callouts = orgCallouts(org, options.callouts, answers);
    const entry = newEntry({ isTest: false, callouts, numbering });
    const run = new OrgTransaction({
      org,
      userId,
      entry,
      reflection: (transaction) => program.reflection(transaction),
      nowMs: () => recording.nowMs,
      randomBytes: (count) => recording.randomBytes(count),
      timeZone: userTimeZone(org, userId),
      ...(limits && { limits: limits() }),
    });
    return { value: org.transaction(() => work(run)), entry };
  };
  return replayed(recording, fetch, attempt);
}
