import { EntryBook } from '../domain/entry-book.ts';
import type { Outcome } from '../domain/change.ts';
import { RunTally } from '../domain/run-tally.ts';
import type { Phase, PhaseRecord, RunRequest, RunResult } from '../domain/run.ts';
import type { HeldOutbox } from '../ports/outbox.ts';
import type { TellProgress } from '../ports/tell-progress.ts';
import { defaultSettings } from '../domain/settings.ts';
import type { CatalogueMetric } from '../domain/usage-report.ts';
import { failureRemark } from './log/failure-remark.ts';
import { outcomeRemark } from './log/outcome-remark.ts';
import { runVerdict } from './log/run-verdict.ts';
import type { RunProgress } from './checkpoint.ts';
import type { RunPorts } from './run-ports.ts';

/** Keeps the account of a run while it goes on: phases, counts, entries. It decides nothing but how the run is judged. */
export class RunRecorder {
  readonly tally = new RunTally();
  readonly book = new EntryBook();
  startedAt: Date;
  readonly isResumable: boolean;
  catalogue: readonly CatalogueMetric[] = [];
  accountsRead = 0;
  predictedCalls = 0;
  logRetentionDays = defaultSettings.logRetentionDays;
  /** Developer names of the mappings whose fields were read into the directory. */
  sources: readonly string[] = [];
  held: string | undefined;
  /** Of the run, once it is taken. */
  outbox: HeldOutbox | undefined;
  readonly #request: RunRequest;
  readonly #ports: RunPorts;
  readonly #signal: AbortSignal;
  readonly #phases: PhaseRecord[] = [];
  /** Calls of the connection before this run, less those of the run before it was taken over. */
  #callsBefore: number;
  /** What ended the run early, in the words of its entry. */
  #failure: string | undefined;
  #logIsOpen = false;

  /** @param isResumable whether somebody goes on with the run when it is given up without being ended */
  constructor(request: RunRequest, ports: RunPorts, signal: AbortSignal, isResumable: boolean) {
    this.isResumable = isResumable;
    this.#request = request;
    this.#ports = ports;
    this.#signal = signal;
    this.startedAt = ports.clock.now();
    this.#callsBefore = ports.connection.requestCount();
  }

  /** Whether the org has a record of this run that has to be closed. */
  get logIsOpen(): boolean {
    return this.#logIsOpen;
  }

  logOpened(): void {
    this.#logIsOpen = true;
  }

  /** The account of the run so far, for whoever goes on with it. */
  progress(): RunProgress {
    const { startedAt, accountsRead, predictedCalls, logRetentionDays, catalogue } = this;
    return {
      startedAt,
      accountsRead,
      predictedCalls,
      logRetentionDays,
      catalogue,
      phases: [...this.#phases],
      callsUsed: this.callsUsed(),
      mappings: this.tally.mappings(),
      entries: this.book.entries(),
    };
  }

  /** Goes on with the account of a run that somebody else began. */
  resume(progress: RunProgress): void {
    const { startedAt, accountsRead, predictedCalls, logRetentionDays, catalogue } = progress;
    Object.assign(this, { startedAt, accountsRead, predictedCalls, logRetentionDays, catalogue });
    this.#phases.unshift(...progress.phases);
    this.#callsBefore -= progress.callsUsed;
    this.tally.restore(progress.mappings);
    this.book.restore(progress.entries);
  }

  /** Counts outcomes that whoever began the run has told already. */
  knownOutcomes(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) {
      const { change, kind, accountId } = outcome;
      this.tally.add(change.mapping, kind);
      if (kind === 'written' && change.to === null) this.tally.add(change.mapping, 'cleared');
      const remark = outcomeRemark(outcome);
      if (remark) this.book.add(remark, accountId);
    }
  }

  /**
   * Carries out one step and notes when it ran and what it did. A cancelled run starts no further step.
   *
   * @param work is given a way to tell at every occasion how far it is
   * @param isLong whether it is known to take its time: the organization is told of it at once then
   */
  async phase<T>(
    phase: Phase,
    work: (tell: TellProgress) => Promise<T>,
    summary: (result: T) => string,
    isLong = false,
  ): Promise<T> {
    this.#signal.throwIfAborted();
    const { clock, observer } = this.#ports;
    const startedAt = clock.now();
    observer.phaseStarted(phase);
    await this.#reportProgress(phase, 0, isLong);
    const result = await work((done, total) => this.progressed(phase, done, total));
    const words = summary(result);
    this.#phases.push({ phase, startedAt, finishedAt: clock.now(), summary: words });
    observer.phaseFinished(phase, words);
    return result;
  }

  /**
   * Shows in the organization how far a step is, and that somebody is at it. To be called at every occasion: the log skips what
   * costs more calls than it tells.
   */
  async progressed(phase: Phase, done: number, total: number): Promise<void> {
    const percent = total === 0 ? 0 : (100 * done) / total;
    await this.#reportProgress(phase, percent, false);
  }

  /** API requests of this run so far; the connection may have served others before. */
  callsUsed(): number {
    return this.#ports.connection.requestCount() - this.#callsBefore;
  }

  /** Notes what ended the run early. Being cancelled is no failure, but what else breaks meanwhile is. */
  failed(error: unknown): void {
    if (this.#signal.aborted && error === this.#signal.reason) return;
    const remark = failureRemark(error);
    this.#failure = remark.message;
    this.#ports.observer.runFailed(error);
    this.book.add(remark);
  }

  outcomes(outcomes: readonly Outcome[]): void {
    this.knownOutcomes(outcomes);
    this.#ports.observer.outcomesKnown(outcomes);
  }

  result(): RunResult {
    const values = this.tally.total();
    const entries = this.book.entries();
    const { dryRun, runKey, trigger } = this.#request;
    const facts = {
      failure: this.#failure,
      held: this.held,
      cancelled: this.#signal.aborted,
      dryRun,
      values,
      entries,
    };
    return {
      runKey,
      trigger,
      dryRun,
      ...runVerdict(facts),
      startedAt: this.startedAt,
      finishedAt: this.#ports.clock.now(),
      phases: [...this.#phases],
      accountsRead: this.accountsRead,
      values,
      mappings: this.tally.mappings(),
      sources: this.sources,
      apiCalls: { predicted: this.predictedCalls, used: this.callsUsed() },
      entries,
      catalogue: this.catalogue,
    };
  }

  /** Progress in the org is a courtesy: a run does not fail for want of it, but it is said. */
  async #reportProgress(phase: Phase, percent: number, isLong: boolean): Promise<void> {
    // One that is told to stop leaves the log to whoever goes on with it, or to its end.
    if (!this.#logIsOpen || this.#signal.aborted) return;
    try {
      await this.#ports.runLog.reportProgress(phase, percent, isLong);
    } catch (error) {
      this.book.add({
        ...failureRemark(error),
        level: 'Warning',
        explanation: 'The progress of the run could not be shown.',
      });
    }
  }
}
