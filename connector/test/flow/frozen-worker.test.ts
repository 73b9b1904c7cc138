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
import { openWorkers, stopped, type Workers } from './faults/workers.ts';

describe('A worker that stood still for longer than its heartbeat', () => {
  let workers: Workers;
  let samples: Samples;

  beforeAll(async () => {
    workers = await openWorkers();
    samples = await samplesOf(workers, [small, twoRequests, large]);
  });
  afterAll(async () => {
    await workers[Symbol.asyncDispose]();
  });

  it('sends nothing more when it goes on: its runs are finished by another', async () => {
    const all = [
      await held(workers, 'reading', small, at(asks('FROM sfLma__License__c WHERE'))),
      await held(workers, 'the first of two requests', twoRequests, at(writes)),
      await held(workers, 'uploading', large, at(sends('PUT', /\/batches/))),
      await held(workers, 'the log', small, at(composes('/sobjects/SyncRun__c/'))),
    ];
    // Time enough to go on with all it has, if it did not find out.
    const frozen = workers.start({ RUNS_AT_ONCE: '20', STOP_SECONDS: '300' });
    await allStand(all, frozen);
    frozen.child.kill('SIGSTOP');
    for (const { standing } of all) standing.release();

    const heir = workers.start({ ...workers.elsewhere, RUNS_AT_ONCE: '20' });
    await allDone(workers, heir);
    for (const each of all) expectAsUninterrupted(each, samples);
    expect(await stopped(heir)).toEqual([0, null]);
    frozen.child.kill('SIGCONT');
    expect(await stopped(frozen), frozen.log()).toEqual([0, null]);
    for (const each of all) expectAsUninterrupted(each, samples);
  }, 600_000);
});
