// Types `this.template.querySelector('lightning-…')` by tag name.
import type { LightningHTMLElement } from 'lwc';
import type LightningInput from 'lightning/input';

declare global {
  interface HTMLElementTagNameMap {
    'lightning-input': LightningHTMLElement<LightningInput>;
  }
}
