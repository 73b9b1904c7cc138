import type { Outcome } from '../../domain/change.ts';
import type { AccountHistory, AccountOutcome } from '../../ports/account-history.ts';
import type { Clock } from '../../ports/clock.ts';
import { keptOutcomesOfRun, keptRunsWithOutcomes } from './kept-outcomes.ts';
import { storableJson } from './storable-json.ts';

/** What happened to Accounts, forgotten with the process. */
export function memoryAccountHistory(clock: Clock): AccountHistory {
  /** By organization and run, then by Account and field. */
  const organizations = new Map<string, Map<string, Map<string, AccountOutcome>>>();
  const runsOf = (organizationId: string) => {
    const runs =
      organizations.get(organizationId) ?? new Map<string, Map<string, AccountOutcome>>();
    organizations.set(organizationId, runs);
    return runs;
  };
  return {
    record: (organizationId, runKey, outcomes) => {
      const runs = runsOf(organizationId);
      const run = runs.get(runKey) ?? new Map<string, AccountOutcome>();
      runs.set(runKey, run);
      const at = clock.now();
      const room = Math.max(keptOutcomesOfRun - run.size, 0);
      for (const outcome of kept(outcomes).slice(0, room))
        run.set(`${outcome.accountId} ${outcome.change.field}`, { ...outcome, runKey, at });
      return Promise.resolve();
    },
    of: (organizationId, accountId, limit) => {
      const all = [...runsOf(organizationId).values()].flatMap((run) => [...run.values()]);
      return Promise.resolve(
        all
          .filter((outcome) => outcome.accountId === accountId)
          .sort(newestFirst)
          .slice(0, limit),
      );
    },
    prune: (organizationId) => {
      const runs = runsOf(organizationId);
      const newest = [...runs]
        .map(([key, run]) => ({
          key,
          at: Math.max(...[...run.values()].map(({ at }) => at.getTime())),
        }))
        .sort((one, other) => other.at - one.at);
      for (const { key } of newest.slice(keptRunsWithOutcomes)) runs.delete(key);
      return Promise.resolve();
    },
  };
}

function newestFirst(one: AccountOutcome, other: AccountOutcome): number {
  return (
    other.at.getTime() - one.at.getTime() ||
    (one.runKey + one.change.field < other.runKey + other.change.field ? -1 : 1)
  );
}

/** What a database would have kept. */
function kept(outcomes: readonly Outcome[]): readonly Omit<Outcome, 'accountName'>[] {
  const nameless = outcomes.map((outcome) => ({ ...outcome, accountName: undefined }));
  return JSON.parse(storableJson(nameless)) as readonly Omit<Outcome, 'accountName'>[];
}
