import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

/** Where systems put Chromium; playwright-core brings none. */
const executables = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts the Chromium of this machine. Throws, saying what to install, where there is none. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = executables.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error(`There is no Chromium at ${executables.join(', ')}: apt-get install chromium`);
  }
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

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
