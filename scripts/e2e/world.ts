import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { systemClock } from '../../connector/src/adapters/system-clock.ts';
import { inboxOf } from '../demo/demo-connector.ts';
import { startPreview } from '../preview/preview-server.ts';
import { openPreviewedOrg, type PreviewedOrg } from '../preview/previewed-org.ts';
import { launchBrowser, PageComplaints } from './browser.ts';
import { Lightning } from './lightning.ts';

/** Enough for every corner case of the sample, and for a second page of the directory. */
const accounts = 120;

/** How long a person's patience lasts: the slowest answer is a deployment on a machine that does other work besides. */
const patienceMs = 45_000;

/** An org, a connector beside it, and a person at a browser. Nothing in it is a stand-in but the org itself. */
export interface World extends PreviewedOrg {
  readonly lightning: Lightning;
  readonly complaints: PageComplaints;
  /** Who is at the browser, by user id. */
  readonly visitor: { userId: string };
  /** Folder with a copy of the delivered files. */
  readonly delivered: string;
  /** What the connector logged. */
  readonly connectorLog: readonly string[];
}

export async function openWorld(): Promise<World> {
  await using opening = new AsyncDisposableStack();
  const connectorLog: string[] = [];
  const previewed = await openPreviewedOrg({
    accounts,
    clock: systemClock,
    onLog: (line) => connectorLog.push(line),
  });
  opening.defer(() => previewed.close());
  // The connector takes away what it has taken in, and a recount needs it still.
  const delivered = join(previewed.folder, 'delivered');
  await cp(inboxOf(previewed.folder), delivered, { recursive: true });
  const { apex } = previewed.org.running;
  const visitor = { userId: previewed.org.setupUserId };
  const pages = await startPreview({
    invoke: (className, method, params) => apex.invoke(visitor.userId, className, method, params),
  });
  opening.defer(() => pages.close());
  const browser = await launchBrowser();
  opening.defer(() => browser.close());
  const complaints = new PageComplaints();
  const page = await (await openContext(browser)).newPage();
  complaints.watch(page);
  const open = opening.move();
  return {
    ...previewed,
    lightning: new Lightning(page, pages.url),
    complaints,
    visitor,
    delivered,
    connectorLog,
    close: () => open.disposeAsync(),
  };
}

async function openContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(patienceMs);
  return context;
}
