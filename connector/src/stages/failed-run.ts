import type { FailedValue } from '../domain/failed-value.ts';
import type { RunHistory } from '../ports/run-history.ts';

/** A run with values that failed and can be sent again. */
export interface FailedRun {
  readonly runKey: string;
  readonly values: readonly FailedValue[];
}

const runsLookedAt = 100;
const whole = { errorCode: null, mapping: null, field: null };

/**
 * The named run with its failed values, or the newest that has any. Of values that a later run got right there is
 * nothing to send: a retry compares first, as any run does.
 *
 * @returns `unknown-run` where the named one is not remembered, `nothing-failed` where there is nothing to send again
 */
export async function failedRun(
  organizationId: string,
  named: string | undefined,
  runs: Pick<RunHistory, 'hasRun' | 'failures' | 'newestRuns'>,
): Promise<FailedRun | 'unknown-run' | 'nothing-failed'> {
  if (named !== undefined && !(await runs.hasRun(organizationId, named))) return 'unknown-run';
  const keys = named === undefined ? await keysOfFailed(organizationId, runs) : [named];
  for (const runKey of keys) {
    const values = await runs.failures(organizationId, runKey, whole);
    if (values.length > 0) return { runKey, values };
  }
  return 'nothing-failed';
}

/** The newest first. */
async function keysOfFailed(
  organizationId: string,
  runs: Pick<RunHistory, 'newestRuns'>,
): Promise<readonly string[]> {
  const newest = await runs.newestRuns(organizationId, runsLookedAt);
  return newest.filter(({ values }) => values.failed > 0).map(({ runKey }) => runKey);
}
