import { LightningElement } from 'lwc';
import getProgress from '@salesforce/apex/SyncRunController.getProgress';
import requestRun from '@salesforce/apex/SyncRunController.requestRun';
import type { RunProgress } from 'apex/SyncRunController';
import { errorText } from 'c/errorText';
import { Polling } from 'c/polling';
import { runLabels } from 'c/runLabels';
import { progressText, progressWarning } from 'c/runWords';

const intervalMs = 3000;

/** Asks for a dry run where a page has something to show only after one, and waits for its end. Sends `ended` then. */
export default class DryRunNow extends LightningElement {
  readonly labels = runLabels;
  progress?: RunProgress | null;
  error?: string;
  isBusy = false;
  private readonly polling = new Polling(() => this.ask(), intervalMs);

  override disconnectedCallback(): void {
    this.polling.stop();
  }

  get stateText(): string | undefined {
    return this.progress ? progressText(this.progress) : undefined;
  }

  get warning() {
    return this.progress ? progressWarning(this.progress) : undefined;
  }

  async handlePress(): Promise<void> {
    this.isBusy = true;
    this.error = undefined;
    try {
      // Where another run is open already, its end will do.
      this.progress = (await getProgress()) ?? (await requestRun({ isDryRun: true }));
      this.polling.start();
    } catch (error) {
      this.fail(error);
    }
  }

  private async ask(): Promise<boolean> {
    try {
      this.progress = await getProgress();
    } catch (error) {
      this.fail(error);
      return false;
    }
    if (this.progress != null) return true;
    this.isBusy = false;
    this.dispatchEvent(new CustomEvent('ended'));
    return false;
  }

  private fail(error: unknown): void {
    this.progress = undefined;
    this.error = errorText(error);
    this.isBusy = false;
  }
}
