import { LightningElement, api } from 'lwc';
import searchAccounts from '@salesforce/apex/MappingPreviewController.searchAccounts';
import type { AccountOption } from 'apex/MappingPreviewController';
import { errorText } from 'c/errorText';
import { sharedLabels } from 'c/sharedLabels';
import { filled } from 'c/texts';

/** Finds an Account by part of its name. Sends `select` with the chosen one as detail. */
export default class AccountSearch extends LightningElement {
  @api label = sharedLabels.accountSearch;

  readonly labels = sharedLabels;
  term = '';
  accounts?: readonly AccountOption[];
  message?: string;
  isSearching = false;

  get hasAccounts(): boolean {
    return (this.accounts?.length ?? 0) > 0;
  }

  handleChange(event: CustomEvent<{ value: string }>): void {
    this.term = event.detail.value.trim();
    this.accounts = undefined;
    this.message = undefined;
  }

  handleKey(event: KeyboardEvent): Promise<void> | undefined {
    return event.key === 'Enter' ? this.search() : undefined;
  }

  async search(): Promise<void> {
    if (this.term === '') {
      this.message = sharedLabels.searchEmpty;
      return;
    }
    this.isSearching = true;
    try {
      this.accounts = await searchAccounts({ term: this.term });
      this.message = this.hasAccounts ? undefined : filled(sharedLabels.noAccountFound, this.term);
    } catch (error) {
      this.message = errorText(error);
    } finally {
      this.isSearching = false;
    }
  }

  handleSelect(event: Event): void {
    const accountId = (event.currentTarget as HTMLElement).dataset.id;
    const detail = this.accounts?.find((each) => each.accountId === accountId);
    this.accounts = undefined;
    // What had the focus is gone with the list.
    this.template?.querySelector('lightning-input')?.focus();
    this.dispatchEvent(new CustomEvent('select', { detail }));
  }
}
