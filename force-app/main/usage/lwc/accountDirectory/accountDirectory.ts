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
  queryOf,
  stateOf,
  viewIn,
  type DirectoryFilter,
  type DirectoryView,
} from 'c/directoryQuery';
import { errorText } from 'c/errorText';
import { sharedLabels } from 'c/sharedLabels';
import { filled } from 'c/texts';

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

  async load(): Promise<void> {
    await this.ask(undefined);
  }

  private async ask(cursor: string | undefined): Promise<void> {
    this.question += 1;
    const { question } = this;
    this.isLoading = true;
    this.error = undefined;
    try {
      this.columns ??= await getColumns();
      const page = await getPage({ query: queryOf(this.view, this.types, cursor) });
      if (question !== this.question) return;
      this.problem = page.problem;
      this.rows = cursor === undefined ? page.rows : [...this.rows, ...page.rows];
      this.nextCursor = page.nextCursor;
      this.total = page.total;
    } catch (error) {
      this.error = errorText(error);
    } finally {
      this.isLoading = question !== this.question;
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
      cells: columns.map((column) => ({
        key: column.key,
        label: column.label,
        text: cellText(column, row),
        cellClass: column.filterType === 'number' ? 'number' : '',
      })),
    }));
  }

  get nameLabel(): string {
    return this.columns?.find(({ key }) => key === 'name')?.label ?? '';
  }

  get hasRows(): boolean {
    return this.rows.length > 0;
  }

  private get isBlank(): boolean {
    return !this.isLoading && !this.hasRows && this.problem == null && this.error === undefined;
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

  get countText(): string {
    if (this.total == null) return filled(directoryLabels.shown, this.rows.length);
    return `${filled(directoryLabels.total, this.total)}, ${filled(directoryLabels.shown, this.rows.length)}`;
  }

  get hasMore(): boolean {
    return this.nextCursor != null;
  }

  handleSort(event: Event): void {
    const { key = 'name' } = (event.currentTarget as HTMLElement).dataset;
    const isDescending = key === this.view.sortBy && !this.view.isDescending;
    this.go({ ...this.view, sortBy: key, isDescending });
  }

  handleFilters(event: CustomEvent<readonly DirectoryFilter[]>): void {
    this.go({ ...this.view, filters: event.detail });
  }

  handleMore(): Promise<void> {
    return this.ask(this.nextCursor ?? undefined);
  }

  private go(view: DirectoryView): void {
    this.view = view;
    void this.load();
    if (!this.page) return;
    const state = { ...this.page.state, ...stateOf(view) };
    this[NavigationMixin.Navigate]({ ...this.page, state }, true);
  }
}
