import { LightningElement, api } from 'lwc';
import getAccountHistory from '@salesforce/apex/SyncLogController.getAccountHistory';
import type { AccountOption } from 'apex/MappingPreviewController';
import type { AccountEvent } from 'apex/SyncLogController';
import { errorText } from 'c/errorText';
import { logLabels } from 'c/logLabels';
import type { Tone } from 'c/statusText';
import { filled, momentText } from 'c/texts';

const levels: Readonly<Record<string, { text: string; tone: Tone }>> = {
  Error: { text: logLabels.levelError, tone: 'bad' },
  Warning: { text: logLabels.levelWarning, tone: 'attention' },
  Info: { text: logLabels.levelInfo, tone: 'quiet' },
};

/** What the log says of one Account: in which run, what and why. Sends `open` with the id of a run. */
export default class AccountHistory extends LightningElement {
  readonly labels = logLabels;
  account?: AccountOption;
  events?: readonly AccountEvent[];
  error?: string;
  private opener?: HTMLElement;

  handleSelect(event: CustomEvent<AccountOption>): Promise<void> {
    this.account = event.detail;
    return this.load();
  }

  async load(): Promise<void> {
    const { account } = this;
    if (!account) return;
    this.events = undefined;
    this.error = undefined;
    try {
      const events = await getAccountHistory({ accountId: account.accountId });
      // Another Account may have been chosen meanwhile.
      if (account === this.account) this.events = events;
    } catch (error) {
      if (account === this.account) this.error = errorText(error);
    }
  }

  get isLoading(): boolean {
    return this.account !== undefined && this.events === undefined && this.error === undefined;
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

  get isEmpty(): boolean {
    return this.events?.length === 0;
  }

  get items() {
    const newestFirst = [...(this.events ?? [])].sort((one, other) =>
      other.happenedAt.localeCompare(one.happenedAt),
    );
    return newestFirst.map((event) => ({
      key: event.entryId,
      runId: event.runId,
      runName: event.runName,
      level: levels[event.level] ?? levels.Info,
      facts: [
        momentText(event.happenedAt),
        event.mappingLabel ?? event.developerName,
        event.accountField,
        event.errorCode,
      ]
        .filter(Boolean)
        .join(' · '),
      text: [event.explanation, event.message].find(Boolean),
    }));
  }
}
