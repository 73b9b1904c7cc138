import type { Account, DirectoryEntry, GoneAccount } from '../../src/domain/account.ts';
import type { AccountUpdate, SalesforceFault, UpdateResult } from '../../src/domain/change.ts';
import type { FailedValue } from '../../src/domain/failed-value.ts';
import type { License } from '../../src/domain/license.ts';
import type { AccountField, Mapping } from '../../src/domain/mapping.ts';
import type { OrgError } from '../../src/domain/org-error.ts';
import { PlanCount, type PlannedChange } from '../../src/domain/planned-change.ts';
import type { RunRequest, RunResult } from '../../src/domain/run.ts';
import { defaultSettings, type Settings } from '../../src/domain/settings.ts';
import type {
  AccountNumbers,
  CatalogueMetric,
  MetricData,
  Notice,
} from '../../src/domain/usage-report.ts';
import type { DirectoryHead } from '../../src/ports/directory.ts';
import type { ClearRequest, SettledClear } from '../../src/ports/clear-requests.ts';
import type { MeasureRequest } from '../../src/ports/usage-source.ts';
import type { WrittenValue } from '../../src/ports/write-ledger.ts';
import type { BulkWatch } from '../../src/ports/account-writer.ts';
import { memoryOutbox } from '../../src/adapters/store/memory-outbox.ts';
import type { RunPorts } from '../../src/stages/run-ports.ts';

export const organizationId = '00D000000000099AAA';
export const now = new Date('2026-11-24T04:00:00Z');

/**
 * An organization held in memory, with its ISVapp, behind the ports of a run. A test sets what is in it and what goes
 * wrong, and looks at what the run did to it.
 */
export class MemoryOrganization {
  mappings: Mapping[] = [];
  settings: Settings = defaultSettings;
  fields: AccountField[] = [];
  licenses: License[] = [];
  readonly accounts = new Map<string, Record<string, Account['values'][string]>>();
  catalogue: CatalogueMetric[] = [];
  data = new Map<string, MetricData>();
  /** By Account, then metric key. */
  readonly numbers = new Map<string, ReadonlyMap<string, number>>();
  notices: Notice[] = [];
  packagesNotEnabled = new Set<string>();
  gone: GoneAccount[] = [];
  /** Accounts whose licence comes after the licences were read. */
  licensedDuringRun: string[] = [];

  /** Called before each write request; what it throws fails the request. */
  beforeWrite: () => void = () => undefined;
  /** The faults Salesforce gives for an Account's update, none by default. */
  faultsOf: (update: AccountUpdate) => readonly SalesforceFault[] = () => [];
  timeZone = 'America/Los_Angeles';
  connectError: OrgError | undefined;
  licenseError: OrgError | undefined;
  logError: OrgError | undefined;
  usage = { used: 100, limit: 15_000 };

  /** What administrators asked to be cleared, and what they were told. */
  clears: ClearRequest[] = [];
  readonly settledClears: SettledClear[] = [];

  /** What Bulk jobs did, by their id, and why nobody can learn it; which were asked by another than began them. */
  readonly jobResults = new Map<string, readonly UpdateResult[]>();
  jobError: Error | undefined;
  readonly resumedJobs: string[] = [];
  #jobs = 0;
  /** Kept across the runs of this organization. */
  readonly outbox = memoryOutbox({ now: () => this.now, sleep: () => Promise.resolve() });
  now = now;

  readonly writeRequests: (readonly AccountUpdate[])[] = [];
  readonly written: WrittenValue[] = [];
  directory: readonly DirectoryEntry[] = [];
  head: DirectoryHead | undefined;
  closed: RunResult | undefined;
  opened: RunRequest | undefined;
  published: readonly CatalogueMetric[] = [];
  measured: MeasureRequest | undefined;
  /** By run key. */
  readonly failed = new Map<string, readonly FailedValue[]>();
  /** What runs planned and did not send, by run key; only so many of each are kept. */
  readonly planned = new Map<string, readonly PlannedChange[]>();
  keptChanges = 1_000;
  planError: Error | undefined;
  readonly pausesMs: number[] = [];
  readonly failures: unknown[] = [];

