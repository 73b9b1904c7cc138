import { LightningElement, api } from 'lwc';

/** Stands in for the base class of dialogs in tests: sfdx-lwc-jest 7.9.0 has header, body and footer, and not the class. */
export default class LightningModal extends LightningElement {
  static open = jest.fn().mockResolvedValue(undefined);
  @api label;
  @api size;
  @api description;
  @api disableClose;

  /** As the class of Lightning: what may not be closed stays open. */
  close(result) {
    if (this.disableClose) throw new Error('close() while disableClose is set');
    this.dispatchEvent(new CustomEvent('close', { detail: result }));
  }
}
