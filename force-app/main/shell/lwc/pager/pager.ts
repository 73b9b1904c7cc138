import { LightningElement, api } from 'lwc';
import { sharedLabels } from 'c/sharedLabels';

/** Steps through the pages of a table. Sends `first`, `previous` and `next`. */
export default class Pager extends LightningElement {
  /** Which page of how many, in words. */
  @api text = '';
  @api isFirst = false;
  @api isLast = false;
  /** While a page is read, there is nothing to step to. */
  @api isBusy = false;
  /** Text of the button that leads to the first page; there is none without it. */
  @api firstLabel?: string;
  @api previousLabel = sharedLabels.previous;
  @api nextLabel = sharedLabels.next;

  get cannotGoBack(): boolean {
    return this.isFirst || this.isBusy;
  }

  get cannotGoOn(): boolean {
    return this.isLast || this.isBusy;
  }

  handleStep(event: Event): void {
    const { step = '' } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent(step));
  }
}
