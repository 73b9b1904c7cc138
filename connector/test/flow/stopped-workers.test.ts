import pg from 'pg';
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
  writes,
  type Held,
  type Samples,
} from './faults/held-runs.ts';
import { standsAt, type Point } from './faults/stand-still.ts';
import { openWorkers, stopped, until, type Workers } from './faults/workers.ts';

/** The request of a phase that Salesforce is silent about; in the others the run has nothing to ask it. */
const silent: readonly (readonly [phase: string, accounts: number, Point])[] = [
  ['Connect', small, at()],
  ['Licenses', small, at(asks('FROM sfLma__License__c WHERE'))],
  ['Accounts', small, at(asks('FROM Account WHERE'))],
  ['Plan', small, at(asks('FROM MappingChange__c'))],
  ['Write with Composite', small, at(writes)],
  ['Write with Composite, the answer lost', small, at(writes, true)],
  ['Write with Bulk, uploading', large, at(sends('PUT', /\/batches/))],
  ['Write with Bulk, waiting', large, at(sends('GET', /\/jobs\/ingest\/\w+$/))],
  ['Log', small, at(composes('/sobjects/SyncRun__c/'))],
];

let workers: Workers;
let samples: Samples;

beforeAll(async () => {
  workers = await openWorkers();
  samples = await samplesOf(workers, [small, large]);
});
afterAll(async () => {
  await workers[Symbol.asyncDispose]();
});

describe('A worker that is told to stop', () => {
  it('hands over what does not end in time, whatever phase it is in, and another finishes it', async () => {
    const all: Held[] = [];
    for (const each of silent) all.push(await held(workers, ...each));
    const worker = workers.start({ RUNS_AT_ONCE: '20' });
    await allStand(all, worker);
    expect(await stopped(worker), worker.log()).toEqual([0, null]);
    expect(await workers.queue.open()).toHaveLength(all.length);
    for (const { standing } of all) standing.abandon();

    const heir = workers.start({ RUNS_AT_ONCE: '20' });
    await allDone(workers, heir);
    for (const each of all) expectAsUninterrupted(each, samples);
    expect(await stopped(heir)).toEqual([0, null]);
  }, 600_000);

  it('lets a run end that has the time for it', async () => {
    const run = await held(workers, 'writing', small, at(writes));
    const worker = workers.start({ STOP_SECONDS: '300' });
    await allStand([run], worker);
    const end = stopped(worker);
    run.standing.release();
    expect(await end).toEqual([0, null]);
    expect(await workers.queue.open()).toEqual([]);
    expectAsUninterrupted(run, samples);
  }, 600_000);

  it('does not wait for an organization that it only looks at', async () => {
    const { id, seeded } = await workers.connect(small);
    const standing = standsAt({ seeded }, at());
    const organization = await workers.store.organizations.find(id);
    if (!organization) throw new Error(`The organization ${id} is not connected.`);
    const { organizations } = workers.store;
    await organizations.setSchedule(id, organization.schedule, new Date(Date.now() + 86_400_000));
    await organizations.setNextPoll(id, new Date());
    await organizations.setPaused(id, false);
    const worker = workers.start({ REQUEST_POLL_SECONDS: '1' });
    await until(
      () => standing.stands(),
      () => worker.log(),
    );
    expect(await stopped(worker), worker.log()).toEqual([0, null]);
    await organizations.setPaused(id, true);
  }, 600_000);

  it('ends all the same where its database does not answer', async () => {
    const client = new pg.Client(workers.databaseUrl);
    await client.connect();
    await client.query('begin; lock table organization');
    const worker = workers.start();
    // In the transaction of the lock, this would be answered as it was at first.
    const waiting = `select from pg_stat_activity where wait_event_type = 'Lock'`;
    await until(
      async () => (await workers.store.execute?.(waiting))?.rows.length !== 0,
      () => `the worker waits for its database:\n${worker.log()}`,
    );
    expect(await stopped(worker)).toEqual([1, null]);
    expect(worker.log()).toContain('a database that does not answer');
    await client.end();
  }, 600_000);
});
