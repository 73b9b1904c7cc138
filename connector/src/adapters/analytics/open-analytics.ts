import { mkdir } from 'node:fs/promises';
import { dateOf } from '../../domain/calendar-date.ts';
import type { ActivityRule } from '../../domain/activity.ts';
import type { Feature } from '../../domain/feature.ts';
import { id15 } from '../../domain/salesforce-id.ts';
import type { EngagementWindow } from '../../domain/settings.ts';
import type { UsageDataType, UsageCoverage } from '../../domain/usage-file.ts';
import type { Period } from '../../domain/period.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UsageIntake } from '../../ports/usage-intake.ts';
import type { MeasureRequest, UsageReport, UsageSource } from '../../ports/usage-source.ts';
import { readActivityRules } from './activity-file.ts';
import { catalogue } from './catalogue.ts';
import { openDatabase, type Database } from './engine/database.ts';
import { inTurn, type InTurn } from './engine/in-turn.ts';
import { readFeatures } from './features-file.ts';
import { openInbox, type Inbox } from './intake/inbox.ts';
import { takeFiles } from './intake/take-files.ts';
import { takeInbox } from './intake/take-inbox.ts';
import { measureUsage } from './measure/measure-usage.ts';
import { numbersIn } from './measure/report-table.ts';
import { readCoverage } from './storage/coverage.ts';
import { layOut } from './storage/layout.ts';
import { openPartStore, type PartStore } from './storage/part-store.ts';

export interface AnalyticsOptions {
  /** The data folder: made where it is missing, used by one connector at a time. */
  readonly directory: string;
  /** Where App Analytics files arrive; `processed` and `rejected` are made in it. */
  readonly inbox: string;
  /** A JSON file with the features the ISV defined; none without it. */
  readonly featuresFile?: string;
  /** A JSON file with what makes a user active; every interaction does without it. */
  readonly activeUsersFile?: string;
  /** Ids of packages that are not enabled for App Analytics (decision 7). */
  readonly packagesNotEnabled?: readonly string[];
  readonly clock: Clock;
  /** What the engine may use of memory, 1,024 where it isn't given; beyond it, it works on disk. */
  readonly memoryLimitMb?: number;
  /** Absent: as many as the machine has processors. */
  readonly threads?: number;
}

const defaultMemoryLimitMb = 1_024;

/**
 * Opens ISVapp's analytics in this process: App Analytics files in, numbers per Account out.
 *
 * @throws where the folder is in use by another connector, can't be used, or was written by another version, and
 * where a file of definitions can't be used
 */
export async function openAnalytics(
  options: AnalyticsOptions,
): Promise<UsageSource & UsageIntake & AsyncDisposable> {
  await mkdir(options.directory, { recursive: true });
  const { memoryLimitMb = defaultMemoryLimitMb, threads } = options;
  const database = await openDatabase(options.directory, {
    memoryLimitMb,
    ...(threads === undefined ? {} : { threads }),
  });
  try {
    await layOut(database);
    const store = await openPartStore(database);
    const inbox = await openInbox(options.inbox);
    const definitions = definitionsIn(options);
    // A file that can't be used is told now, when whoever set it is there to read it.
    await definitions.read();
    return usageSource({ options, database, store, inbox, definitions, turn: inTurn() });
  } catch (error) {
    database[Symbol.dispose]();
    throw error;
  }
}

interface Analytics {
  readonly options: AnalyticsOptions;
  readonly database: Database;
  readonly store: PartStore;
  readonly inbox: Inbox;
  readonly definitions: ReadDefinitions;
  /** Everything that touches the engine goes through here. */
  readonly turn: InTurn;
}

