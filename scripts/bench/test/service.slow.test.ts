import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pacedRequests, percentile } from '../service/paced-requests.ts';
import { serviceBenchmark } from '../service/service-benchmark.ts';
import { workerBenchmark } from '../service/worker-benchmark.ts';

const now = () => performance.now();

it('measures a small service from start to end', async () => {
  const load = { organizations: 2, runs: 10, requestsPerSecond: 50, seconds: 1, idleMs: 0 };
  const found = await serviceBenchmark(load, now);
  for (const { value } of found) expect(value).toBeGreaterThan(0);
}, 60_000);

it('measures one worker and two with a few organizations, each run of which goes through', async () => {
  const found = await workerBenchmark(
    { queued: 4, accounts: 20, latencyMs: 1, runsAtOnce: 2 },
    now,
  );
  expect(found.map(({ unit }) => unit)).toEqual(['runs/min', 'runs/min', '×']);
  for (const { value } of found) expect(value).toBeGreaterThan(0);
}, 120_000);

describe('requests at an even pace', () => {
  const stallMs = 300;
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.url} ${request.headers.authorization}`);
    if (request.url === '/missing') response.writeHead(404).end();
    // All of them wait for the first.
    else void stalled.then(() => response.end('done'));
  });
  const { promise: stalled, resolve: goOn } = Promise.withResolvers<undefined>();
  let url: string;
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());
  const pace = { headers: { authorization: 'Bearer me' }, perSecond: 100, seconds: 1, now };

  it('count a stall for each request that it held up', async () => {
    const answers = pacedRequests({ ...pace, url: `${url}/v1/runs?limit=1` });
    await sleep(stallMs);
    goOn(undefined);
    const { latenciesMs } = await answers;
    expect(latenciesMs).toHaveLength(100);
    expect(new Set(seen)).toEqual(new Set(['/v1/runs?limit=1 Bearer me']));
    // A third was due while nothing was answered, and ten connections alone would have noticed ten of those.
    expect(latenciesMs.filter((ms) => ms > stallMs / 3).length).toBeGreaterThan(15);
    expect(latenciesMs.at(-1)).toBeGreaterThan(stallMs - 50);
  });

  it('fail where one is refused', async () => {
    const refused = pacedRequests({ ...pace, url: `${url}/missing` });
    await expect(refused).rejects.toThrow('was answered by 404');
  });

  it('have percentiles by the nearest rank', () => {
    const sorted = Array.from({ length: 200 }, (_, index) => index + 1);
    expect([50, 99, 100].map((percent) => percentile(sorted, percent))).toEqual([100, 198, 200]);
    expect(percentile([7], 99)).toBe(7);
  });
});
