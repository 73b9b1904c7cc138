#!/usr/bin/env node
import { systemClock } from './adapters/system-clock.ts';
import { readConfig } from './config.ts';
import { commandLine } from './entrypoints/cli/command-line.ts';
import { openConnector } from './wire.ts';

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Asked politely: what is under way is settled, and nothing further is sent.
  process.once(signal, () => {
    interrupted.abort();
  });
}

try {
  await commandLine({
    run: async (request, observer) => {
      await using connector = await openConnector(readConfig(), systemClock);
      return await connector.run(request, observer, interrupted.signal);
    },
  }).parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
