import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../../connector/src/adapters/system-clock.ts';
import { Lightning } from '../browser/lightning.ts';
import { openApp, type OpenApp } from '../browser/open-app.ts';
import { inboxOf } from '../demo/demo-connector.ts';
import { PageComplaints } from './page-complaints.ts';

/** Enough for every corner case of the sample, and for a second page of the directory. */
const accounts = 120;

/** How long a person's patience lasts: the slowest answer is a deployment on a machine that does other work besides. */
export const patienceMs = 45_000;

/** The app, and a person who looks at one of its pages. */
export interface World extends OpenApp {
  readonly lightning: Lightning;
  readonly complaints: PageComplaints;
  /** Folder with a copy of the delivered files. */
  readonly delivered: string;
  /** What the connector logged. */
  readonly connectorLog: readonly string[];
}

export async function openWorld(): Promise<World> {
  await using opening = new AsyncDisposableStack();
  const connectorLog: string[] = [];
  const app = await openApp({
    accounts,
    clock: systemClock,
    onLog: (line) => connectorLog.push(line),
  });
  opening.defer(() => app.close());
  // The connector takes away what it has taken in, and a recount needs it still.
  const delivered = join(app.folder, 'delivered');
  await cp(inboxOf(app.folder), delivered, { recursive: true });
  const context = await app.browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const complaints = new PageComplaints();
  complaints.watch(page);
  const open = opening.move();
  return {
    ...app,
    lightning: new Lightning(page, app.url),
    complaints,
    delivered,
    connectorLog,
    close: () => open.disposeAsync(),
  };
}
