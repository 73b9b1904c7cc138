import { LightningElement, api } from 'lwc';

/** Tones that more than color tells apart: each has a sign of its own. */
export type Tone = 'good' | 'bad' | 'attention' | 'busy' | 'quiet';

const icons: Record<Tone, { name: string; variant: string }> = {
  good: { name: 'utility:success', variant: 'success' },
  bad: { name: 'utility:error', variant: 'error' },
  attention: { name: 'utility:warning', variant: 'warning' },
  busy: { name: 'utility:sync', variant: '' },
  quiet: { name: 'utility:dash', variant: '' },
};

/** A state in words, with a sign before it. */
export default class StatusText extends LightningElement {
  @api text = '';
  @api tone: Tone = 'quiet';

  get icon(): (typeof icons)[Tone] {
    return icons[this.tone];
  }
}
