import { LightningElement, api } from 'lwc';
import { sharedLabels } from 'c/sharedLabels';

/** What stands where something is read: that it is being read, or why it could not be. Sends `retry` then, on request. */
export default class LoadState extends LightningElement {
  @api isLoading = false;
  /** Why it could not be read, in words; there is no notice without it. */
  @api error?: string;

  readonly labels = sharedLabels;

  /** Takes the focus to why it could not be read. */
  @api
  focus(): void {
    this.template?.querySelector<HTMLElement>('c-notice')?.focus();
  }

  handleRetry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}
