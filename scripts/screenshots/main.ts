import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Browser } from 'playwright-core';
import { systemClock } from '../../connector/src/adapters/system-clock.ts';
import { orgAnswers } from '../preview/org-answers.ts';
import { startPreview } from '../preview/preview-server.ts';
import { openPreviewedOrg } from '../preview/previewed-org.ts';
import { App, openChromium } from './app.ts';
import { fillOrg } from './filled-org.ts';
import { calm, picturesOf, type Picture } from './pictures.ts';

/** Pictures are part of the repository: they stay small. */
const mostBytes = 150_000;
const accounts = 120;

/** Takes the pictures of the documentation from the running preview: `npm run screenshots`. */
async function takePictures(folder: string, only: string | undefined): Promise<void> {
  await using open = new AsyncDisposableStack();
  const previewed = await openPreviewedOrg({ accounts, clock: systemClock });
  open.defer(() => previewed.close());
  await fillOrg(previewed);
  const { running, setupUserId, ids } = previewed.org;
  const pages = await startPreview(orgAnswers(running.apex, setupUserId));
  open.defer(() => pages.close());
  const browser = await openChromium();
  open.defer(() => browser.close());
  await mkdir(folder, { recursive: true });
  const [accountId = ''] = ids.accounts.values();
  for (const picture of picturesOf(accountId)) {
    if (only !== undefined && only !== picture.name) continue;
    await take(browser, pages.url, picture, join(folder, `${picture.name}.png`));
  }
}

async function take(browser: Browser, url: string, picture: Picture, path: string): Promise<void> {
  const { width, height } = picture;
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  await picture.open(new App(page, url));
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