  addAccount(id: string, values: Record<string, Account['values'][string]>): void {
    this.accounts.set(id, values);
  }

  ports(): RunPorts {
    return {
      connection: {
        connect: () => {
          if (this.connectError) return Promise.reject(this.connectError);
          return Promise.resolve({
            organizationId,
            name: 'Sample ISV',
            instanceUrl: 'http://127.0.0.1',
            isSandbox: false,
            timeZone: this.timeZone,
          });
        },
        usage: () => this.usage,
        requestCount: () => this.writeRequests.length,
      },
      setup: {
        readSetup: () =>
          Promise.resolve({
            mappings: this.mappings,
            settings: this.settings,
            accountFields: this.fields,
          }),
      },
      licenses: { readLicenses: () => this.#readLicenses() },
      accounts: {
        readAccounts: () => this.#readAccounts(),
        readAccountsById: (ids) => {
          const wanted = new Set(ids);
          return Promise.resolve(this.#all().filter(({ id }) => wanted.has(id)));
        },
        findGone: (ids) => Promise.resolve(this.gone.filter(({ id }) => ids.includes(id))),
      },
      writer: {
        updateNow: (updates) => Promise.resolve().then(() => this.#update(updates)),
        updateInBulk: (updates, watch) => this.#updateInBulk(updates, watch),
        resumeBulk: (jobId, ids) => this.#resumeBulk(jobId, ids),
      },
      runLog: {
        openRun: (request) => this.#log(() => (this.opened = request)),
        reportProgress: () => this.#log(() => undefined),
        closeRun: (result) => this.#log(() => (this.closed = result)),
        publishCatalogue: (metrics) => this.#log(() => (this.published = metrics)),
        pruneRuns: () => this.#log(() => undefined),
      },
      clearRequests: {
        pending: () => Promise.resolve(this.clears),
        settle: (settled) => {
          this.settledClears.push(...settled);
          return Promise.resolve();
        },
      },
      usage: {
        refresh: () => Promise.resolve(this.notices),
        features: () => Promise.resolve([]),
        packagesNotEnabled: () => Promise.resolve(this.packagesNotEnabled),
        catalogue: () => Promise.resolve(this.catalogue),
        measure: (request) => this.#measure(request),
      },
      directory: {
        replaceEntries: async (_, batches, head) => {
          const entries: DirectoryEntry[] = [];
          for await (const batch of batches) entries.push(...batch);
          this.directory = entries;
          this.head = head;
        },
        find: (_, accountId) =>
          Promise.resolve(this.directory.find((entry) => entry.accountId === accountId)),
        count: () => Promise.resolve(this.directory.length),
        head: () => Promise.resolve(this.head),
        page: () => Promise.reject(new Error('A run reads no page of the directory.')),
        activeAccounts: () => Promise.reject(new Error('A run reads no page of the directory.')),
      },
      ledger: {
        recordWritten: (_, __, values) => {
          const placeOf = ({ accountId, field }: WrittenValue): string => `${accountId} ${field}`;
          const known = new Map(this.written.map((each, place) => [placeOf(each), place]));
          for (const value of values) {
            const place = known.get(placeOf(value)) ?? this.written.length;
            known.set(placeOf(value), place);
            this.written[place] = value;
          }
          return Promise.resolve();
        },
        writtenTo: (_, ids) => {
          const wanted = new Set(ids);
          return Promise.resolve(this.written.filter(({ accountId }) => wanted.has(accountId)));
        },
        writingsTo: () => Promise.reject(new Error('A run asks for no writings.')),
        accountsWithValues: () => this.#accountsWithValues(),
        forgetAccounts: () => Promise.resolve(),
      },
      outbox: this.outbox,
      runs: {
        recordFailures: (_, runKey, failures) => {
          this.failed.set(runKey, [...(this.failed.get(runKey) ?? []), ...failures]);
          return Promise.resolve();
        },
        failures: (_, runKey, { errorCode, mapping, field }) =>
          Promise.resolve(
            (this.failed.get(runKey) ?? []).filter(
              (each) =>
                [null, each.errorCode].includes(errorCode) &&
                [null, each.mapping].includes(mapping) &&
                [null, each.field].includes(field),
            ),
          ),
      },
      plannedChanges: {
        record: (_, runKey, changes) =>
          Promise.resolve().then(() => {
            if (this.planError) throw this.planError;
            const count = new PlanCount(this.keptChanges);
            this.planned.set(
              runKey,
              [...changes].filter((change) => count.add(change)),
            );
            return count.plan();
          }),
      },
      clock: {
        now: () => this.now,
        sleep: (ms) => {
          this.pausesMs.push(ms);
          return Promise.resolve();
        },
      },
      observer: {
        phaseStarted: () => undefined,
        phaseProgressed: () => undefined,
        phaseFinished: () => undefined,
        outcomesKnown: () => undefined,
        runFailed: (error) => {
          this.failures.push(error);
        },
        runFinished: () => undefined,
      },
    };
  }

  /** Everything but what an Account has outside the scope of its licences. */
  #all(): readonly Account[] {
    return [...this.accounts].map(([id, values]) => ({
      id,
      name: `Account ${id}`,
      values: { ...values },
    }));
  }

  async *#readLicenses(): AsyncGenerator<readonly License[]> {
    yield await Promise.resolve(this.licenses);
    if (this.licenseError) throw this.licenseError;
  }

  async *#readAccounts(): AsyncGenerator<readonly Account[]> {
    const licensed = new Set(this.licenses.map(({ accountId }) => accountId));
    for (const id of this.licensedDuringRun) licensed.add(id);
    yield await Promise.resolve(this.#all().filter(({ id }) => licensed.has(id)));
  }

  #update(updates: readonly AccountUpdate[]): readonly UpdateResult[] {
    this.writeRequests.push(updates);
    this.beforeWrite();
    return updates.map((update) => {
      const faults = this.faultsOf(update);
      const values = this.accounts.get(update.accountId);
      if (faults.length === 0 && values) Object.assign(values, update.values);
      return { accountId: update.accountId, success: faults.length === 0, faults };
    });
  }

