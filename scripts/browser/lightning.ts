import type { Locator, Page } from 'playwright-core';

export type Tab = 'Accounts' | 'Salesforce Sync' | 'Sync Logs';

/** Lightning Experience around the pages, as a person gets about in it. */
export class Lightning {
  readonly page: Page;
  readonly #url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
  }

  /** The page between the bars of Lightning Experience. */
  get main(): Locator {
    return this.page.getByRole('main');
  }

  /** Opens the app anew, as with a bookmark, on one of its tabs; in the look of that version of the Design System. */
  async visit(tab: Tab, look: 1 | 2 = 1): Promise<void> {
    const address = new URL(this.#url);
    if (look === 2) address.searchParams.set('slds', '2');
    await this.page.goto('about:blank');
    await this.page.goto(address.href);
    await this.openTab(tab);
  }

  async openTab(tab: Tab): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'ISVapp' })
      .getByRole('link', { name: tab })
      .click();
    await this.main.getByRole('heading', { level: 1, name: tab }).waitFor();
    await this.settled();
  }

  /** The page of an Account with the component on it. */
  async openAccount(accountId: string): Promise<void> {
    const page = { type: 'standard__recordPage', attributes: { recordId: accountId }, state: {} };
    await this.page.goto('about:blank');
    await this.page.goto(`${this.#url}#${encodeURIComponent(JSON.stringify(page))}`);
    await this.main.getByRole('heading', { level: 2 }).first().waitFor();
    await this.settled();
  }

  /** Until nothing on the page says that it is loading. */
  async settled(): Promise<void> {
    await this.page.locator('.slds-spinner').first().waitFor({ state: 'detached' });
  }

  /** A notice with this in it. */
  notice(text: RegExp | string): Locator {
    return this.main.locator('c-notice').filter({ hasText: text });
  }
}
