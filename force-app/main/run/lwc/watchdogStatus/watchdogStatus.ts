import { LightningElement } from 'lwc';
import getStatus from '@salesforce/apex/SyncWatchdogController.getStatus';
import schedule from '@salesforce/apex/SyncWatchdogController.schedule';
import unschedule from '@salesforce/apex/SyncWatchdogController.unschedule';
import type { WatchdogStatus as Status } from 'apex/SyncWatchdogController';
import { errorText } from 'c/errorText';
import { runLabels } from 'c/runLabels';
import { filled, momentText } from 'c/texts';

/** Whether somebody would be told if runs stopped succeeding, and whether they have. */
export default class WatchdogStatus extends LightningElement {
  readonly labels = runLabels;
  status?: Status;
  error?: string;
  isBusy = false;

  override connectedCallback(): void {
    void this.load();
  }

  load(): Promise<void> {
    return this.ask(getStatus);
  }

  handleSchedule(): Promise<void> {
    return this.ask(schedule);
  }

  handleUnschedule(): Promise<void> {
    return this.ask(unschedule);
  }

  get isLoading(): boolean {
    return this.status === undefined && this.error === undefined;
  }

  get stateText(): string {
    if (!this.status?.isScheduled) return runLabels.watchdogOff;
    const { nextCheckAt, recipientCount } = this.status;
    return filled(runLabels.watchdogOn, momentText(nextCheckAt), recipientCount);
  }

  get lastText(): string {
    const at = this.status?.lastSuccessAt;
    return at == null ? runLabels.watchdogNever : filled(runLabels.watchdogLast, momentText(at));
  }

  get incidentText(): string | undefined {
    const { incidentSince, incidentMessage } = this.status ?? {};
    if (incidentSince == null) return undefined;
    return filled(runLabels.watchdogIncident, momentText(incidentSince), incidentMessage ?? '');
  }

  get hasNobody(): boolean {
    return this.status?.recipientCount === 0;
  }

  get canSchedule(): boolean {
    return this.status?.canManage === true && !this.status.isScheduled;
  }

  get canUnschedule(): boolean {
    return this.status?.canManage === true && this.status.isScheduled;
  }

  private async ask(question: () => Promise<Status>): Promise<void> {
    this.isBusy = true;
    this.error = undefined;
    try {
      this.status = await question();
    } catch (error) {
      this.error = errorText(error);
    } finally {
      this.isBusy = false;
    }
  }
}
