import { LightningElement, api } from 'lwc';
import { sharedLabels } from 'c/sharedLabels';

type Variant = 'error' | 'warning' | 'info' | 'success';

const signs: Record<Variant, { icon: string; iconVariant: string; text: string }> = {
  error: { icon: 'utility:error', iconVariant: 'error', text: sharedLabels.error },
  warning: { icon: 'utility:warning', iconVariant: 'warning', text: sharedLabels.warning },
  info: { icon: 'utility:info', iconVariant: '', text: sharedLabels.information },
  success: { icon: 'utility:success', iconVariant: 'success', text: sharedLabels.success },
};

/**
 * Says what happened and what to do about it, where it happened. Its button sends `action`; whatever else there is to
 * do goes into the slot.
 */
export default class Notice extends LightningElement {
  @api variant: Variant = 'error';
  /** What happened, in a sentence. */
  @api message = '';
  /** What to do and who can do it. */
  @api advice?: string | null;
  /** Text of the button; there is none without it. */
  @api actionLabel?: string;

  get sign(): (typeof signs)[Variant] {
    return signs[this.variant];
  }

  /** A problem interrupts who listens to the page; a remark waits. */
  get role(): string {
    return this.variant === 'error' ? 'alert' : 'status';
  }

  get boxClass(): string {
    return `notice notice_${this.variant} slds-box slds-box_x-small slds-media slds-theme_default`;
  }

  /** Takes the focus to what it says. */
  @api
  focus(): void {
    this.template?.querySelector<HTMLElement>('.notice')?.focus();
  }

  handleAction(): void {
    this.dispatchEvent(new CustomEvent('action'));
  }
}
