import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { signedInOrg, type SignedInOrg } from './signed-in-org.ts';

let org: SignedInOrg;
beforeAll(async () => {
  org = await signedInOrg({ apexJobsMs: 20 });
});
afterAll(() => org.close());

it('Apex that a client has queued runs by itself', async () => {
  const block = `public class Later implements Queueable {
      public void execute(QueueableContext context) { insert new Account(Name = 'Queued'); }
    }
    System.enqueueJob(new Later());`;
  const path = `/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(block)}`;
  expect((await org.call('GET', path)).json).toMatchObject({ success: true });
  await vi.waitFor(async () => {
    const soql = encodeURIComponent('SELECT Name FROM Account');
    expect((await org.call('GET', `/query?q=${soql}`)).json).toMatchObject({
      records: [{ Name: 'Queued' }],
    });
  });
});
