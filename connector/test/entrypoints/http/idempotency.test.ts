import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asker, organizationId, StandIn } from './stand-in.ts';

let standIn: StandIn;
let app: FastifyInstance;
let ask: ReturnType<typeof asker>;
let runs: number;
let finish: (() => void) | undefined;
beforeEach(async () => {
  standIn = new StandIn();
  runs = 0;
  finish = undefined;
  standIn.own = {
    startRun: async () => {
      runs += 1;
      const runKey = `run-${runs}`;
      if (finish)
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
      return { runKey };
    },
  };
  app = await standIn.app();
  ask = asker(app, await standIn.tokenOf('operate'));
});
afterEach(() => app.close());

const start = (key: string | undefined, payload: object = { dryRun: true }, by = ask) =>
  by('/v1/runs', {
    method: 'POST',
    payload,
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  });

describe('an Idempotency-Key', () => {
  it('has a request carried out once, and its answer given again', async () => {
    const first = await start('a');
    const second = await start('a');
    expect([first.statusCode, first.json()]).toEqual([202, { runKey: 'run-1' }]);
    expect([second.statusCode, second.body]).toEqual([202, first.body]);
    expect(second.headers['content-type']).toBe(first.headers['content-type']);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(runs).toBe(1);
    expect(
      (await standIn.store.audit.page({ limit: 9, before: null, organizationId })).length,
    ).toBe(1);
  });

  it('is needed for it: without one, each request counts', async () => {
    await start(undefined);
    await start(undefined);
    await start('b');
    await start('c');
    expect(runs).toBe(4);
  });

  it('belongs to one request: another body under it is refused', async () => {
    await start('a');
    const other = await start('a', { dryRun: false });
    expect(other.json()).toMatchObject({ status: 422, title: 'The Idempotency-Key is taken' });
    expect(runs).toBe(1);
  });

  it('belongs to one API key', async () => {
    await start('a');
    await start('a', { dryRun: false }, asker(app, await standIn.tokenOf('operate')));
    expect(runs).toBe(2);
  });

  it('is refused while the request is under way', async () => {
    finish = () => undefined;
    const first = start('a');
    while (runs === 0) await new Promise((resolve) => setImmediate(resolve));
    const second = await start('a');
    expect(second.json()).toMatchObject({ status: 409, title: 'The request is under way' });
    finish();
    expect((await first).json()).toEqual({ runKey: 'run-1' });
    expect((await start('a')).json()).toEqual({ runKey: 'run-1' });
    expect(runs).toBe(1);
  });

  it('can be used again after a refusal, which has changed nothing', async () => {
    standIn.own = { startRun: () => Promise.resolve('busy') };
    const busy = await standIn.app();
    const again = asker(busy, await standIn.tokenOf('operate'));
    for (let turn = 0; turn < 2; turn += 1) {
      const answer = await start('a', { dryRun: true }, again);
      expect(answer.json()).toMatchObject({ status: 409, title: 'Another run waits' });
    }
    await busy.close();
  });

  it.each(['', 'a b', 'x'.repeat(256), 'ä'])('"%s" is none', async (key) => {
    expect((await start(key)).statusCode).toBe(400);
    expect(runs).toBe(0);
  });
});
