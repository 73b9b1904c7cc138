import { LightningElement, api } from 'lwc';
import cancelRun from '@salesforce/apex/SyncRunController.cancelRun';
import getProgress from '@salesforce/apex/SyncRunController.getProgress';
import getRun from '@salesforce/apex/SyncRunController.getRun';
import getRunByKey from '@salesforce/apex/SyncRunController.getRunByKey';
import requestRun from '@salesforce/apex/SyncRunController.requestRun';
import type { RunItem, RunProgress } from 'apex/SyncRunController';
import { errorText } from 'c/errorText';
import { Polling } from 'c/polling';
import { runLabels } from 'c/runLabels';
import { progressText, progressWarning, runStatus } from 'c/runWords';
import { sharedLabels } from 'c/sharedLabels';
import { filled } from 'c/texts';

const intervalMs = 3000;
/** Two minutes: a connector that is free begins a run within seconds. */
const mostLooks = 40;

/**
 * Requests a run or a dry run, shows how far the open one is, and cancels it. Sends `ended` with
 * the id of a run that ends while the page looks on, and `open` with the id of the run to look into.
 */
export default class SyncNow extends LightningElement {
  /** Whether the user may request and cancel runs. */
  @api canManage = false;

  readonly labels = runLabels;
  readonly shared = sharedLabels;
  progress?: RunProgress | null;
  ended?: RunItem;
  error?: string;
  /** Why nobody can say how far the run is. */
  lookError?: string;
  isBusy = false;
  /** Key of a run that the connector has taken on, until it has ended. */
  awaitedKey?: string;
  private looksLeft = mostLooks;
  private readonly polling = new Polling(() => this.ask(), intervalMs);

  override connectedCallback(): void {
    this.polling.start();
  }

  override disconnectedCallback(): void {
    this.polling.stop();
  }

  /**
   * Looks for a run that was requested elsewhere on the page, and follows it to its end.
   * @param runKey key of the run, where the connector carries it out without a request in the org
   */
  @api
  follow(runKey?: string): void {
    this.ended = undefined;
    this.error = undefined;
    this.awaitedKey = runKey;
    this.looksLeft = mostLooks;
    this.polling.start();
  }

  /** Takes the focus to how far the open run is. */
  @api
  focus(): void {
    this.template?.querySelector<HTMLElement>('.state')?.focus();
  }

  get hasOpenRun(): boolean {
    return this.progress != null;
  }

  get isCancelling(): boolean {
    return this.progress?.isCancelRequested === true;
  }

  /** Another may be requested once the connector of a run is gone. */
  get cannotRequest(): boolean {
    return this.isBusy || (this.progress != null && !this.progress.isStalled);
  }

  get percent(): number {
    return this.progress?.percent ?? 0;
  }

  /** The base component lightning-progress-bar has no name that a screen reader could say. */
  get barStyle(): string {
    return `inline-size: ${this.percent}%`;
  }

  get percentText(): string {
    return filled(runLabels.percent, this.percent);
  }

  get stateText(): string {
    if (this.progress != null) return progressText(this.progress);
    if (this.awaitedKey) return runLabels.awaited;
    // Before the first answer nobody knows.
    return this.progress === null ? runLabels.idle : '';
  }

  get warning() {
    return this.progress ? progressWarning(this.progress) : undefined;
  }

  get endedNotice():
    { variant: string; message: string; advice?: string | null; open: string } | undefined {
    if (!this.ended) return undefined;
    const { name, message } = this.ended;
    const { text, tone } = runStatus(this.ended);
    return {
      variant: tone === 'good' ? 'success' : 'warning',
      message: filled(runLabels.ended, name, text),
      advice: message,
      open: filled(runLabels.open, name),
    };
  }

  handleSync(): Promise<void> {
    return this.request(false);
  }

  handleDryRun(): Promise<void> {
    return this.request(true);
  }

  handleCancel(): Promise<void> {
    const runId = this.progress?.run.runId ?? null;
    return this.change(async () => {
      await cancelRun({ runId });
      // The button that had it is gone.
      this.focus();
      // What nobody has begun has ended with that.
      await this.take(await getProgress());
    });
  }

  handleLookAgain(): void {
    this.polling.start();
  }

  handleOpen(): void {
    this.dispatchEvent(new CustomEvent('open', { detail: this.ended?.runId }));
  }

  private request(isDryRun: boolean): Promise<void> {
    this.ended = undefined;
    return this.change(async () => {
      this.progress = await requestRun({ isDryRun });
      this.polling.start();
    });
  }

  private async change(act: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.error = undefined;
    try {
      await act();
    } catch (error) {
      this.error = errorText(error);
    } finally {
      this.isBusy = false;
    }
  }

  private async ask(): Promise<boolean> {
    try {
      const progress = await getProgress();
      this.lookError = undefined;
      await this.take(progress);
      if (this.progress == null && this.awaitedKey) await this.look(this.awaitedKey);
      return this.progress != null || this.awaitedKey !== undefined;
    } catch (error) {
      this.lookError = errorText(error);
      return false;
    }
  }

  private async take(progress: RunProgress | null): Promise<void> {
    const before = this.progress;
    this.progress = progress;
    if (before != null && progress?.run.runId !== before.run.runId) await this.end(before);
  }

  private async end({ run }: RunProgress): Promise<void> {
    this.endWith((await getRun({ runId: run.runId })).run);
  }

  /** A run of a few values begins and ends between two looks: then nobody has seen it open. */
  private async look(runKey: string): Promise<void> {
    const run = await getRunByKey({ runKey });
    this.looksLeft -= 1;
    if (run?.finishedAt != null) {
      this.awaitedKey = undefined;
      if (run.runId !== this.ended?.runId) this.endWith(run);
    } else if (this.looksLeft === 0) {
      this.awaitedKey = undefined;
      this.error = runLabels.awaitedLong;
    }
  }

  private endWith(run: RunItem): void {
    this.ended = run;
    this.dispatchEvent(new CustomEvent('ended', { detail: run.runId }));
  }
}
