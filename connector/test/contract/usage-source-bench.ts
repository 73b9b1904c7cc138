import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import {
  openAnalytics,
  type AnalyticsOptions,
} from '../../src/adapters/analytics/open-analytics.ts';
import type { Attribution, Notice } from '../../src/domain/usage-report.ts';
import type { MeasureRequest, UsageSource } from '../../src/ports/usage-source.ts';
import { openUsage } from './usage-source-adapter.ts';

/**
 * A data folder and an inbox of a test's own, on Tuesday, 24 November 2026, 10:00 UTC. The latest complete
 * day is then Sunday the 22nd: the complete week runs from the 16th to it, the complete month is October.
 */
export const testNow = new Date('2026-11-24T10:00:00Z');

export const org1 = '00Dxx0000000001';
export const org2 = '00Dxx0000000002';
export const tournaments = '033xx0000004FqD';
export const scheduling = '033xx0000004FqE';
export const account1 = '001xx000003DGb1AAG';
export const account2 = '001xx000003DGb2AAG';

export interface Bench {
  readonly directory: string;
  readonly inbox: string;
  readonly featuresFile: string;
  readonly usage: UsageSource & AsyncDisposable;
  /** Puts a file into the inbox; later ones arrive later. */
  readonly deliver: (name: string, content: string | Uint8Array) => Promise<void>;
  /** Delivers the files and takes them in. */
  readonly take: (
    files: Readonly<Record<string, string | Uint8Array>>,
  ) => Promise<readonly Notice[]>;
  readonly measure: (request: Partial<MeasureRequest>) => Promise<Measurement>;
  /** Names in a folder of the inbox, sorted. */
  readonly folder: (name: 'processed' | 'rejected' | '') => Promise<readonly string[]>;
  readonly reasonOf: (name: string) => Promise<string>;
}

/** A report as plain values. */
export interface Measurement {
  /** `account metric` → number. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly externalUsers: Readonly<Record<string, number>>;
  readonly states: Readonly<Record<string, string>>;
  readonly notices: readonly Notice[];
}

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

export async function bench(options: Partial<AnalyticsOptions> = {}): Promise<Bench> {
  const root = await mkdtemp(join(tmpdir(), 'analytics-'));
  cleanups.push(() => rm(root, { recursive: true, force: true }));
  const directory = join(root, 'data');
  const inbox = join(root, 'inbox');
  const featuresFile = join(root, 'features.json');
  await writeFile(featuresFile, '[]');
  const clock = { now: () => testNow, sleep: () => Promise.resolve() };
  const usage = await openUsage(() =>
    openAnalytics({ directory, inbox, featuresFile, clock, threads: 1, ...options }),
  );
  cleanups.push(async () => {
    await usage[Symbol.asyncDispose]();
  });
  let arrivals = 0;
  const deliver: Bench['deliver'] = async (name, content) => {
    const path = join(inbox, name);
    await writeFile(path, content);
    arrivals += 1;
    await utimes(path, arrivals, arrivals);
  };
  return {
    directory,
    inbox,
    featuresFile,
    usage,
    deliver,
    take: async (files) => {
      for (const [name, content] of Object.entries(files)) await deliver(name, content);
      return usage.refresh();
    },
    measure: (request) => measured(usage, request),
    folder: async (name) => {
      const entries = await readdir(join(inbox, name), { withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
        .sort();
    },
    reasonOf: (name) => readFile(join(inbox, 'rejected', `${name}.reason.txt`), 'utf8'),
  };
}

const noAttributions: readonly Attribution[] = [];

async function measured(
  usage: UsageSource,
  request: Partial<MeasureRequest>,
): Promise<Measurement> {
  const attributions = [...(request.attributions ?? noAttributions)];
  const report = await usage.measure({
    metricKeys: [],
    window: 'calendar',
    excludeAutomation: false,
    estimateExternalUsers: false,
    ...request,
    attributions,
  });
  const accountIds = [...new Set(attributions.map(({ accountId }) => accountId))];
  const found = await report.numbersFor(accountIds);
  await report[Symbol.asyncDispose]();
  const numbers: Record<string, number> = {};
  const externalUsers: Record<string, number> = {};
  for (const [account, { numbers: own, externalUsers: external }] of found) {
    for (const [key, value] of own) numbers[`${account} ${key}`] = value;
    if (external !== undefined) externalUsers[account] = external;
  }
  const states: Record<string, string> = {};
  for (const [key, { state, period }] of report.data) {
    states[key] = period ? `${state} ${period.start}/${period.end}` : state;
  }
  return { numbers, externalUsers, states, notices: report.notices };
}

export function attribution(
  accountId: string,
  organizationId: string,
  packageId: string,
  licensed = true,
): Attribution {
  return { accountId, organizationId, packageId, licensed };
}

/** A row by column; what isn't said is as in any row. */
export type Cells = Readonly<Record<string, string | number>>;

const logDefaults: Cells = {
  timestamp_derived: '2026-11-22T09:00:00.000Z',
  log_record_type: 'URI',
  request_id: '',
  organization_id: org1,
  organization_name: 'Cloudy Health',
  organization_type: 'Production',
  user_id_token: '005-a=',
  user_type: 'Standard',
  package_id: tournaments,
  managed_package_namespace: 'acme',
  custom_entity: 'Player',
  custom_entity_type: 'CustomObject',
  operation_type: 'READ',
  operation_count: 1,
};

const summaryDefaults: Cells = {
  month: '2026-10',
  organization_id: org1,
  package_id: tournaments,
  managed_package_namespace: 'acme',
  custom_entity: 'Player',
  custom_entity_type: 'CustomObject',
  user_id_token: '005-a=',
  user_type: 'Standard',
  num_events: 1,
};

const snapshotDefaults: Cells = {
  date: '2026-11-22T00:00:00Z',
  organization_id: org1,
  package_id: tournaments,
  managed_package_namespace: 'acme',
  custom_entity: 'Player',
  count: 1,
  attribute_name: '',
  attribute_value: '',
};

/** Usage logs as CSV. Rows differ by request, unless they are given one. */
export function logCsv(...rows: readonly Cells[]): string {
  return csv(
    logDefaults,
    rows.map((row, at) => ({ request_id: `request-${at}`, ...row })),
  );
}

export const summaryCsv = (...rows: readonly Cells[]): string => csv(summaryDefaults, rows);
export const snapshotCsv = (...rows: readonly Cells[]): string => csv(snapshotDefaults, rows);

function csv(defaults: Cells, rows: readonly Cells[]): string {
  const columns = [...new Set([...Object.keys(defaults), ...rows.flatMap(Object.keys)])];
  const lines = rows.map((row) =>
    columns.map((column) => cellText(row[column] ?? defaults[column] ?? '')).join(','),
  );
  return [columns.join(','), ...lines, ''].join('\n');
}

function cellText(value: string | number): string {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A header without a column. */
export function withoutColumn(content: string, column: string): string {
  const lines = content.trimEnd().split('\n');
  const at = (lines[0] ?? '').split(',').indexOf(column);
  return lines.map((line) => `${line.split(',').toSpliced(at, 1).join(',')}\n`).join('');
}
