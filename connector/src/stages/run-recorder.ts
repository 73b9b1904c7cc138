import { EntryBook } from '../domain/entry-book.ts';
import type { Outcome } from '../domain/change.ts';
import { RunHandedOver } from '../domain/run-handed-over.ts';
import { RunTally } from '../domain/run-tally.ts';
import type { Phase, PhaseRecord, RunRequest, RunResult } from '../domain/run.ts';
import { defaultSettings } from '../domain/settings.ts';
import type { CatalogueMetric } from '../domain/usage-report.ts';
import { failureRemark } from './log/failure-remark.ts';
import { outcomeRemark } from './log/outcome-remark.ts';
import { runVerdict } from './log/run-verdict.ts';
import type { RunPorts } from './run-ports.ts';

/** Keeps the account of a run while it goes on: phases, counts, entries. It decides nothing but how the run is judged. */
export class RunRecorder {
  readonly tally = new RunTally();
  readonly book = new EntryBook();
  readonly startedAt: Date;
  catalogue: readonly CatalogueMetric[] = [];
  accountsRead = 0;
  predictedCalls = 0;
  logRetentionDays = defaultSettings.logRetentionDays;
  held: string | undefined;
  readonly #request: RunRequest;
  readonly #ports: RunPorts;
  readonly #signal: AbortSignal;
  readonly #phases: PhaseRecord[] = [];
  readonly #callsBefore: number;
  /** What ended the run early, in the words of its entry. */
  #failure: string | undefined;
  #logIsOpen = false;

  constructor(request: RunRequest, ports: RunPorts, signal: AbortSignal) {
    this.#request = request;
    this.#ports = ports;
    this.#signal = signal;
    this.startedAt = ports.clock.now();
    this.#callsBefore = ports.connection.requestCount();
  }

  /** Whether the org has a record of this run that has to be closed; not where somebody else goes on with it. */
  get logIsOpen(): boolean {
    return this.#logIsOpen && !(this.#signal.reason instanceof RunHandedOver);
  }

  logOpened(): void {
    this.#logIsOpen = true;
  }

  /** Carries out one step and notes when it ran and what it did. A cancelled run starts no further step. */
  async phase<T>(phase: Phase, work: () => Promise<T>, summary: (result: T) => string): Promise<T> {
    this.#signal.throwIfAborted();
    const { clock, observer } = this.#ports;
    const startedAt = clock.now();
    observer.phaseStarted(phase);
    await this.#reportProgress(phase);
    const result = await work();
    const words = summary(result);
    this.#phases.push({ phase, startedAt, finishedAt: clock.now(), summary: words });
    observer.phaseFinished(phase, words);
    return result;
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
    for (const outcome of outcomes) {
      const { change, kind, accountId } = outcome;
      this.tally.add(change.mapping, kind);
      if (kind === 'written' && change.to === null) this.tally.add(change.mapping, 'cleared');
      const remark = outcomeRemark(outcome);
      if (remark) this.book.add(remark, accountId);
    }
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
      apiCalls: { predicted: this.predictedCalls, used: this.callsUsed() },
      entries,
      catalogue: this.catalogue,
    };
  }

  /** Progress in the org is a courtesy: a run does not fail for want of it, but it is said. */
  async #reportProgress(phase: Phase): Promise<void> {
    if (!this.#logIsOpen) return;
    try {
      await this.#ports.runLog.reportProgress(phase, 0);
    } catch (error) {
      this.book.add({
        ...failureRemark(error),
        level: 'Warning',
        explanation: 'The progress of the run could not be shown.',
      });
    }
  }
}
