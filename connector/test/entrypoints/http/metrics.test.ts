import { describe, expect, it } from 'vitest';
import { openMeters } from '../../../src/adapters/telemetry/meters.ts';
import { StandIn } from './stand-in.ts';

const token = 'a-token-of-prometheus';

async function asked(authorization: string | undefined, requestsPerMinute = 1_000) {
  const metrics = { token, exposition: () => openMeters(10).exposition() };
  const app = await new StandIn().app(requestsPerMinute, metrics);
  const headers = authorization === undefined ? {} : { authorization };
  const ask = () => app.inject({ url: '/metrics', headers });
  return { app, ask, answer: await ask() };
}

describe('GET /metrics', () => {
  it('gives what was counted to the bearer of the token', async () => {
    const { answer, app } = await asked(`Bearer ${token}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(answer.payload).toMatch(/^# TYPE isvapp_sync_runs_total counter$/m);
    expect(answer.payload).toMatch(/^process_cpu_seconds_total /m);
    await app.close();
  });

  it.each([
    undefined,
    '',
    'Bearer ',
    `Bearer ${token}x`,
    `Basic ${token}`,
    `Bearer ${'x'.repeat(9_000)}`,
  ])('refuses %s', async (authorization) => {
    const { answer, app } = await asked(authorization);
    expect(answer.statusCode).toBe(401);
    expect(answer.payload).not.toContain('isvapp_');
    expect(answer.payload).not.toContain(token);
    await app.close();
  });

  it('limits guesses', async () => {
    const { ask, app } = await asked('Bearer guess', 2);
    await ask();
    expect((await ask()).statusCode).toBe(429);
    await app.close();
  });

  it('is not there without a token to ask for', async () => {
    const app = await new StandIn().app();
    expect((await app.inject({ url: '/metrics' })).statusCode).toBe(404);
    await app.close();
  });
});
