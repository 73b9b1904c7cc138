/**
 * A connector's store in a process of its own, to be killed: opens the data directory it is given, then writes one
 * value after the other and tells each on its output once the store has acknowledged it.
 */
import { systemClock } from '../../src/adapters/system-clock.ts';
import { openStore } from '../../src/adapters/store/open-store.ts';

const [dataDirectory, organizationId] = process.argv.slice(2) as [string, string];
const store = await openStore({ dataDirectory, clock: systemClock });
process.stdout.write('open\n');
for (let value = 0; ; value += 1) {
  const written = { accountId: `001${value}`, field: 'MAU__c', value, metricKey: 'engagement.mau' };
  await store.ledger.recordWritten(organizationId, 'run-1', [written]);
  process.stdout.write(`${value}\n`);
}
