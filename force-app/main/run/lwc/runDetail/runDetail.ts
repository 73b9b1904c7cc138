import { LightningElement, api } from 'lwc';
import getCsv from '@salesforce/apex/SyncLogController.getCsv';
import approveRetry from '@salesforce/apex/SyncRunController.approveRetry';
import approveRun from '@salesforce/apex/SyncRunController.approveRun';
import getRun from '@salesforce/apex/SyncRunController.getRun';
import type { Result } from 'apex/MappingOutcome';
import type { RunDetail as Detail } from 'apex/SyncRunController';
import { offerCsv } from 'c/csvFile';
import { errorText } from 'c/errorText';
import { FocusMove } from 'c/focusMove';
import { logLabels } from 'c/logLabels';
import { runLabels } from 'c/runLabels';
import { phaseText, runStatus, triggerText } from 'c/runWords';
import type { TableColumn, TableRow } from 'c/textTable';
import { durationText, filled, momentText, numberText } from 'c/texts';

interface Fact {
  readonly label: string;
  readonly text: string;
}

/** Of which only the names of the numbers matter. */
const noResult: Result = { developerName: '', errorCount: 0, warningCount: 0, lacksData: false };

/**
 * One run in full: its counts, phases, problems, and what it did with each mapping. Sends `back`,
 * `approved`, and `retried` with the key of the run that sends failed values again.
 */
export default class RunDetail extends LightningElement {
  @api runId = '';

  readonly labels = logLabels;
  readonly runLabels = runLabels;
  detail?: Detail;
  error?: string;
  problem?: string;
  /** What to do about the problem, where somebody said. */
  advice?: string;
  isBusy = false;
  lineCount = 0;
  isDownloading = false;
  private readonly focusMove = new FocusMove();

  override connectedCallback(): void {
    this.focusMove.to('.heading');
    void this.load();
  }

  override renderedCallback(): void {
    this.focusMove.carryOut(this.template);
  }

  /** Reads the run anew, after it has ended. */
  @api
  refresh(): Promise<void> {
    this.detail = undefined;
    return this.load();
  }

  async load(): Promise<void> {
    this.error = undefined;
    try {
      this.detail = await getRun({ runId: this.runId });
    } catch (error) {
      this.error = errorText(error);
      this.focusMove.to('.load');
    }
  }

  get isLoading(): boolean {
    return this.detail === undefined && this.error === undefined;
  }

  get status() {
    return runStatus(this.detail?.run ?? { status: '' });
  }

  get facts(): readonly Fact[] {
    if (!this.detail) return [];
    const { run } = this.detail;
    const facts = [
      { label: logLabels.columnTrigger, text: triggerText(run.triggeredBy) },
      { label: logLabels.columnStart, text: momentText(run.startedAt ?? run.requestedAt) },
      { label: logLabels.columnDuration, text: durationText(run.durationSeconds) },
      { label: logLabels.columnAccounts, text: numberText(run.accountsRead) },
      { label: logLabels.columnWritten, text: numberText(run.valuesWritten) },
      { label: logLabels.columnUnchanged, text: numberText(run.valuesUnchanged) },
      { label: logLabels.columnCleared, text: numberText(run.valuesCleared) },
      { label: logLabels.columnFailed, text: numberText(run.valuesFailed) },
      { label: logLabels.deferred, text: numberText(run.valuesDeferred) },
      { label: logLabels.columnApiCalls, text: apiCallsText(this.detail) },
    ];
    return facts.filter(({ text }) => text !== '');
  }

  get approveText(): string | undefined {
    if (this.detail?.canApprove === true) return logLabels.approveText;
    return this.detail?.canApproveRetry === true ? logLabels.approveRetryText : undefined;
  }

  /** A dry run that the brake would have held is still a dry run. */
  get isHeld(): boolean {
    const { run } = this.detail ?? {};
    return run?.status === 'Held' && run.isDryRun !== true;
  }

  /** Whether the run may have planned changes that were not sent. */
  get showsPlan(): boolean {
    const { run } = this.detail ?? {};
    if (run?.finishedAt == null) return false;
    return run.isDryRun === true || run.status === 'Held';
  }

