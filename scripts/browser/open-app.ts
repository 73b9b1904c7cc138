import type { Browser } from 'playwright-core';
import { startPreview } from '../preview/preview-server.ts';
import {
  openPreviewedOrg,
  type PreviewedOrg,
  type PreviewedOrgOptions,
} from '../preview/previewed-org.ts';
import { launchChromium } from './chromium.ts';

/** The app as somebody meets it: an org, a connector beside it, its pages, and a browser. Nothing in it is a stand-in but the org itself. */
export interface OpenApp extends PreviewedOrg {
  /** Address of the pages. */
  readonly url: string;
  readonly browser: Browser;
  /** Who is at the browser, by user id: the one who set the org up, until it is changed. */
  readonly visitor: { userId: string };
}

/** Starts all of it. Closing it ends what was started last first. */
export async function openApp(options: PreviewedOrgOptions): Promise<OpenApp> {
  await using opening = new AsyncDisposableStack();
  const previewed = await openPreviewedOrg(options);
  opening.defer(() => previewed.close());
  const { apex } = previewed.org.running;
  const visitor = { userId: previewed.org.setupUserId };
  const pages = await startPreview({
    invoke: (className, method, params) => apex.invoke(visitor.userId, className, method, params),
  });
  opening.defer(() => pages.close());
  const browser = await launchChromium();
  opening.defer(() => browser.close());
  const open = opening.move();
  return { ...previewed, url: pages.url, browser, visitor, close: () => open.disposeAsync() };
}
