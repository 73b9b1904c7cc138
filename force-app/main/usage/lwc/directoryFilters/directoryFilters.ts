import { LightningElement, api } from 'lwc';
import type { Column } from 'apex/DirectoryController';
import { directoryLabels } from 'c/directoryLabels';
import type { DirectoryFilter } from 'c/directoryQuery';
import { filled } from 'c/texts';

/** Filters of the directory, each as its column's type asks for. Sends `apply` with all of them. */
export default class DirectoryFilters extends LightningElement {
  @api columns: readonly Column[] = [];

  readonly labels = directoryLabels;
  draft: readonly DirectoryFilter[] = [];

  /** Those that the address names. */
  @api
  get filters(): readonly DirectoryFilter[] {
    return this.draft;
  }

  set filters(value: readonly DirectoryFilter[]) {
    this.draft = value;
  }

  get options(): readonly { label: string; value: string }[] {
    const used = new Set(this.draft.map(({ column }) => column));
    return this.columns
      .filter(({ key }) => !used.has(key))
      .map(({ key, label }) => ({ label, value: key }));
  }

  get hasFilters(): boolean {
    return this.draft.length > 0;
  }

  get items() {
    return this.draft.flatMap((filter) => {
      const column = this.columns.find(({ key }) => key === filter.column);
      if (!column) return [];
      const { label, filterType, options } = column;
      return [
        {
          ...filter,
          options,
          isPicklist: filterType === 'picklist',
          isCheckbox: filterType === 'checkbox',
          isRange: ['number', 'date', 'datetime'].includes(filterType),
          inputType: filterType === 'number' ? 'number' : 'date',
          containsLabel: filled(directoryLabels.contains, label),
          oneOfLabel: filled(directoryLabels.oneOf, label),
          isLabel: filled(directoryLabels.is, label),
          fromLabel: filled(directoryLabels.from, label),
          toLabel: filled(directoryLabels.to, label),
          removeLabel: filled(directoryLabels.removeFilter, label),
        },
      ];
    });
  }

  handleAdd(event: CustomEvent<{ value: string }>): void {
    this.draft = [...this.draft, { column: event.detail.value }];
  }

  /** What had the focus is gone with its filter. */
  private keepFocus(): void {
    this.template?.querySelector<HTMLElement>('lightning-combobox')?.focus();
  }

  handleRemove(event: Event): void {
    const { column } = (event.currentTarget as HTMLElement).dataset;
    this.draft = this.draft.filter((each) => each.column !== column);
    this.send();
    this.keepFocus();
  }

  handleChange(
    event: CustomEvent<{ value?: string | readonly string[]; checked?: boolean }>,
  ): void {
    const { column, part = '' } = (event.currentTarget as HTMLElement).dataset;
    const value = part === 'isTrue' ? event.detail.checked === true : event.detail.value;
    this.draft = this.draft.map((each) =>
      each.column === column ? { ...each, [part]: value } : each,
    );
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key === 'Enter') this.handleApply();
  }

  /** What can't be asked for is corrected first: it would find nothing, and not say why. */
  handleApply(): void {
    const inputs = [...(this.template?.querySelectorAll('lightning-input') ?? [])];
    const wrong = inputs.filter((input) => !input.reportValidity());
    if (wrong.length === 0) this.send();
    else wrong[0]?.focus();
  }

  handleClear(): void {
    this.draft = [];
    this.send();
    this.keepFocus();
  }

  private send(): void {
    this.dispatchEvent(new CustomEvent('apply', { detail: this.draft }));
  }
}