  async *#updateInBulk(
    updates: readonly AccountUpdate[],
    watch: BulkWatch,
  ): AsyncGenerator<readonly UpdateResult[]> {
    this.#jobs += 1;
    const jobId = `job-${this.#jobs}`;
    await watch.onCreated(
      jobId,
      updates.map(({ accountId }) => accountId),
    );
    const results = this.#update(updates).toReversed();
    this.jobResults.set(jobId, results);
    if (this.jobError) throw this.jobError;
    yield results;
  }

  async *#resumeBulk(
    jobId: string,
    ids: readonly string[],
  ): AsyncGenerator<readonly UpdateResult[]> {
    this.resumedJobs.push(jobId);
    if (this.jobError) throw this.jobError;
    const results = new Map(this.jobResults.get(jobId)?.map((each) => [each.accountId, each]));
    yield await Promise.resolve(
      ids.map(
        (accountId) =>
          results.get(accountId) ?? {
            accountId,
            success: false,
            faults: [{ code: 'UNPROCESSED', message: 'The job is gone.', fields: [] }],
          },
      ),
    );
  }

  #measure(request: MeasureRequest): ReturnType<RunPorts['usage']['measure']> {
    this.measured = request;
    const numbersFor = (ids: readonly string[]): Promise<ReadonlyMap<string, AccountNumbers>> =>
      Promise.resolve(
        new Map(
          ids.flatMap((id) => {
            const numbers = this.numbers.get(id);
            return numbers ? [[id, { numbers }] as const] : [];
          }),
        ),
      );
    return Promise.resolve({
      data: this.data,
      notices: [],
      numbersFor,
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  }

  async *#accountsWithValues(): AsyncGenerator<readonly string[]> {
    const holding = this.written.filter(({ value }) => value !== null);
    yield await Promise.resolve([...new Set(holding.map(({ accountId }) => accountId))]);
  }

  #log(work: () => unknown): Promise<void> {
    if (this.logError) return Promise.reject(this.logError);
    work();
    return Promise.resolve();
  }
}
