import { LightningElement, api } from 'lwc';
import getChanges from '@salesforce/apex/PlannedChangeController.getChanges';
import type { ConnectorProblem } from 'apex/ConnectorProblem';
import type { ChangePage, ChangeRow } from 'apex/PlannedChangeController';
import { csvText, offerCsv } from 'c/csvFile';
import { errorText } from 'c/errorText';
import { planLabels } from 'c/planLabels';
import { sharedLabels } from 'c/sharedLabels';
import type { TableCell, TableColumn, TableRow } from 'c/textTable';
import { filled, numberText, reasonText } from 'c/texts';

/** Stands for all mappings among the options. */
const all = '';
/** Rows that are read at once for a download, as many as the connector gives. */
const downloadPart = 200;
const csvHead = [
  'AccountId',
  'AccountName',
  'Mapping',
  'AccountField',
  'Before',
  'After',
  'Explanation',
];

/** What a run would change and did not: before and after of each value, with why. */
export default class PlannedChanges extends LightningElement {
  @api runId = '';
  /** Names the file that is downloaded. */
  @api runName = '';
  /** The mass-change brake held the run; otherwise it was a dry run. */
  @api isHeld = false;

  readonly labels = planLabels;
  readonly shared = sharedLabels;
  rows: readonly ChangeRow[] = [];
  answer?: ChangePage;
  problem?: ConnectorProblem | null;
  error?: string;
  isLoading = true;
  mapping = all;
  /** How many changes a download has read; undefined while there is none. */
  readCount?: number;
  /** Counts questions, so that an answer to an older one is not shown. */
  private question = 0;

  override connectedCallback(): void {
    void this.load();
  }

  load(): Promise<void> {
    this.rows = [];
    return this.ask(null);
  }

  private ask(cursor: string | null): Promise<void> {
    return this.work(async (isCurrent) => {
      const page = await getChanges({ query: this.queryFrom(cursor) });
      if (isCurrent()) this.take(page);
    });
  }

  private queryFrom(cursor: string | null) {
    const { runId, mapping } = this;
    return { runId, cursor, developerName: mapping === all ? null : mapping };
  }

  private async work(read: (isCurrent: () => boolean) => Promise<void>): Promise<void> {
    this.question += 1;
    const { question } = this;
    this.isLoading = true;
    this.error = undefined;
    this.problem = undefined;
    try {
      await read(() => question === this.question);
    } catch (error) {
      if (question === this.question) this.error = errorText(error);
    } finally {
      if (question === this.question) this.isLoading = false;
    }
  }

  private take(page: ChangePage): void {
    this.problem = page.problem;
    if (page.problem != null) return;
    this.answer = page;
    this.rows = [...this.rows, ...page.rows];
  }

  get intro(): string {
    return this.isHeld ? planLabels.introHeld : planLabels.introDryRun;
  }

  /** A connector that keeps nothing of the run is nothing to repair. */
  get problemVariant(): string {
    return this.problem?.code === 'NotFound' ? 'info' : 'warning';
  }

  get options(): readonly { label: string; value: string }[] {
    const counts = this.answer?.mappings ?? [];
    const total = counts.reduce((sum, { plannedCount }) => sum + plannedCount, 0);
    return [
      { label: filled(planLabels.mappingAll, total), value: all },
      ...counts.map(({ developerName, mappingLabel, plannedCount }) => ({
        label: filled(planLabels.mappingOption, mappingLabel, plannedCount),
        value: developerName,
      })),
    ];
  }

  get hasOptions(): boolean {
    return this.options.length > 1;
  }

  get summary(): string {
    const counts = this.answer?.mappings ?? [];
    const own = counts.filter(
      ({ developerName }) => this.mapping === all || developerName === this.mapping,
    );
    const sum = (part: 'numberCount' | 'zeroCount' | 'nullCount'): number =>
      own.reduce((total, each) => total + each[part], 0);
    return filled(planLabels.summary, sum('numberCount'), sum('zeroCount'), sum('nullCount'));
  }

  get countText(): string {
    const total = this.answer?.total ?? this.rows.length;
    if (this.readCount !== undefined) return filled(planLabels.downloading, this.readCount, total);
    return filled(planLabels.count, this.rows.length, total);
  }

  get cutText(): string | undefined {
    const { total, keptCount } = this.answer ?? {};
    if (total == null || keptCount == null || keptCount >= total) return undefined;
    return filled(planLabels.cut, total, keptCount);
  }

  readonly columns: readonly TableColumn[] = [
    { label: planLabels.account },
    { label: planLabels.field },
    { label: planLabels.before, isNumber: true },
    { label: planLabels.after, isNumber: true },
    { label: planLabels.why, isSentence: true },
  ];

  get items(): readonly TableRow[] {
    return this.rows.map((row, index) => ({
      key: `${index}`,
      cells: [
        { link: { text: row.accountName, url: `/${row.accountId}`, isNewTab: true } },
        { text: row.fieldLabel },
        valueCell(row.beforeValue),
        valueCell(row.afterValue),
        { text: reasonText(row.explanation) },
      ],
    }));
  }

  get hasRows(): boolean {
    return this.rows.length > 0;
  }

  get hasMore(): boolean {
    return this.answer?.nextCursor != null;
  }

  /** Said where there is no row, though the connector answered. */
  get emptyText(): string | undefined {
    if (this.isLoading || this.hasRows || this.hasMore || this.fails) return undefined;
    if (this.answer?.total !== 0) return planLabels.hidden;
    return this.mapping === all ? planLabels.empty : planLabels.emptyMapping;
  }

  private get fails(): boolean {
    return this.error !== undefined || this.problem != null;
  }

  handleMapping(event: CustomEvent<{ value: string }>): Promise<void> {
    this.mapping = event.detail.value;
    return this.load();
  }

  handleMore(): Promise<void> {
    return this.ask(this.answer?.nextCursor ?? null);
  }

  /** All changes of the mapping that are kept, not only those on the page. */
  handleDownload(): Promise<void> {
    this.readCount = 0;
    return this.work(async (isCurrent) => {
      const rows = await this.allRows(null, [], isCurrent);
      if (rows) offerCsv(`${this.runName}-changes`, csvText([csvHead, ...rows.map(csvLine)]));
    }).finally(() => {
      this.readCount = undefined;
    });
  }

  /** Undefined where the connector stops answering, or something else is asked meanwhile. */
  private async allRows(
    cursor: string | null,
    before: readonly ChangeRow[],
    isCurrent: () => boolean,
  ): Promise<readonly ChangeRow[] | undefined> {
    const query = { ...this.queryFrom(cursor), pageSize: downloadPart };
    const { problem, rows, nextCursor } = await getChanges({ query });
    if (!isCurrent()) return undefined;
    this.problem = problem;
    if (problem != null) return undefined;
    const read = [...before, ...rows];
    this.readCount = read.length;
    return nextCursor == null ? read : this.allRows(nextCursor, read, isCurrent);
  }
}

function csvLine(row: ChangeRow) {
  return [
    row.accountId,
    row.accountName,
    row.developerName,
    row.accountField,
    row.beforeValue ?? null,
    row.afterValue ?? null,
    row.explanation,
  ];
}

/** NULL is a word and no blank, so that it is not taken for 0 or for a value that was not read. */
function valueCell(value: number | null | undefined): TableCell {
  return value == null ? { text: planLabels.noValue, tone: 'weak' } : { text: numberText(value) };
}
