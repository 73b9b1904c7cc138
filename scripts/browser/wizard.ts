import type { Locator } from 'playwright-core';
import type { Lightning } from './lightning.ts';

export type WizardStep = 'Direction' | 'What' | 'Account field' | 'Preview' | 'Review';

/** The wizard that adds a mapping, as a person with a mouse uses it. */
export class Wizard {
  readonly dialog: Locator;
  readonly #lightning: Lightning;

  constructor(lightning: Lightning) {
    this.#lightning = lightning;
    this.dialog = lightning.page.getByRole('dialog', { name: 'Add field' });
  }

  async open(): Promise<void> {
    await this.#lightning.main.getByRole('button', { name: 'Add field' }).first().click();
    await this.isAt('Direction');
  }

  async isAt(step: WizardStep): Promise<void> {
    await this.dialog.getByText(new RegExp(`^Step \\d of \\d: ${step}$`)).waitFor();
    await this.#lightning.settled();
  }

  /** Chooses by the label: what is round beside it is drawn over the radio button. */
  async choose(label: string): Promise<void> {
    await this.dialog.locator('c-choice-list').getByText(label, { exact: true }).click();
  }

  /** The radio button of a choice: the first with the label in its name. */
  choice(label: string): Locator {
    return this.dialog.getByRole('radio', { name: label }).first();
  }

  async next(step: WizardStep): Promise<void> {
    await this.press('Next');
    await this.isAt(step);
  }

  async back(step: WizardStep): Promise<void> {
    await this.press('Back');
    await this.isAt(step);
  }

  /** Saves, and waits for the list to say so. */
  async save(): Promise<void> {
    await this.press('Save');
    await this.dialog.waitFor({ state: 'detached' });
    await this.#lightning.notice(/^Success\s*Saved: Added/).waitFor();
    await this.#lightning.settled();
  }

  async press(button: 'Next' | 'Back' | 'Save' | 'Cancel'): Promise<void> {
    await this.dialog.getByRole('button', { name: button, exact: true }).click();
  }
}
