import { LightningElement, api } from 'lwc';
import getOutcomes from '@salesforce/apex/AccountOutcomeController.getOutcomes';
import getAccountHistory from '@salesforce/apex/SyncLogController.getAccountHistory';
import type { OutcomeList } from 'apex/AccountOutcomeController';
import type { AccountOption } from 'apex/MappingPreviewController';
import type { AccountEvent } from 'apex/SyncLogController';
import { accountEvents, type EventRow } from 'c/accountEvents';
import { errorText } from 'c/errorText';
import { logLabels } from 'c/logLabels';
import { sharedLabels } from 'c/sharedLabels';
import { filled } from 'c/texts';

/** What happened to one Account: in which run, what and why. Sends `open` with the id of a run. */
export default class AccountHistory extends LightningElement {
  readonly labels = logLabels;
  readonly shared = sharedLabels;
  account?: AccountOption;
  /** What the log says. */
  events?: readonly AccountEvent[];
  error?: string;
  /** What the connector knows. */
  known?: OutcomeList;
  knownError?: string;
  private opener?: HTMLElement;

  handleSelect(event: CustomEvent<AccountOption>): Promise<void> {
    this.account = event.detail;
    return this.load();
  }

  async load(): Promise<void> {
    this.events = undefined;
    this.error = undefined;
    await Promise.all([this.readLog(), this.ask()]);
  }

  private async readLog(): Promise<void> {
    const { account } = this;
    if (!account) return;
    try {
      const events = await getAccountHistory({ accountId: account.accountId });
      // Another Account may have been chosen meanwhile.
      if (account === this.account) this.events = events;
    } catch (error) {
      if (account === this.account) this.error = errorText(error);
    }
  }

  async ask(): Promise<void> {
    const { account } = this;
    if (!account) return;
    this.known = undefined;
    this.knownError = undefined;
    try {
      const known = await getOutcomes({ accountId: account.accountId });
      if (account === this.account) this.known = known;
    } catch (error) {
      if (account === this.account) this.knownError = errorText(error);
    }
  }

  get isLoading(): boolean {
    return this.account !== undefined && (this.isReading || this.isAsking);
  }

  private get isReading(): boolean {
    return this.events === undefined && this.error === undefined;
  }

  private get isAsking(): boolean {
    return this.known === undefined && this.knownError === undefined;
  }

  /** Why only the log can say something. */
  get problem(): { readonly message: string; readonly advice: string } | undefined {
    const { message, advice = '' } = this.known?.problem ?? { message: this.knownError };
    if (message === undefined) return undefined;
    return { message, advice: `${advice} ${logLabels.historyLogOnly}`.trim() };
  }

  /** Takes the focus back to the event from which the page of a run was opened. */
  @api
  focusRun(): void {
    this.opener?.focus();
  }

  handleOpen(event: Event): void {
    this.opener = event.currentTarget as HTMLElement;
    const detail = this.opener.dataset.id;
    this.dispatchEvent(new CustomEvent('open', { detail }));
  }

  get heading(): string | undefined {
    return this.account && filled(logLabels.historyOf, this.account.name);
  }

  get items(): readonly EventRow[] {
    return accountEvents(this.events ?? [], this.known?.outcomes ?? []);
  }

  /** Said where there is nothing to show, though the log could be read. */
  get emptyText(): string | undefined {
    if (this.account === undefined || this.isLoading || this.error !== undefined) return undefined;
    if (this.items.length > 0) return undefined;
    return this.problem ? logLabels.historyNotNamed : logLabels.historyNone;
  }
}
