import { LightningElement, wire } from 'lwc';
import { CurrentPageReference, NavigationMixin, type PageReference } from 'lightning/navigation';
import type { RunPage } from 'apex/SyncRunController';
import { appLabels } from 'c/appLabels';

/** The page Sync Logs: the open run, the list of runs, and one run in full. The run is in the address. */
export default class SyncLogs extends NavigationMixin(LightningElement) {
  readonly labels = appLabels;
  canManage = false;
  runId?: string;
  private page?: PageReference;

  @wire(CurrentPageReference)
  wiredPage(page: PageReference | undefined): void {
    this.page = page;
    this.runId = page?.state?.c__run;
  }

  handleLoaded(event: CustomEvent<RunPage>): void {
    this.canManage = event.detail.canManage === true;
  }

  handleOpen(event: CustomEvent<string>): void {
    this.go(event.detail);
  }

  handleBack(): void {
    this.go(undefined);
  }

  /** The approved run is a new one, which is followed above the list. */
  handleApproved(): void {
    this.template?.querySelector<HTMLElement & { follow(): void }>('c-sync-now')?.follow();
    this.go(undefined);
  }

  /** A run has ended: the list and the chart have a new one. */
  handleEnded(): void {
    const lists = this.template?.querySelectorAll<HTMLElement & { refresh(): void }>(
      'c-run-list, c-run-chart',
    );
    lists?.forEach((each) => each.refresh());
  }

  private go(runId: string | undefined): void {
    this.runId = runId;
    if (!this.page) return;
    const state = { ...this.page.state, c__run: runId };
    this[NavigationMixin.Navigate]({ ...this.page, state }, false);
  }
}
