import { isBalanced } from '../../domain/run-tally.ts';
import type { LogEntry, RunResult, ValueCounts } from '../../domain/run.ts';

/** What decides how a run is judged. */
export interface RunFacts {
  /** What ended the run before its last step; undefined where nothing did. */
  readonly failure: string | undefined;
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
 * How the run is judged, worst first. Degraded means: the sync ran, and something needs a look. Counts that don't
 * add up mean that a value was lost track of, so that is said whatever the status.
 */
export function runVerdict(facts: RunFacts): Verdict {
  const { status, message } = judged(facts);
  if (isBalanced(facts.values)) return { status, message };
  return {
    status: status === 'Succeeded' ? 'Degraded' : status,
    message: `${message} The counts of the run do not add up.`,
  };
}

function judged(facts: RunFacts): Verdict {
  const counts = countWords(facts);
  if (facts.failure !== undefined) return { status: 'Failed', message: facts.failure };
  if (facts.held !== undefined) return { status: 'Held', message: facts.held };
  if (facts.cancelled) {
    return {
      status: 'Cancelled',
      message: `The run was cancelled. ${countWords({ ...facts, dryRun: false })}`,
    };
  }
  const troubled = facts.entries.some((entry) => entry.level !== 'Info');
  return { status: troubled ? 'Degraded' : 'Succeeded', message: counts };
}

function countWords({ values, dryRun, entries }: RunFacts): string {
  const { read, unchanged, written, cleared, failed, deferred } = values;
  if (dryRun) {
    const planned = entries.find(({ code }) => code === 'DRY_RUN')?.count ?? 0;
    return `Dry run: of ${read} values ${planned} would be written, ${unchanged} are right already, ${failed + deferred - planned} can't be decided.`;
  }
  if (read === unchanged) return `All ${read} values were right already; nothing was written.`;
  const nothing = written === 0 && failed > 0 ? 'Nothing could be written. ' : '';
  return `${nothing}${read} values: ${written} written (${cleared} of them cleared), ${unchanged} unchanged, ${failed} failed, ${deferred} deferred.`;
}
