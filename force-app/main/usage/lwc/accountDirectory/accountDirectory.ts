import { LightningElement, wire } from 'lwc';
import { CurrentPageReference, NavigationMixin, type PageReference } from 'lightning/navigation';
import getColumns from '@salesforce/apex/DirectoryController.getColumns';
import getPage from '@salesforce/apex/DirectoryController.getPage';
import type { Column, DirectoryRow } from 'apex/DirectoryController';
import type { ConnectorProblem } from 'apex/ConnectorProblem';
import { appLabels } from 'c/appLabels';
import { cellText } from 'c/directoryCell';
import { directoryLabels } from 'c/directoryLabels';
import {
  firstView,
  queryOf,
  stateOf,
  viewIn,
  type DirectoryFilter,
  type DirectoryView,
} from 'c/directoryQuery';
import { errorText } from 'c/errorText';
import { sharedLabels } from 'c/sharedLabels';
import { filled } from 'c/texts';

/** Rows of a page. */
const pageSize = 50;

/** The page Accounts: ISVapp's directory, by columns, filters and order that are in the address. */
export default class AccountDirectory extends NavigationMixin(LightningElement) {
  readonly labels = directoryLabels;
  readonly app = appLabels;
  readonly shared = sharedLabels;
  columns?: readonly Column[];
  rows: readonly DirectoryRow[] = [];
  total?: number | null;
  nextCursor?: string | null;
  problem?: ConnectorProblem | null;
  error?: string;
  isLoading = true;
  view: DirectoryView = viewIn(undefined);
  private page?: PageReference;
  /** Cursors of the pages up to this one; the first page has none. */
  private cursors: readonly (string | undefined)[] = [undefined];
  /** Counts questions, so that an answer to an older one is not shown. */
  private question = 0;

  @wire(CurrentPageReference)
  wiredPage(page: PageReference | undefined): void {
    this.page = page;
    const view = viewIn(page?.state);
    if (this.columns && JSON.stringify(view) === JSON.stringify(this.view)) return;
    this.view = view;
    void this.load();
  }

  /** Reads the first page of the view. */
  load(): Promise<void> {
    return this.show([undefined]);
  }

  /** One page at a time is on the page: however many Accounts there are, the browser shows the same. */
  private async show(cursors: readonly (string | undefined)[]): Promise<void> {
    this.question += 1;
    const { question } = this;
    this.isLoading = true;
    this.error = undefined;
    try {
      this.columns ??= await getColumns();
      const cursor = cursors.at(-1) ?? null;
      const query = queryOf(this.view, this.types, { pageSize, cursor });
      const page = await getPage({ query });
      if (question !== this.question) return;
      this.problem = page.problem;
      this.rows = page.rows;
      this.cursors = cursors;
      this.nextCursor = page.nextCursor;
      this.total = page.total;
    } catch (error) {
      if (question === this.question) this.error = errorText(error);
    } finally {
      if (question === this.question) this.isLoading = false;
    }
  }

  private get types(): ReadonlyMap<string, string> {
    return new Map((this.columns ?? []).map(({ key, filterType }) => [key, filterType]));
  }

  get hasColumns(): boolean {
    return this.columns !== undefined;
  }

  get heads() {
    const { sortBy, isDescending } = this.view;
    return (this.columns ?? []).map(({ key, label, filterType }) => {
      const isSorted = key === sortBy;
      const direction = isDescending ? 'descending' : 'ascending';
      return {
        key,
        label,
        sort: isSorted ? direction : 'none',
        icon: isDescending ? 'utility:arrowdown' : 'utility:arrowup',
        isSorted,
        headClass: filterType === 'number' ? 'number' : '',
        hint: filled(directoryLabels.sorted, label),
      };
    });
  }

  get items() {
    const columns = (this.columns ?? []).filter(({ key }) => key !== 'name');
    return this.rows.map((row) => ({
      key: row.accountId,
      name: row.name,
      url: `/${row.accountId}`,
      cells: columns.map((column) => cellOf(column, row)),
    }));
  }

  get nameLabel(): string {
    return this.columns?.find(({ key }) => key === 'name')?.label ?? '';
  }

  get hasRows(): boolean {
    return this.rows.length > 0;
  }

  private get isBlank(): boolean {
    return !this.isLoading && !this.showsPager && this.problem == null && this.error === undefined;
  }

  get isFirstVisit(): boolean {
    return this.isBlank && this.view.filters.length === 0;
  }

  get nothingMatches(): boolean {
    return this.isBlank && this.view.filters.length > 0;
  }

  get lacksDisplayFields(): boolean {
    return this.columns?.every(({ isDisplayField }) => !isDisplayField) === true;
  }

  get problemAdvice(): string {
    return `${this.problem?.advice ?? ''} ${directoryLabels.problemElse}`.trim();
  }

  get pageText(): string {
    const { length } = this.cursors;
    return this.total == null
      ? filled(directoryLabels.pageOpen, length)
      : filled(directoryLabels.page, this.total, length, Math.ceil(this.total / pageSize));
  }

  get isFirstPage(): boolean {
    return this.cursors.length === 1;
  }

  get isLastPage(): boolean {
    return this.nextCursor == null;
  }

  get showsPager(): boolean {
    return this.hasRows || !this.isFirstPage || !this.isLastPage;
  }

  /** A bookmark outlives the columns it was made with, and without rows there is no head to sort by another one. */
  get canReset(): boolean {
    const isRefused = this.error !== undefined || this.problem?.code === 'Refused';
    return isRefused && Object.values(stateOf(this.view)).some((value) => value !== undefined);
  }

  handleReset(): void {
    this.go(firstView);
  }

  handleSort(event: Event): void {
    const { key = 'name' } = (event.currentTarget as HTMLElement).dataset;
    const isDescending = key === this.view.sortBy && !this.view.isDescending;
    this.go({ ...this.view, sortBy: key, isDescending });
  }

  handleFilters(event: CustomEvent<readonly DirectoryFilter[]>): void {
    this.go({ ...this.view, filters: event.detail });
  }

  handlePrevious(): Promise<void> {
    return this.turnTo(this.cursors.slice(0, -1));
  }

  handleNext(): Promise<void> {
    return this.turnTo([...this.cursors, this.nextCursor ?? undefined]);
  }

  private async turnTo(cursors: readonly (string | undefined)[]): Promise<void> {
    await this.show(cursors);
    this.template?.querySelector('table')?.scrollIntoView({ block: 'nearest' });
  }

  private go(view: DirectoryView): void {
    this.view = view;
    void this.load();
    if (!this.page) return;
    const state = { ...this.page.state, ...stateOf(view) };
    this[NavigationMixin.Navigate]({ ...this.page, state }, true);
  }
}

function cellOf(column: Column, row: DirectoryRow) {
  const text = cellText(column, row);
  const classes = [column.filterType === 'number' && 'number', text === '' && 'empty'];
  return {
    key: column.key,
    label: column.label,
    text,
    cellClass: classes.filter(Boolean).join(' '),
  };
}