function usageSource(analytics: Analytics): UsageSource & UsageIntake & AsyncDisposable {
  const { options, database, store, inbox, definitions, turn } = analytics;
  const notEnabled = new Set((options.packagesNotEnabled ?? []).map(id15));
  const reports = openReports(analytics);
  return {
    refresh: () => {
      definitions.forget();
      const today = dateOf(options.clock.now());
      return turn(() => takeInbox({ inbox, database, store, today }));
    },
    takeIn: (paths) => {
      const today = dateOf(options.clock.now());
      return turn(() => takeFiles(paths, { inbox, database, store, today }));
    },
    coverage: (periods) => turn(() => coverageOf(periods, database)),
    features: async () => (await definitions.read()).features,
    packagesNotEnabled: () => Promise.resolve(notEnabled),
    catalogue: (packages, window) =>
      turn(async () => {
        const { features, activity } = await definitions.read();
        // Whether automation is left out is the run's matter; it only decides whether a summary helps out.
        const choice = await choiceContext(analytics, window, activity !== undefined);
        const context = { ...choice, features, packagesNotEnabled: notEnabled };
        return catalogue(packages, { ...context, database });
      }),
    measure: (request) => turn(() => reports.measure(request)),
    [Symbol.asyncDispose]: () =>
      turn(() => {
        database[Symbol.dispose]();
        return Promise.resolve();
      }),
  };
}

async function coverageOf(
  periods: Readonly<Record<UsageDataType, Period>>,
  database: Database,
): Promise<UsageCoverage> {
  const coverage = await readCoverage(database);
  const loaded = (dataType: UsageDataType) => ({
    days: coverage.loadedDays(dataType, periods[dataType]),
    hasRows: coverage.packagesSeen(dataType).size > 0,
  });
  return {
    PackageUsageLog: loaded('PackageUsageLog'),
    PackageUsageSummary: loaded('PackageUsageSummary'),
    SubscriberSnapshot: loaded('SubscriberSnapshot'),
  };
}

/** What the operator defined for the whole connector. */
interface Definitions {
  readonly features: readonly Feature[];
  readonly activity: readonly ActivityRule[] | undefined;
}

interface ReadDefinitions {
  readonly read: () => Promise<Definitions>;
  /** The files are read anew when they are asked for next. */
  readonly forget: () => void;
}

/**
 * The definitions as one run sees them: read once after each refresh, with which a run begins. Were they read
 * whenever they are needed, an edit in the middle of a run would count by one definition and license by another.
 */
function definitionsIn({ featuresFile, activeUsersFile }: AnalyticsOptions): ReadDefinitions {
  let known: Promise<Definitions> | undefined;
  const read = async (): Promise<Definitions> => ({
    features: featuresFile === undefined ? [] : await readFeatures(featuresFile),
    activity: activeUsersFile === undefined ? undefined : await readActivityRules(activeUsersFile),
  });
  return {
    read: () => (known ??= read()),
    forget: () => {
      known = undefined;
    },
  };
}

async function choiceContext(
  { database, options }: Analytics,
  window: EngagementWindow,
  logsOnly: boolean,
) {
  const coverage = await readCoverage(database);
  return { coverage, window, logsOnly, now: options.clock.now() };
}

/** Reports, each with a table of its own until it is closed. */
function openReports(analytics: Analytics): {
  measure: (request: MeasureRequest) => Promise<UsageReport>;
} {
  const { database, store, turn, definitions } = analytics;
  let opened = 0;
  return {
    measure: async (request) => {
      opened += 1;
      const table = `report_${opened}`;
      const { window, excludeAutomation } = request;
      const read = await definitions.read();
      const logsOnly = excludeAutomation || read.activity !== undefined;
      const choice = await choiceContext(analytics, window, logsOnly);
      const context = { ...choice, ...read, excludeAutomation, database, store };
      const { data, notices, meaning } = await measureUsage(table, request, context);
      return {
        data,
        notices,
        numbersFor: (accountIds) => turn(() => numbersIn(table, accountIds, meaning, database)),
        [Symbol.asyncDispose]: () => turn(() => dropTable(table, database)),
      };
    },
  };
}

/** A report may outlive the analytics it came from: its table went with them. */
async function dropTable(table: string, database: Database): Promise<void> {
  if (database.isOpen()) await database.run(`DROP TABLE IF EXISTS ${table}`);
}
