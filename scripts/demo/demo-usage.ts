import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { UsageFetchConfig } from '../../connector/src/config/usage-fetch.ts';
import { analyticsFolder } from '../local-org/api/app-analytics/analytics-files.ts';
import type { StartOptions } from '../local-org/start-options.ts';
import type { SampleIsv } from '../sample-isv/sample-isv.ts';
import { lastDeliveredDay } from '../sample-isv/usage/arrival.ts';
import { writeAppAnalytics } from '../sample-isv/write-app-analytics.ts';
import { featuresFileOf, inboxOf } from './demo-connector.ts';
import type { OrgAdministrator } from './org-administrator.ts';

/** For so many days App Analytics keeps logs. */
const keptDays = 45;
const dayMs = 86_400_000;

/** How the demo's connector fetches: as any does, but that nobody waits longer than a minute for a file. */
export const demoFetch: UsageFetchConfig = {
  lookBackDays: keptDays,
  dailyBytes: 20_000_000_000,
  waitMs: 60_000,
  packages: [],
  downloadHosts: [],
};

/** What the ISV's customers did, where a connector finds it. */
export interface DemoUsage {
  readonly rows: number;
  /** What the org answers App Analytics requests from. */
  readonly appAnalytics: StartOptions['appAnalytics'];
  /** Days of logs that are older than what App Analytics keeps: files in the connector's inbox. */
  readonly olderDays: number;
}

/** Writes the files of the ISV: what App Analytics keeps for the org, older days into the inbox. */
export async function layOutUsage(isv: SampleIsv, folder: string, now: Date): Promise<DemoUsage> {
  const kept = join(folder, 'app-analytics');
  const inbox = inboxOf(folder);
  await mkdir(inbox, { recursive: true });
  await writeFile(featuresFileOf(folder), JSON.stringify(isv.features));
  const lastDay = lastDeliveredDay(now);
  const files = await writeAppAnalytics(isv, kept, { lastDay, snapshotDays: 8 });
  const oldest = new Date(now.getTime() - (keptDays - 1) * dayMs).toISOString().slice(0, 10);
  const older = files.filter(
    ({ dataType, period }) => dataType === 'PackageUsageLog' && period < oldest,
  );
  for (const { name } of older) await rename(join(kept, name), join(inbox, name));
  return {
    rows: files.reduce((rows, file) => rows + file.rows, 0),
    appAnalytics: { source: analyticsFolder(kept), stepMs: 500 },
    olderDays: older.length,
  };
}

/** What the connector asked App Analytics for, in a line for people. */
export async function requestsMade(administrator: OrgAdministrator): Promise<string> {
  const made = await administrator.query(
    'SELECT RequestState, DownloadSize FROM AppAnalyticsQueryRequest',
  );
  const states = Object.entries(
    Object.groupBy(made, ({ RequestState: state }) => String(state)),
  ).map(([state, each = []]) => `${each.length} ${state}`);
  const bytes = made.reduce((sum, { DownloadSize: size }) => sum + Number(size ?? 0), 0);
  return `${made.length} requests to App Analytics: ${states.join(', ')}; ${(bytes / 1e6).toFixed(1)} MB fetched`;
}
