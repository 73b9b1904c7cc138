import type { Page } from 'playwright-core';

/** What a page complains of by itself: exceptions nobody caught, and errors on its console. */
export class PageComplaints {
  #found: string[] = [];

  watch(page: Page): void {
    page.on('pageerror', (error) => this.#found.push(`not caught: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') this.#found.push(`console: ${message.text()}`);
    });
  }

  /** Those since the last call. */
  taken(): readonly string[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }
}
