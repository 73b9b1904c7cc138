import { expect } from 'vitest';
import type { ObservedRequest } from '../../../../scripts/local-org/faults/observed-request.ts';
import { differences, logEntries, runRecords, type Customer } from './customer.ts';
import { standsAt, type Point, type Standing } from './stand-still.ts';
import { stopped, until, type WorkerProcess, type Workers } from './workers.ts';

/** Numbers of Accounts, by how they are written: with everything else, by two requests of Composite, by a Bulk job. */
export const small = 60;
export const twoRequests = 1_200;
export const large = 9_000;

/** A run that stands still at a point of its own. */
export interface Held {
  readonly customer: Customer;
  readonly what: string;
  readonly standing: Standing;
}

/** The first request that matches, before it has an effect, or with its answer lost. */
export function at(matches?: Point['matches'], isAnswerLost = false): Point {
  return { ...(matches && { matches }), number: 1, isAnswerLost };
}

type Matches = (request: ObservedRequest) => boolean;

export function asks(soql: string): Matches {
  return (request) => request.soql?.includes(soql) === true;
}

export function sends(method: string, path: RegExp): Matches {
  return (request) => request.method === method && path.test(request.path);
}

export function composes(text: string): Matches {
  return ({ operation, body }) => operation === 'composite' && JSON.stringify(body).includes(text);
}

/** Writing Accounts by Composite. */
export const writes = composes('/composite/sobjects"');

/** Queues a run that will stand still at the point. */
export async function held(
  workers: Workers,
  what: string,
  accounts: number,
  point: Point,
): Promise<Held> {
  const customer = await workers.connect(accounts);
  const standing = standsAt(customer, point);
  await workers.enqueue(customer);
  return { customer, what, standing };
}

export function allStand(all: readonly Held[], worker: WorkerProcess): Promise<void> {
  return until(
    () => all.every(({ standing }) => standing.stands()),
    () => {
      const missing = all.filter(({ standing }) => !standing.stands()).map(({ what }) => what);
      return `runs stand still at ${missing.join(', ')}:\n${worker.log()}`;
    },
  );
}

export function allDone({ queue }: Workers, worker: WorkerProcess): Promise<void> {
  return until(
    async () => (await queue.open()).length === 0,
    () => `all runs have an end:\n${worker.log()}`,
  );
}

/** Runs that nobody interrupts, by their number of Accounts. */
export type Samples = ReadonlyMap<number, Customer>;

export async function samplesOf(workers: Workers, sizes: readonly number[]): Promise<Samples> {
  const samples = new Map<number, Customer>();
  const worker = workers.start();
  for (const accounts of sizes) {
    const sample = await workers.connect(accounts);
    samples.set(accounts, sample);
    await workers.enqueue(sample);
  }
  await allDone(workers, worker);
  expect(await stopped(worker)).toEqual([0, null]);
  for (const sample of samples.values())
    expect(runRecords(sample)[0]?.slice(0, 2)).toEqual(['Succeeded', sample.accounts]);
  return samples;
}

/** The same values by the same saves, one record with the same counts, and the same entries. */
export function expectAsUninterrupted(
  { customer, what }: Pick<Held, 'customer' | 'what'>,
  samples: Samples,
): void {
  const sample = samples.get(customer.accounts);
  if (!sample) throw new RangeError(`No sample has ${customer.accounts} Accounts.`);
  expect(differences(customer, sample), what).toEqual([]);
  expect(runRecords(customer), what).toEqual(runRecords(sample));
  expect(logEntries(customer), what).toEqual(logEntries(sample));
}
