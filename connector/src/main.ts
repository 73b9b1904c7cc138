#!/usr/bin/env node
import { userInfo } from 'node:os';
import { memoryAuthorizations } from './adapters/store/memory-authorizations.ts';
import { systemClock } from './adapters/system-clock.ts';
import {
  readConfig,
  readConfiguredOrganization,
  readServiceConfig,
  type ServiceConfig,
} from './config.ts';
import type { Actor } from './domain/audit-entry.ts';
import { commandLine, type Commands } from './entrypoints/cli/command-line.ts';
import type { WithService } from './entrypoints/cli/service-commands.ts';
import { serve, workAlone } from './serve.ts';
import { ingest } from './service/ingest.ts';
import { openService, type Service } from './service.ts';
import { auditedCommands } from './service/audited-commands.ts';
import { browserSignIn } from './service/browser-sign-in.ts';
import { connectedId } from './service/connected-id.ts';
import { questionCommands } from './service/question-commands.ts';
import { version } from './version.ts';
import { openConnector, type Connector, type LogDestination } from './wire.ts';

// A person at a terminal sees the progress; a scheduler or container gets the log.
const { stderr } = process;
const isTerminal = stderr.isTTY;
// A line of the log that finds no room on its disk, or nobody who reads it, is lost; the runs are not to end with it.
stderr.on('error', () => undefined);

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Asked politely: what is under way is settled, and nothing further is sent.
  process.once(signal, () => {
    interrupted.abort();
  });
}

const opened = (): Promise<Connector> =>
  openConnector(readConfig(), systemClock, isTerminal ? undefined : stderr);

/** For a moment, with no more in the log than what a person at a terminal has to know. */
const quietly = { write: (line: string) => (isTerminal ? true : stderr.write(line)) };

/** Whoever is at the command line. */
function actor(): Actor {
  const { username } = userInfo();
  return { kind: 'command-line', id: username, name: username };
}

async function during<T>(
  use: (service: Service, config: ServiceConfig) => Promise<T>,
  log: LogDestination = stderr,
): Promise<T> {
  const config = readServiceConfig();
  await using service = await openService(config, systemClock, log);
  const audited = auditedCommands(service, service.audit, actor());
  return await use({ ...service, ...audited }, config);
}

/** A service that runs on, with the organization of the variables SALESFORCE_… connected where they name one. */
async function runningOn(
  use: (service: Service, api: ServiceConfig['api']) => Promise<void>,
): Promise<void> {
  const configured = readConfiguredOrganization();
  await during(async (service, { api, stopMs }) => {
    cutOffAfter(stopMs + closingMs);
    if (configured) await service.keepConfigured(configured);
    await use(service, api);
  });
  // What is under way still, such as a request that Salesforce is silent about, belongs to a run that was handed over.
  if (interrupted.signal.aborted) process.exit();
}

/** For closing what is open, once all runs have ended or are handed over. */
const closingMs = 10_000;

/** Ends the process that long after it was told to stop, whatever keeps it: its runs go to others when it is not heard of. */
function cutOffAfter(ms: number): void {
  interrupted.signal.addEventListener('abort', () => {
    const cutOff = (): never => {
      stderr.write(
        'The connector was told to stop and could not close everything in time, such as a database that does not answer. Its runs go to another worker, or go on with the next start.\n',
      );
      process.exit(1);
    };
    setTimeout(cutOff, ms).unref();
  });
}

/** The one that is named; without a name that of the variables SALESFORCE_…, or the only one there is. */
async function organizationOfKey(
  named: string | null | undefined,
  service: Service,
): Promise<string | null> {
  if (named === null) return null;
  const configured = named === undefined ? readConfiguredOrganization() : undefined;
  if (configured) return service.keepConfigured(configured);
  return connectedId(named, service.organizations);
}

const withService: WithService = (use) =>
  during(
    (service) =>
      use({
        ...service,
        inBrowser: browserSignIn({
          add: (wanted) => service.add(wanted),
          pending: memoryAuthorizations(systemClock),
          clock: systemClock,
        }),
        openRuns: () => service.queue.open(),
        newestRuns: (id, limit) => service.runs.newestRuns(id, limit),
      }),
    quietly,
  );

const runOf: Commands['runOf'] = (id, request, observer) =>
  during(async (service) => {
    const run = { ...request, organizationId: await connectedId(id, service.organizations) };
    return await service.runNow(run, observer, interrupted.signal);
  }, quietly);

/** By itself, but where a worker may be at a run of the same organization: then it waits its turn in the queue. */
const run: Commands['run'] = async (request, observer) => {
  let id;
  {
    await using connector = await opened();
    id = await connector.queuedId();
    if (id === undefined) return await connector.run(request, observer, interrupted.signal);
  }
  // Says so where the key is missing that its secret is kept under.
  readConfiguredOrganization();
  return runOf(id, request, observer);
};

try {
  const questions = questionCommands({
    isTerminal,
    signal: interrupted.signal,
    withConnector: async (use) => {
      await using connector = await opened();
      return await use(connector);
    },
    withService: (use) => during(use, quietly),
  });
  await commandLine({
    ...questions,
    version,
    withService,
    run,
    runOf,
    diagnose: async (id) => {
      if (id !== undefined)
        return await during(
          async (service) => service.diagnose(await connectedId(id, service.organizations)),
          quietly,
        );
      await using connector = await opened();
      return await connector.diagnose();
    },
    ingest: (paths, id) => ingest(paths, id, readServiceConfig(), systemClock),
    serve: ({ works }) =>
      runningOn((service, api) => serve({ service, api, works, signal: interrupted.signal })),
    work: () => runningOn((service, api) => workAlone(service, api, interrupted.signal)),
    addKey: (request) =>
      during(async (service) => {
        const organizationId = await organizationOfKey(request.organizationId, service);
        return await service.keys.issue({ ...request, organizationId });
      }),
    now: () => systemClock.now(),
    listKeys: () => during(({ keys }) => keys.list()),
    revokeKey: (id) => during(({ keys }) => keys.revoke(id)),
  }).parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
