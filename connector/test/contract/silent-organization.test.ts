import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { openMemoryStore } from '../../src/adapters/store/memory-store.ts';
import { defaultSchedule } from '../../src/domain/organization.ts';
import { salesforceOf } from '../../src/organization-access.ts';

it('gives an organization that does not answer up after as long a silence as is asked for', async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const clock = { now: () => new Date(), sleep: () => Promise.resolve() };
  const store = openMemoryStore(clock, { current: Buffer.alloc(32, 1), previous: undefined });
  const id = '00D000000000001AAA';
  await store.organizations.save(
    {
      id,
      name: 'Acme',
      instanceUrl: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
      allowLocalAddress: true,
      packageNamespace: '',
      schedule: defaultSchedule,
      nextRunAt: clock.now(),
      nextPollAt: clock.now(),
    },
    { kind: 'client-credentials', clientId: 'id', clientSecret: 'secret' },
  );
  const organization = await store.organizations.find(id);
  if (!organization) throw new Error('It was not kept.');
  const salesforce = await salesforceOf(organization, store.organizations, clock, {
    timeoutMs: 20,
  });
  await expect(salesforce.requests.readRequests()).rejects.toMatchObject({ kind: 'transient' });
  await salesforce.close();
  silent.closeAllConnections();
  silent.close();
});
