import { openRunQueue } from '../../src/adapters/queue/run-queue.ts';
import { openStore } from '../../src/adapters/store/open-store.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import type { CarryOut } from '../../src/ports/run-queue.ts';

/**
 * A worker of the queue in a process of its own. Says `began <run>` on standard output; a run whose key ends with 1
 * then never ends in the process that is told to hang, and every other ends at once with `ended <run>`.
 */
const [databaseUrl = '', hangs] = process.argv.slice(2);
const store = await openStore({ databaseUrl, dataDirectory: 'unused', clock: systemClock });
const queue = await openRunQueue({
  database: {
    executeSql: (text, values) =>
      store.execute?.(text, values) ?? Promise.reject(new Error('no database')),
  },
  onError: (error) => process.stderr.write(`${error.message}\n`),
  heartbeatSeconds: 10,
  pollingSeconds: 0.5,
});
const say = (words: string): void => {
  process.stdout.write(`${words}\n`);
};
const carryOut: CarryOut = async ({ runKey }, signal) => {
  say(`began ${runKey}`);
  if (hangs === 'hang' && runKey.endsWith('1'))
    await new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
    });
  say(`ended ${runKey}`);
};
await queue.work(2, carryOut, ({ runKey }) => {
  say(`closed ${runKey}`);
  return Promise.resolve();
});
process.once('SIGTERM', () => {
  void queue.close(2_000).then(() => store.close());
});
say('ready');
