import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { startConnector, type ConnectorProcess } from '../demo/connector-process.ts';
import { featuresFileOf, inboxOf, writeSettings } from '../demo/demo-connector.ts';
import { openDemoOrg, type DemoOrg } from '../demo/demo-org.ts';
import { sampleIsv, type SampleIsv } from '../sample-isv/sample-isv.ts';
import { lastDeliveredDay } from '../sample-isv/usage/arrival.ts';
import { writeAppAnalytics } from '../sample-isv/write-app-analytics.ts';

/** A person waits for what they asked for: the connector looks as often as it can. */
const pollSeconds = '1';

/** Two whole months at most lie between the first day and the newest complete one, so last month is always whole. */
const days = 62;

/** The org of a sample ISV with the package, in which nothing is set up yet, and a connector beside it. */
export interface PreviewedOrg {
  readonly org: DemoOrg;
  readonly isv: SampleIsv;
  /** The connector's data, among it its inbox. */
  readonly folder: string;
  /** Folder with the App Analytics files as they were delivered: the connector takes in copies. */
  readonly delivered: string;
  readonly connector: ConnectorProcess;
  close(): Promise<void>;
}

export interface PreviewedOrgOptions {
  /** How many customers the ISV has. */
  readonly accounts: number;
  readonly clock: { now(): Date };
  readonly onLog?: (line: string) => void;
}

/** Opens the org, delivers App Analytics files, starts the connector and enters its address and key in the org. */
export async function openPreviewedOrg({
  accounts,
  clock,
  onLog,
}: PreviewedOrgOptions): Promise<PreviewedOrg> {
  const now = clock.now();
  const today = now.toISOString().slice(0, 10);
  const isv = sampleIsv({ seed: 7, accounts, today, days });
  await using opening = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'salesforce-sync-preview-'));
  opening.defer(() => rm(folder, { recursive: true, force: true }));
  const org = await openDemoOrg(isv, clock);
  opening.defer(() => org.close());
  await writeFile(featuresFileOf(folder), JSON.stringify(isv.features));
  const delivered = join(folder, 'delivered');
  await writeAppAnalytics(isv, delivered, { lastDay: lastDeliveredDay(now), snapshotDays: 8 });
  await cp(delivered, inboxOf(folder), { recursive: true });
  const connector = await connectOrg(org, isv, folder, onLog);
  opening.defer(() => connector.close());
  const open = opening.move();
  return { org, isv, folder, delivered, connector, close: () => open.disposeAsync() };
}

/** Starts the connector for the org, with its data in the folder, and enters its address and key in the org. */
export async function connectOrg(
  { running, access }: DemoOrg,
  isv: SampleIsv,
  folder: string,
  onLog?: (line: string) => void,
): Promise<ConnectorProcess> {
  const settings = {
    ...(parseEnv(await writeSettings(running, isv, folder)) as Record<string, string>),
    SALESFORCE_ORGANIZATION_ID: running.org.organizationId,
    REQUEST_POLL_SECONDS: pollSeconds,
  };
  const connector = await startConnector({ settings, folder, ...(onLog && { onLog }) });
  access.url = connector.url;
  access.apiKey = connector.apiKey;
  return connector;
}
