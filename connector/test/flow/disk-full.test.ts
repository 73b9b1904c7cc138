import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  differences,
  openCustomer,
  runRecords,
  watchSaves,
  type Customer,
} from './faults/customer.ts';
import { at, small, writes } from './faults/held-runs.ts';
import { adminKey, startServed, type Served } from './faults/served.ts';
import { openSmallDisk, type SmallDisk } from './faults/small-disk.ts';
import { standsAt, type Standing } from './faults/stand-still.ts';
import { until } from './faults/workers.ts';

/** A store takes 40 of them when it is new. */
const megabytes = 160;

/** An operator's one process, with everything it keeps on one small disk. */
interface Installation extends AsyncDisposable {
  readonly disk: SmallDisk;
  readonly customer: Customer;
  readonly key: string;
}

async function installed(): Promise<Installation> {
  await using opening = new AsyncDisposableStack();
  const disk = opening.use(await openSmallDisk(megabytes));
  const customer = await openCustomer(small, [join(disk.path, 'inbox')]);
  opening.defer(() => customer.seeded[Symbol.asyncDispose]());
  const key = await adminKey({ disk, customer });
  watchSaves(customer);
  const open = opening.move();
  return { disk, customer, key, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

/** No run comes but those that the test asks for. */
async function paused(served: Served, { id }: Customer): Promise<void> {
  const answer = await served.ask(`/v1/organizations/${id}/pause`, { method: 'POST' });
  expect(answer.status).toBe(200);
}

function runAsked(served: Served, { id }: Customer): Promise<Response> {
  const body = '{"dryRun":false,"approveMassChange":true}';
  return served.ask(`/v1/organizations/${id}/runs`, { method: 'POST', body });
}

async function runStarted(served: Served, customer: Customer): Promise<Customer> {
  const answer = await runAsked(served, customer);
  expect(answer.status, served.log()).toBe(202);
  const { runKey } = (await answer.json()) as { readonly runKey: string };
  return { ...customer, run: { ...customer.run, runKey } };
}

async function runEnded(served: Served, { id, run }: Customer): Promise<unknown> {
  const find = () => served.ask(`/v1/organizations/${id}/runs/${run.runKey}`);
  await until(
    async () => (await find()).status === 200,
    () => `the run ends:\n${served.log()}`,
  );
  return (await find()).json();
}

async function ended({ child }: Served): Promise<void> {
  child.kill('SIGTERM');
  await until(
    () => child.exitCode !== null || child.signalCode !== null,
    () => 'the connector ends that was told to',
  );
}

describe('A disk that fills while the connector has it', () => {
  let sample: Customer;
  let undisturbed: Installation;
  let installation: Installation;
  let served: Served;

  beforeAll(async () => {
    undisturbed = await installed();
    const server = await startServed(undisturbed, undisturbed.key);
    await paused(server, undisturbed.customer);
    sample = await runStarted(server, undisturbed.customer);
    expect(await runEnded(server, sample)).toMatchObject({ status: 'Succeeded' });
    await ended(server);
  });
  afterAll(() => undisturbed[Symbol.asyncDispose]());

  beforeEach(async () => {
    installation = await installed();
    served = await startServed(installation, installation.key);
    await paused(served, installation.customer);
  });
  afterEach(async () => {
    await ended(served);
    await installation[Symbol.asyncDispose]();
  });

  it('refuses what can not be kept with what to do, answers what it knows, and goes on when there is room', async () => {
    const { disk, customer } = installation;
    await disk.fill();
    await until(
      async () => (await runAsked(served, customer)).status === 503,
      () => served.log(),
    );
    const { detail } = (await (await runAsked(served, customer)).json()) as { detail: string };
    expect(detail).toContain('its disk is full');
    expect(served.log()).toMatch(/No space left on device/);
    expect((await served.ask('/v1/organizations')).status).toBe(200);

    await disk.makeRoom();
    const run = await runStarted(served, customer);
    expect(await runEnded(served, run)).toMatchObject({ status: 'Succeeded' });
    expect(differences(customer, sample)).toEqual([]);
  }, 600_000);

  it('finishes a run that wrote and was not told of it: nothing is lost, sent twice or wrongly cleared', async () => {
    const { disk, customer } = installation;
    const standing = standsAt(customer, at(writes, true));
    const run = await runStarted(served, customer);
    await stands(standing);
    await disk.fill();
    standing.release();
    await meetsFullDisk();
    await disk.makeRoom();
    expect(await runEnded(served, run), served.log()).toMatchObject({ status: 'Succeeded' });
    expect(differences(customer, sample)).toEqual([]);
    expect(runRecords(run)).toEqual(runRecords(sample));
  }, 600_000);

  const stands = (standing: Standing): Promise<void> =>
    until(
      () => standing.stands(),
      () => `the run comes to its point:\n${served.log()}`,
    );
  const meetsFullDisk = (): Promise<void> =>
    until(
      () => served.log().includes('No space left on device'),
      () => `the run comes to the full disk:\n${served.log()}`,
    );
});

describe('A log on a disk that fills', () => {
  it('loses lines, and nothing else', async () => {
    await using installation = await installed();
    const { disk, customer, key } = installation;
    const path = join(disk.path, 'connector.log');
    await using file = await open(path, 'a');
    const served = await startServed({ ...installation, logFile: file.fd }, key);
    await paused(served, customer);
    await disk.fill();
    // Each request is a line.
    for (let n = 0; n < 50; n += 1) expect((await served.ask('/livez')).status).toBe(200);
    await disk.makeRoom();
    const run = await runStarted(served, customer);
    expect(await runEnded(served, run)).toMatchObject({ status: 'Succeeded' });
    expect(await readFile(path, 'utf8')).toContain(run.run.runKey);
    await ended(served);
  }, 600_000);
});
