import { LightningElement, api } from 'lwc';
import getRuns from '@salesforce/apex/SyncRunController.getRuns';
import type { RunItem, RunPage } from 'apex/SyncRunController';
import { errorText } from 'c/errorText';
import { logLabels } from 'c/logLabels';
import { runLabels } from 'c/runLabels';
import { runStatus, statusOptions, triggerOptions, triggerText } from 'c/runWords';
import type { Tone } from 'c/statusText';
import { durationText, filled, momentText, numberText } from 'c/texts';

interface Fact {
  readonly label: string;
  readonly text: string;
  readonly cellClass: string;
}

interface Row {
  readonly key: string;
  readonly name: string;
  readonly isDryRun: boolean;
  readonly status: { readonly text: string; readonly tone: Tone };
  readonly trigger: string;
  readonly start: string;
  readonly duration: string;
  readonly numbers: readonly Fact[];
}

/** Runs, newest first, by pages and filters. Sends `open` with the id of a run, and `loaded` with the page. */
export default class RunList extends LightningElement {
  readonly labels = logLabels;
  readonly runLabels = runLabels;
  view?: RunPage;
  error?: string;
  isLoading = true;
  status = '';
  trigger = '';
  fromDate = '';
  toDate = '';
  /** Cursors of the pages before this one; the first page has none. */
  private cursors: readonly (string | null)[] = [null];

  override connectedCallback(): void {
    void this.load();
  }

  /** Reads the newest page anew. */
  @api
  refresh(): Promise<void> {
    this.cursors = [null];
    return this.load();
  }

  /** Takes the focus to the run, from which its page was opened; to the heading where the run is not on this page. */
  @api
  focusRun(runId: string): void {
    const row = this.template?.querySelector<HTMLElement>(`lightning-button[data-id="${runId}"]`);
    (row ?? this.template?.querySelector<HTMLElement>('.heading'))?.focus();
  }

  async load(): Promise<void> {
    this.isLoading = true;
    this.error = undefined;
    try {
      this.view = await getRuns({ filter: this.filter });
      this.dispatchEvent(new CustomEvent('loaded', { detail: this.view }));
    } catch (error) {
      this.error = errorText(error);
    } finally {
      this.isLoading = false;
    }
  }

  private get filter() {
    return {
      statuses: this.status === '' ? null : [this.status],
      triggers: this.trigger === '' ? null : [this.trigger],
      fromDate: this.fromDate === '' ? null : this.fromDate,
      toDate: this.toDate === '' ? null : this.toDate,
      cursor: this.cursors.at(-1) ?? null,
    };
  }

  get statusOptions(): readonly { label: string; value: string }[] {
    return [{ label: logLabels.all, value: '' }, ...statusOptions];
  }

  get triggerOptions(): readonly { label: string; value: string }[] {
    return [{ label: logLabels.all, value: '' }, ...triggerOptions];
  }

  get isFiltered(): boolean {
    return [this.status, this.trigger, this.fromDate, this.toDate].some((value) => value !== '');
  }

  get rows(): readonly Row[] {
    return (this.view?.runs ?? []).map(rowOf);
  }

  get hasRows(): boolean {
    return this.rows.length > 0;
  }

  get isFirstVisit(): boolean {
    return this.view !== undefined && !this.hasRows && !this.isFiltered;
  }

  get nothingMatches(): boolean {
    return this.view !== undefined && !this.hasRows && this.isFiltered;
  }

  get numberColumns(): readonly string[] {
    return [
      logLabels.columnAccounts,
      logLabels.columnWritten,
      logLabels.columnUnchanged,
      logLabels.columnCleared,
      logLabels.columnFailed,
      logLabels.columnApiCalls,
    ];
  }

  get pageText(): string {
    return filled(logLabels.page, this.cursors.length);
  }

  get isNewest(): boolean {
    return this.cursors.length === 1;
  }

  get isOldest(): boolean {
    return this.view?.nextCursor == null;
  }

  handleFilter(event: CustomEvent<{ value: string | null }>): Promise<void> {
    const { name } = (event.currentTarget as HTMLElement).dataset;
    const value = event.detail.value ?? '';
    if (name === 'status') this.status = value;
    if (name === 'trigger') this.trigger = value;
    if (name === 'from') this.fromDate = value;
    if (name === 'to') this.toDate = value;
    return this.refresh();
  }

  handleClear(): Promise<void> {
    this.status = '';
    this.trigger = '';
    this.fromDate = '';
    this.toDate = '';
    return this.refresh();
  }

  handleNewest(): Promise<void> {
    return this.refresh();
  }

  handleNewer(): Promise<void> {
    this.cursors = this.cursors.slice(0, -1);
    return this.load();
  }

  handleOlder(): Promise<void> {
    this.cursors = [...this.cursors, this.view?.nextCursor ?? null];
    return this.load();
  }

  handleOpen(event: Event): void {
    const detail = (event.currentTarget as HTMLElement).dataset.id;
    this.dispatchEvent(new CustomEvent('open', { detail }));
  }
}

function rowOf(run: RunItem): Row {
  return {
    key: run.runId,
    name: run.name,
    isDryRun: run.isDryRun === true,
    status: runStatus(run),
    trigger: triggerText(run.triggeredBy),
    start: momentText(run.startedAt ?? run.requestedAt),
    duration: durationText(run.durationSeconds),
    numbers: [
      numberOf(logLabels.columnAccounts, run.accountsRead, 'minor'),
      numberOf(logLabels.columnWritten, run.valuesWritten),
      numberOf(logLabels.columnUnchanged, run.valuesUnchanged, 'minor'),
      numberOf(logLabels.columnCleared, run.valuesCleared),
      numberOf(logLabels.columnFailed, run.valuesFailed),
      { label: logLabels.columnApiCalls, text: apiCallsText(run), cellClass: 'number minor' },
    ],
  };
}

/** @param rank `minor` for what a phone leaves to the page of the run */
function numberOf(label: string, count: number | null | undefined, rank = ''): Fact {
  return { label, text: numberText(count), cellClass: `number ${rank}`.trim() };
}

function apiCallsText({ apiCallsUsed, apiCallsPredicted }: RunItem): string {
  return apiCallsUsed == null || apiCallsPredicted == null
    ? numberText(apiCallsUsed)
    : filled(logLabels.apiCalls, apiCallsUsed, apiCallsPredicted);
}
