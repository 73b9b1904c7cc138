import { isBalanced } from '../../domain/run-tally.ts';
import type { LogEntry, RunResult, ValueCounts } from '../../domain/run.ts';

/** What decides how a run is judged. */
export interface RunFacts {
  /** Whether something ended the run before its last step. */
  readonly failed: boolean;
  /** Why the mass-change brake holds the run; undefined where it doesn't. */
  readonly held: string | undefined;
  readonly cancelled: boolean;
  readonly dryRun: boolean;
  readonly values: ValueCounts;
  readonly entries: readonly LogEntry[];
}

export interface Verdict {
  readonly status: RunResult['status'];
  readonly message: string;
}

/**
 * How the run is judged, worst first. Degraded means: the sync ran, and something needs a look. A run whose
 * counts don't add up is Degraded whatever else it says, because a value was lost track of.
 */
export function runVerdict(facts: RunFacts): Verdict {
  const { entries, values } = facts;
  const counts = countWords(facts);
  if (facts.failed) return { status: 'Failed', message: firstMessage(entries) };
  if (facts.held !== undefined) return { status: 'Held', message: facts.held };
  if (facts.cancelled) return { status: 'Cancelled', message: `The run was cancelled. ${counts}` };
  if (!isBalanced(values)) {
    return { status: 'Degraded', message: `The counts of the run do not add up. ${counts}` };
  }
  const troubled = entries.some((entry) => entry.level !== 'Info');
  return { status: troubled ? 'Degraded' : 'Succeeded', message: counts };
}

/** What the worst entry says: the entries begin with the errors. */
function firstMessage(entries: readonly LogEntry[]): string {
  return entries[0]?.message ?? 'The run ended early.';
}

function countWords({ values, dryRun }: RunFacts): string {
  const { read, unchanged, written, cleared, failed, deferred } = values;
  if (dryRun)
    return `Dry run: of ${read} values ${deferred} would be written, ${unchanged} are right already.`;
  if (read === unchanged) return `All ${read} values were right already; nothing was written.`;
  return `${read} values: ${written} written (${cleared} of them cleared), ${unchanged} unchanged, ${failed} failed, ${deferred} deferred.`;
}
