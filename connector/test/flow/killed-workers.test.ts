import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ObservedRequest } from '../../../scripts/local-org/faults/observed-request.ts';
import { differences, fates, logEntries, runRecords, type Customer } from './faults/customer.ts';
import { standsAt, type Point } from './faults/stand-still.ts';
import { openWorkers, stopped, until, type WorkerProcess, type Workers } from './faults/workers.ts';

const seed = Number(process.env.KILL_SEED ?? randomInt(2 ** 31));

/** mulberry32: the same numbers for the same seed. */
function randomNumbers(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Two requests of Composite write the one, a Bulk job the other. */
const small = 1_200;
const large = 9_000;

const isBulk =
  (method: string, path: RegExp) =>
  (request: ObservedRequest): boolean =>
    request.operation === 'bulkIngest' && request.method === method && path.test(request.path);
const isWrite = ({ operation, body }: ObservedRequest): boolean =>
  operation === 'composite' && JSON.stringify(body).includes('/composite/sobjects');

const lost = { number: 1, isAnswerLost: true };
/** Where it matters most what the organization did and the worker never heard of. */
const fixed: readonly Kill[] = [
  { what: 'writing by Composite', accounts: small, point: { ...lost, matches: isWrite } },
  {
    what: 'creating a Bulk job',
    accounts: large,
    point: { ...lost, matches: isBulk('POST', /\/ingest\/?$/) },
  },
  {
    what: 'uploading to a Bulk job',
    accounts: large,
    point: { ...lost, matches: isBulk('PUT', /\/batches\/?$/) },
  },
  {
    what: 'closing a Bulk job',
    accounts: large,
    point: { ...lost, matches: isBulk('PATCH', /\/ingest\/\w+\/?$/) },
  },
];
const random = randomNumbers(seed);
const sizesAtRandom = [...Array.from({ length: 9 }, () => small), large];

interface Kill {
  readonly what: string;
  readonly accounts: number;
  readonly point: Point;
}

interface Victim {
  readonly customer: Customer;
  readonly point: string;
}

/** Each run with a worker of its own that is killed at a point of its own; all runs are the same. */
describe(`Workers that are killed (KILL_SEED=${seed})`, () => {
  let workers: Workers;
  /** Runs that nobody interrupts, by their number of Accounts. */
  const samples = new Map<number, Customer>();
  const victims: Victim[] = [];
  const alive = new Set<WorkerProcess>();

  beforeAll(async () => {
    workers = await openWorkers();
    for (const accounts of [small, large]) samples.set(accounts, await workers.connect(accounts));
  });
  afterAll(async () => {
    await workers[Symbol.asyncDispose]();
  });

  const sampleOf = (accounts: number): Customer => {
    const sample = samples.get(accounts);
    if (!sample) throw new RangeError(`No sample has ${accounts} Accounts.`);
    return sample;
  };
  const allDone = (): Promise<void> =>
    until(
      async () => (await workers.queue.open()).length === 0,
      () => `a run has no end. KILL_SEED=${seed}; ${victims.map(({ point }) => point).join('; ')}`,
    );

  /** Of a run of so many Accounts, any but the last request: after that one there is nothing left to finish. */
  const pointAtRandom = (accounts: number): Point => {
    const requests = sampleOf(accounts).seeded.running.apiUsage.calls.length;
    return { number: 1 + Math.floor(random() * (requests - 1)), isAnswerLost: random() < 0.5 };
  };

  it('is compared with runs that nobody interrupts', async () => {
    const worker = workers.start();
    for (const sample of samples.values()) {
      sample.seeded.running.apiUsage.forgetCalls();
      await workers.enqueue(sample);
    }
    await allDone();
    expect(await stopped(worker)).toEqual([0, null]);
    for (const sample of samples.values()) {
      expect(runRecords(sample)[0]?.slice(0, 2)).toEqual(['Succeeded', sample.accounts]);
      const all = Object.values(fates(sample));
      // Without each of these the comparison would show less.
      for (const mau of [null, 0, 1]) expect(all).toContainEqual(expect.objectContaining({ mau }));
      for (const saves of [[], ['NULL NULL'], ['0 0'], ['0 left']])
        expect(all).toContainEqual(expect.objectContaining({ saves }));
    }
  });

  /** Has a run begun, kills its worker where it stands still, and lets the organization answer again. */
  const kill = async ({ accounts, point, what }: Kill): Promise<void> => {
    const customer = await workers.connect(accounts);
    const words = `${what} of a run of ${accounts} Accounts, ${point.isAnswerLost ? 'its answer lost' : 'before it had an effect'}`;
    victims.push({ customer, point: words });
    const standing = standsAt(customer, point);
    // One run at a time: it may be that of a worker that was killed earlier, and then one of its own.
    alive.add(workers.start({ RUNS_AT_ONCE: '1' }));
    await workers.enqueue(customer);
    let holder: WorkerProcess | undefined;
    const isHeld = (): boolean => {
      holder = [...alive].find((worker) => worker.log().includes(customer.run.runKey));
      return standing.stands() && holder !== undefined;
    };
    await until(isHeld, () => `a run comes to ${words}. KILL_SEED=${seed}\n${holder?.log()}`);
    if (!holder) return;
    alive.delete(holder);
    holder.child.kill('SIGKILL');
    await holder.ended;
    standing.abandon();
  };

  it('have their runs finished by others, with the values and saves of a run that nobody interrupts', async () => {
    const kills: Kill[] = [
      ...fixed,
      ...sizesAtRandom.map((accounts) => {
        const point = pointAtRandom(accounts);
        return { accounts, point, what: `request ${point.number}` };
      }),
    ];
    const killAll = async (): Promise<void> => {
      for (let next = kills.shift(); next; next = kills.shift()) await kill(next);
    };
    await Promise.all([killAll(), killAll()]);

    const heir = workers.start({ RUNS_AT_ONCE: '10' });
    await allDone();
    for (const { customer, point } of victims) {
      const told = `KILL_SEED=${seed}, killed at ${point}`;
      const sample = sampleOf(customer.accounts);
      expect(differences(customer, sample), told).toEqual([]);
      expect(runRecords(customer), told).toEqual(runRecords(sample));
      expect(logEntries(customer), told).toEqual(logEntries(sample));
    }
    for (const { id, run } of [...samples.values(), ...victims.map(({ customer }) => customer)]) {
      const [newest] = await workers.store.runs.newestRuns(id, 1);
      expect(newest).toMatchObject({ runKey: run.runKey, status: 'Succeeded' });
      const soon = new Date(Date.now() + 60_000);
      expect(await workers.store.outbox.leftBehind(id, soon)).toEqual([]);
    }
    expect(await stopped(heir)).toEqual([0, null]);
  }, 900_000);
});
