import { usageOverHttp } from './served-usage.ts';
import { reachUsageBy } from './usage-source-adapter.ts';

/** The adapter opens with its first request, the embedded one at once: the tests find folders and refusals alike. */
reachUsageBy(async (open) => {
  await using opening = new AsyncDisposableStack();
  const usage = opening.use(await usageOverHttp(open));
  await usage.features();
  opening.move();
  return usage;
});
