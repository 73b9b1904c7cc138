import { pollOrganizations } from './adapters/queue/poll-organizations.ts';
import { repeat } from './adapters/queue/repeat.ts';
import { openRunQueue } from './adapters/queue/run-queue.ts';
import { scheduleRuns } from './adapters/queue/schedule-runs.ts';
import { openSalesforce } from './adapters/salesforce/open-salesforce.ts';
import { openStore, type Store } from './adapters/store/open-store.ts';
import { openLogger } from './adapters/telemetry/logger.ts';
import type { ServiceConfig } from './config.ts';
import { nextStart, startDelayMs } from './domain/daily-schedule.ts';
import type { Organization } from './domain/organization.ts';
import type { ConnectionTest, OrganizationToAdd } from './domain/service-status.ts';
import { disposable, salesforceOf } from './organization-access.ts';
import { organizationRunner } from './organization-runner.ts';
import type { Clock } from './ports/clock.ts';
import type { Organizations } from './ports/organizations.ts';
import type { RunHistory } from './ports/run-history.ts';
import type { RunQueue } from './ports/run-queue.ts';
import type { LogDestination } from './wire.ts';

/** The connector for many organizations. */
export interface Service extends AsyncDisposable {
  readonly organizations: Organizations;
  readonly runs: RunHistory;
  readonly queue: Pick<RunQueue, 'open' | 'enqueue' | 'cancel'>;
  /** Connects an organization: it is kept once it has let us in. Throws an OrgError where it does not. */
  add(wanted: OrganizationToAdd): Promise<Organization>;
  /** Signs in, without changing anything; undefined where there is no such organization. */
  test(id: string): Promise<ConnectionTest | undefined>;
  /** Schedules, looks for requests and carries out runs until the signal aborts; then stops within the deadline. */
  work(signal: AbortSignal): Promise<void>;
}

/** How often it is looked whether a run or a poll is due. */
const tickMs = 15_000;

/**
 * Opens the store with its tables, and the queue in it.
 *
 * @throws an error that names the setting to look at
 */
export async function openService(
  config: ServiceConfig,
  clock: Clock,
  logDestination: LogDestination,
): Promise<Service> {
  await using opening = new AsyncDisposableStack();
  const { secretKeys, logLevel } = config;
  const logger = openLogger({ level: logLevel, clock, destination: logDestination });
  const store = await openStore({ ...config.store, clock, secretKeys });
  opening.defer(() => store.close());
  const { organizations, runs } = store;
  const queue = await openRunQueue({
    database: { executeSql: requiredExecute(store) },
    onError: (error) => {
      logger.error({ error }, 'The queue could not do its work; it tries again');
    },
  });
  let isOpen = true;
  const closeQueue = async (deadlineMs: number): Promise<void> => {
    if (isOpen) await queue.close(deadlineMs);
    isOpen = false;
  };
  opening.defer(() => closeQueue(0));
  const open = opening.move();

  return {
    organizations,
    runs,
    queue,
    add: (wanted) => addOrganization(wanted, organizations, config, clock),
    test: (id) => testOrganization(id, organizations, clock),
    work: async (signal) => {
      const runner = organizationRunner({ store, config, clock, logger });
      await queue.work(config.runsAtOnce, runner);
      await keepBusy({ organizations, queue, config, clock, logger }, signal);
      await closeQueue(config.stopMs);
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

interface KeepBusyParts {
  readonly organizations: Organizations;
  readonly queue: RunQueue;
  readonly config: ServiceConfig;
  readonly clock: Clock;
  readonly logger: ReturnType<typeof openLogger>;
}

/** Queues what is due and what is requested, until the signal aborts. */
async function keepBusy(
  { organizations, queue, config, clock, logger }: KeepBusyParts,
  signal: AbortSignal,
): Promise<void> {
  const scheduling = { organizations, queue, clock, spreadMs: config.scheduleSpreadMs };
  const polling = {
    ...scheduling,
    intervalMs: config.requestPollMs,
    look: (organization: Organization) => look(organization, organizations, clock),
    onFailure: ({ id }: Organization, error: unknown) => {
      logger.warn({ organizationId: id, error }, 'The organization could not be looked at');
    },
  };
  const failed = (error: unknown): void => {
    logger.error({ error }, 'Runs could not be scheduled; it is tried again');
  };
  await Promise.all([
    repeat(() => scheduleRuns(scheduling), tickMs, clock, signal, failed),
    repeat(() => pollOrganizations(polling), tickMs, clock, signal, failed),
  ]);
}

function requiredExecute({ execute }: Store): NonNullable<Store['execute']> {
  if (!execute) throw new Error('The queue needs a store with a database.');
  return execute;
}

/** Signs in first: what does not let us in is not kept, and what answers is what is pinned. */
async function addOrganization(
  wanted: OrganizationToAdd,
  organizations: Organizations,
  { scheduleSpreadMs }: ServiceConfig,
  clock: Clock,
): Promise<Organization> {
  const { secret, instanceUrl, allowLocalAddress } = wanted;
  await using salesforce = disposable(
    openSalesforce({ ...wanted, loginUrl: instanceUrl, auth: secret, clock }),
  );
  const org = await salesforce.connection.connect();
  const packageNamespace = wanted.packageNamespace ?? (await salesforce.packageNamespace());
  const { schedule } = await salesforce.requests.readRequests();
  const now = clock.now();
  const id = org.organizationId;
  await organizations.save(
    {
      id,
      name: org.name,
      instanceUrl: new URL(instanceUrl).origin,
      allowLocalAddress,
      packageNamespace,
      schedule,
      nextRunAt: nextStart(schedule, now, startDelayMs(id, scheduleSpreadMs)),
      nextPollAt: now,
    },
    secret,
  );
  const saved = await organizations.find(id);
  if (!saved) throw new Error(`Organization ${id} was removed while it was being added.`);
  return saved;
}

async function testOrganization(
  id: string,
  organizations: Organizations,
  clock: Clock,
): Promise<ConnectionTest | undefined> {
  const organization = await organizations.find(id);
  if (!organization) return undefined;
  await using salesforce = await salesforceOf(organization, organizations, clock);
  const { isSandbox, timeZone } = await salesforce.connection.connect();
  return { organization, isSandbox, timeZone, usage: salesforce.connection.usage() };
}

async function look(
  organization: Organization,
  organizations: Organizations,
  clock: Clock,
): ReturnType<Parameters<typeof pollOrganizations>[0]['look']> {
  await using salesforce = await salesforceOf(organization, organizations, clock);
  const found = await salesforce.requests.readRequests();
  return { ...found, usage: salesforce.connection.usage() };
}
