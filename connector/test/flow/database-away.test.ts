import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  allDone,
  allStand,
  asks,
  at,
  composes,
  expectAsUninterrupted,
  held,
  large,
  samplesOf,
  sends,
  small,
  twoRequests,
  writes,
  type Samples,
} from './faults/held-runs.ts';
import { openWorkers, stopped, until, type Workers } from './faults/workers.ts';

describe('A database server that ends in the middle of runs', () => {
  let workers: Workers;
  let samples: Samples;

  beforeAll(async () => {
    workers = await openWorkers();
    samples = await samplesOf(workers, [small, twoRequests, large]);
  });
  afterAll(async () => {
    await workers[Symbol.asyncDispose]();
  });

  it('is waited for: each run is finished when it is back, as if it had never been away', async () => {
    const reading = await held(workers, 'reading', small, at(asks('FROM sfLma__License__c WHERE')));
    const writing = await held(workers, 'writing', twoRequests, at(writes));
    const inBulk = await held(workers, 'Bulk', large, at(sends('GET', /\/jobs\/ingest\/\w+$/)));
    const closing = await held(workers, 'the log', small, at(composes('/sobjects/SyncRun__c/')));
    const all = [reading, writing, inBulk, closing];
    const worker = workers.start({ RUNS_AT_ONCE: '20' });
    await allStand(all, worker);
    await workers.server.goAway();
    for (const { standing } of all) standing.release();

    const comesTo = ({ customer }: typeof reading, words: string): Promise<void> =>
      until(
        () =>
          worker
            .log()
            .split('\n')
            .some((line) => line.includes(customer.run.runKey) && line.includes(words)),
        () => `${words}:\n${worker.log()}`,
      );
    // Each of them needs its database by then.
    await comesTo(reading, 'it is taken up again');
    await until(
      () => writing.customer.saves.size > 0,
      () => worker.log(),
    );
    await comesTo(closing, 'Log');
    await workers.server.comeBack();
    await allDone(workers, worker);
    for (const each of all) {
      expectAsUninterrupted(each, samples);
      const { id, run } = each.customer;
      expect(await workers.store.runs.newestRuns(id, 1), each.what).toMatchObject([
        { runKey: run.runKey, status: 'Succeeded' },
      ]);
      const soon = new Date(Date.now() + 60_000);
      expect(await workers.store.outbox.leftBehind(id, soon), each.what).toEqual([]);
    }
    expect(await stopped(worker)).toEqual([0, null]);
  }, 600_000);
});
