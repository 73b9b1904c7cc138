#!/usr/bin/env node
import { systemClock } from './adapters/system-clock.ts';
import { readConfig, type Config, readServiceConfig } from './config.ts';
import { id18 } from './domain/salesforce-id.ts';
import { commandLine } from './entrypoints/cli/command-line.ts';
import { addServiceCommands, type WithService } from './entrypoints/cli/service-commands.ts';
import { serveHttp } from './entrypoints/http/serve-http.ts';
import { openService } from './service.ts';
import { openConnector, type Connector } from './wire.ts';

// A person at a terminal sees the progress; a scheduler or container gets the log.
const { stderr } = process;
const isTerminal = stderr.isTTY;

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Asked politely: what is under way is settled, and nothing further is sent.
  process.once(signal, () => {
    interrupted.abort();
  });
}

const opened = (): Promise<Connector> =>
  openConnector(readConfig(), systemClock, isTerminal ? undefined : stderr);

/** What a Prometheus may ask for, where there is a token to show. */
function metricsOf({ api: { metricsToken: token } }: Config, { meters }: Connector) {
  return token === undefined ? undefined : { token, exposition: () => meters.exposition() };
}

const withService: WithService = async (use) => {
  await using service = await openService(readServiceConfig(), systemClock, stderr);
  return await use({
    ...service,
    openRuns: () => service.queue.open(),
    newestRuns: (id, limit) => service.runs.newestRuns(id, limit),
    work: () => service.work(interrupted.signal),
  });
};

try {
  const program = commandLine({
    isTerminal,
    run: async (request, observer) => {
      await using connector = await opened();
      return await connector.run(request, observer, interrupted.signal);
    },
    diagnose: async () => {
      await using connector = await opened();
      return await connector.diagnose();
    },
    serve: async () => {
      const config = readConfig();
      await using connector = await openConnector(config, systemClock, stderr);
      const { logger } = connector;
      await serveHttp(connector.api.service, {
        ...config.api,
        metrics: metricsOf(config, connector),
        logger,
        signal: interrupted.signal,
        onListening: (address) => logger?.info({ address }, 'the API is up'),
      });
    },
    addKey: async ({ organizationId, ...request }) => {
      await using connector = await openConnector(readConfig(), systemClock);
      const id = organizationId ?? (await connector.api.organizationId());
      return await connector.keys.issue({ ...request, organizationId: id18(id) });
    },
    listKeys: async () => {
      await using connector = await openConnector(readConfig(), systemClock);
      return await connector.keys.list();
    },
    revokeKey: async (id) => {
      await using connector = await openConnector(readConfig(), systemClock);
      return await connector.keys.revoke(id);
    },
  });
  addServiceCommands(program, withService);
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
