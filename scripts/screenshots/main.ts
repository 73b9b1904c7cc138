import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Browser } from 'playwright-core';
import { systemClock } from '../../connector/src/adapters/system-clock.ts';
import { Lightning } from '../browser/lightning.ts';
import { openApp } from '../browser/open-app.ts';
import { fillOrg } from './filled-org.ts';
import { calm, picturesOf, type Picture } from './pictures.ts';

/** Pictures are part of the repository: they stay small. */
const mostBytes = 150_000;
const accounts = 120;

/** Takes the pictures of the documentation from the running preview: `npm run screenshots`. */
async function takePictures(folder: string, only: string | undefined): Promise<void> {
  await using open = new AsyncDisposableStack();
  const app = await openApp({ accounts, clock: systemClock });
  open.defer(() => app.close());
  await fillOrg(app);
  await mkdir(folder, { recursive: true });
  const [accountId = ''] = app.org.ids.accounts.values();
  for (const picture of picturesOf(accountId)) {
    if (only !== undefined && only !== picture.name) continue;
    await take(app.browser, app.url, picture, join(folder, `${picture.name}.png`));
  }
}

async function take(browser: Browser, url: string, picture: Picture, path: string): Promise<void> {
  const { width, height } = picture;
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  await picture.open(new Lightning(page, url));
  await calm(page);
  await page.screenshot({ path });
  await context.close();
  const { size } = await stat(path);
  console.log(`${path}: ${Math.round(size / 1000)} kB`);
  if (size > mostBytes)
    throw new Error(`${path} is larger than ${mostBytes} bytes: show less of it.`);
}

await new Command('screenshots')
  .description('takes the pictures of the documentation from the running preview')
  .option('--folder <path>', 'where to put them', 'docs/images')
  .option('--only <name>', 'one picture alone')
  .action(({ folder, only }: { folder: string; only?: string }) => takePictures(folder, only))
  .parseAsync();
