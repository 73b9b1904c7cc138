import { addDays, dateOf, instantOf } from '../../domain/calendar-date.ts';
import type { EntryBook } from '../../domain/entry-book.ts';
import type { RunResult } from '../../domain/run.ts';
import type { Clock } from '../../ports/clock.ts';
import type { RunLog } from '../../ports/run-log.ts';
import type { RunObserver } from '../../ports/run-observer.ts';
import { failureRemark } from './failure-remark.ts';

/** What finishing needs of the run. */
export interface FinishingRun {
  readonly book: EntryBook;
  readonly logIsOpen: boolean;
  readonly logRetentionDays: number;
  result(): RunResult;
}

/**
 * Publishes the catalogue, closes the run's record in the org and prunes old ones.
 * What can't be logged there is at least in the result: losing the log must not lose the run.
 */
export async function finishRun(
  run: FinishingRun,
  ports: { readonly runLog: RunLog; readonly clock: Clock; readonly observer: RunObserver },
): Promise<RunResult> {
  const { runLog, clock, observer } = ports;
  observer.phaseStarted('Log');
  const isWritten = run.logIsOpen && (await closeLog(run, runLog, clock));
  observer.phaseFinished('Log', isWritten ? 'written to the organization' : 'not written');
  const result = run.result();
  observer.runFinished(result);
  return result;
}

/** Whether the run's record could be closed. */
async function closeLog(run: FinishingRun, runLog: RunLog, clock: Clock): Promise<boolean> {
  const { catalogue } = run.result();
  if (catalogue.length > 0) {
    await tried(run, 'The catalogue of metrics could not be published.', () =>
      runLog.publishCatalogue(catalogue),
    );
  }
  const isClosed = await tried(
    run,
    'The run could not be closed in the log of the organization.',
    () => runLog.closeRun(run.result()),
  );
  const before = instantOf(addDays(dateOf(clock.now()), -run.logRetentionDays));
  await tried(run, 'Old runs could not be pruned.', () => runLog.pruneRuns(before));
  return isClosed;
}

async function tried(
  run: FinishingRun,
  explanation: string,
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    run.book.add({ ...failureRemark(error), level: 'Warning', explanation });
    return false;
  }
}
