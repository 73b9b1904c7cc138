import { systemClock } from '../../connector/src/adapters/system-clock.ts';
import { Lightning } from '../browser/lightning.ts';
import { openApp, type OpenApp } from '../browser/open-app.ts';
import { PageComplaints } from './page-complaints.ts';

/** Enough for every corner case of the sample, and for a second page of the directory. */
const accounts = 120;

/** How long a person's patience lasts: the slowest answer is a deployment on a machine that does other work besides. */
export const patienceMs = 45_000;

/** The app, and a person who looks at one of its pages. */
export interface World extends OpenApp {
  readonly lightning: Lightning;
  readonly complaints: PageComplaints;
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
    connectorLog,
    close: () => open.disposeAsync(),
  };
}
