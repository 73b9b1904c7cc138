import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Where systems put Chromium; playwright-core brings none. */
const executables = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts the Chromium of this machine. Throws, saying what to install, where there is none. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = executables.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error(`There is no Chromium at ${executables.join(', ')}: apt-get install chromium`);
  }
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
