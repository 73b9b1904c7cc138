import { LightningElement, wire } from 'lwc';
import { CurrentPageReference, NavigationMixin, type PageReference } from 'lightning/navigation';
import type { RunPage } from 'apex/SyncRunController';
import { appLabels } from 'c/appLabels';

type SyncNow = HTMLElement & { follow(runKey?: string): void };
/** A part of the page that leads to runs. */
type Leading = HTMLElement & { focusRun(runId: string): void };

/** The page Sync Logs: the open run, the list of runs, and one run in full. The run is in the address. */
export default class SyncLogs extends NavigationMixin(LightningElement) {
  readonly labels = appLabels;
  canManage = false;
  runId?: string;
  private page?: PageReference;
  /** The part of the page from which the run was opened. */
  private opener?: HTMLElement;
  /** The run that was closed just now. */
  private closedRunId?: string;

  @wire(CurrentPageReference)
  wiredPage(page: PageReference | undefined): void {
    this.page = page;
    this.show(runIdIn(page?.state?.c__run));
  }

  override renderedCallback(): void {
    if (this.closedRunId === undefined) return;
    const leading = this.opener?.matches('c-account-history') ? 'c-account-history' : 'c-run-list';
    this.template?.querySelector<Leading>(leading)?.focusRun(this.closedRunId);
    this.closedRunId = undefined;
  }

  /** The run that is open, alone: another one is another element, which reads all of its own anew. */
  get openRuns(): readonly string[] {
    return this.runId === undefined ? [] : [this.runId];
  }

  /** Hidden rather than taken away: filters and pages are as they were when a run is closed. */
  get overviewClass(): string {
    return this.runId === undefined ? '' : 'slds-hide';
  }

  handleLoaded(event: CustomEvent<RunPage>): void {
    this.canManage = event.detail.canManage === true;
  }

  handleOpen(event: CustomEvent<string>): void {
    this.opener = event.currentTarget as HTMLElement;
    this.go(event.detail);
  }

  handleBack(): void {
    this.go(undefined);
  }

  /** The approved run is a new one, which is followed above the list. */
  handleApproved(): void {
    this.go(undefined);
    this.closedRunId = undefined;
    this.follow();
  }

  /** A retry is a run, too. */
  handleRetried(event: CustomEvent<string>): void {
    this.follow(event.detail);
  }

  /** A run has ended: the list and the chart have a new one, and it may be the one that is open. */
  handleEnded(event: CustomEvent<string>): void {
    const isOpen = event.detail === this.runId;
    const parts = this.template?.querySelectorAll<HTMLElement & { refresh(): void }>(
      `c-run-list, c-run-chart${isOpen ? ', c-run-detail' : ''}`,
    );
    parts?.forEach((each) => each.refresh());
  }

  private follow(runKey?: string): void {
    const syncNow = this.template?.querySelector<SyncNow>('c-sync-now');
    syncNow?.follow(runKey);
    syncNow?.focus();
  }

  private go(runId: string | undefined): void {
    this.show(runId);
    if (!this.page) return;
    const state = { ...this.page.state, c__run: runId };
    this[NavigationMixin.Navigate]({ ...this.page, state }, false);
  }

  private show(runId: string | undefined): void {
    if (runId === undefined) this.closedRunId ??= this.runId;
    this.runId = runId;
  }
}

/** An address is typed by people too: what is no id is no run. */
function runIdIn(text: string | undefined): string | undefined {
  return text !== undefined && /^[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?$/.test(text) ? text : undefined;
}
