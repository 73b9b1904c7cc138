import { performance } from 'node:perf_hooks';
import { expect, it } from 'vitest';
import { benchmark } from '../benchmark.ts';
import { directoryBenchmark } from '../directory/directory-benchmark.ts';
import { meetsTarget } from '../measurement.ts';

it('measures a small org from start to end', async () => {
  const found = await benchmark(2_000, () => performance.now());
  expect(found.map(({ name }) => name)).toHaveLength(5);
  for (const { value } of found) expect(value).toBeGreaterThan(0);
}, 60_000);

it('measures a small directory from start to end', async () => {
  const found = await directoryBenchmark({ accounts: 1_200, times: 1 }, () => performance.now());
  expect(found.map(({ name }) => name)).toContain('a page near the end');
  for (const { value } of found) expect(value).toBeGreaterThan(0);
}, 60_000);

it('asks for more rows a second, and for less time', () => {
  const rate = { name: 'x', unit: 'rows/s', target: 100 } as const;
  const time = { name: 'x', unit: 'ms', target: 100 } as const;
  expect([99, 101].map((value) => meetsTarget({ ...rate, value }))).toEqual([false, true]);
  expect([99, 101].map((value) => meetsTarget({ ...time, value }))).toEqual([true, false]);
});