  readonly phaseColumns: readonly TableColumn[] = [
    { label: logLabels.phase },
    { label: logLabels.phaseDuration },
    { label: logLabels.phaseSummary, isSentence: true },
  ];

  readonly mappingColumns: readonly TableColumn[] = [
    { label: logLabels.mapping },
    ...numbersOf(noResult).map(({ label }) => ({ label, isNumber: true })),
  ];

  get phases(): readonly TableRow[] {
    return (this.detail?.phases ?? []).map(({ name, duration, summary }) => ({
      key: name,
      cells: [phaseText(name), duration ?? '', summary ?? ''].map((text) => ({ text })),
    }));
  }

  get hasPhases(): boolean {
    return this.phases.length > 0;
  }

  get mappings(): readonly TableRow[] {
    return (this.detail?.mappings ?? []).map((result) => ({
      key: result.developerName,
      cells: [{ text: result.label ?? result.developerName }, ...numbersOf(result)],
    }));
  }

  get hasMappings(): boolean {
    return this.mappings.length > 0;
  }

  get downloadText(): string {
    return filled(logLabels.downloading, this.lineCount);
  }

  handleBack(): void {
    this.dispatchEvent(new CustomEvent('back'));
  }

  handleRetried({ detail }: CustomEvent<string>): void {
    this.dispatchEvent(new CustomEvent('retried', { detail }));
  }

  handleApprove(): Promise<void> {
    return this.act(() =>
      this.detail?.canApproveRetry === true ? this.approveRetry() : this.approveSync(),
    );
  }

  private async approveSync(): Promise<void> {
    await approveRun({ runId: this.runId });
    this.dispatchEvent(new CustomEvent('approved'));
  }

  /** The connector sends what it held; only it knows what that is. */
  private async approveRetry(): Promise<void> {
    const { problem, runKey } = await approveRetry({ runId: this.runId });
    this.problem = problem?.message;
    this.advice = problem?.advice ?? undefined;
    if (runKey != null) this.dispatchEvent(new CustomEvent('retried', { detail: runKey }));
  }

  handleDownload(): Promise<void> {
    return this.act(async () => {
      this.isDownloading = true;
      const lines = await this.csvLines(null, []);
      offerCsv(this.detail?.run.name ?? this.runId, `${lines.join('\r\n')}\r\n`);
    });
  }

  /** A large log comes in parts. */
  private async csvLines(
    cursor: string | null,
    before: readonly string[],
  ): Promise<readonly string[]> {
    const { lines, nextCursor } = await getCsv({ runId: this.runId, cursor });
    const read = [...before, ...lines];
    this.lineCount = read.length;
    return nextCursor == null ? read : this.csvLines(nextCursor, read);
  }

  private async act(action: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.problem = undefined;
    this.advice = undefined;
    try {
      await action();
    } catch (error) {
      this.problem = errorText(error);
    } finally {
      this.isBusy = false;
      this.isDownloading = false;
    }
  }
}

function apiCallsText({ run: { apiCallsUsed, apiCallsPredicted } }: Detail): string {
  return apiCallsUsed == null || apiCallsPredicted == null
    ? numberText(apiCallsUsed)
    : filled(logLabels.apiCalls, apiCallsUsed, apiCallsPredicted);
}

function numbersOf(result: Result): readonly Fact[] {
  return [
    { label: logLabels.read, text: numberText(result.readCount) },
    { label: logLabels.columnWritten, text: numberText(result.writtenCount) },
    { label: logLabels.columnUnchanged, text: numberText(result.unchangedCount) },
    { label: logLabels.columnCleared, text: numberText(result.clearedCount) },
    { label: logLabels.columnFailed, text: numberText(result.failedCount) },
    { label: logLabels.deferred, text: numberText(result.deferredCount) },
    { label: logLabels.errors, text: numberText(result.errorCount) },
    { label: logLabels.warnings, text: numberText(result.warningCount) },
  ];
}
