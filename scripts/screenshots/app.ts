import { existsSync } from 'node:fs';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

/** Where systems put Chromium; playwright-core brings none. */
const executables = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Throws, saying what to install, where this machine has no Chromium. */
export async function openChromium(): Promise<Browser> {
  const executablePath = executables.find((path) => existsSync(path));
  if (executablePath !== undefined) {
    return chromium.launch({ executablePath, args: ['--no-sandbox'] });
  }
  throw new Error(`There is no Chromium at ${executables.join(', ')}: apt-get install chromium`);
}

/** The app in a browser, by the words that are on its pages. */
export class App {
  readonly page: Page;
  readonly #url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  /** The wizard that adds a mapping. */
  get wizard(): Locator {
    return this.page.getByRole('dialog', { name: 'Add field' });
  }

  async openTab(name: 'Accounts' | 'Salesforce Sync' | 'Sync Logs'): Promise<void> {
    await this.page.goto(this.#url);
    await this.page.getByRole('navigation').getByRole('link', { name }).click();
    await this.main.getByRole('heading', { level: 1, name }).waitFor();
    await this.#loaded();
  }

  async openAccount(recordId: string): Promise<void> {
    await this.page.goto(new URL(recordId, this.#url).href);
    await this.main.getByRole('heading', { name: 'Usage in ISVapp' }).waitFor();
    await this.#loaded();
  }

  async press(name: string, where = this.main): Promise<void> {
    await where.getByRole('button', { name, exact: true }).first().click();
    await this.#loaded();
  }

  /** Chooses by the label: what is round beside it is drawn over the radio button. */
  async choose(label: string): Promise<void> {
    await this.wizard.locator('c-choice-list').getByText(label, { exact: true }).click();
  }

  async next(step: string): Promise<void> {
    await this.press('Next', this.wizard);
    await this.wizard.getByText(new RegExp(`^Step \\d of \\d: ${step}$`)).waitFor();
    await this.#loaded();
  }

  /** Until nothing says that it is loading. */
  async #loaded(): Promise<void> {
    await this.page.locator('.slds-spinner').first().waitFor({ state: 'detached' });
  }
}
