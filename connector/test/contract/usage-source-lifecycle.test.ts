import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import {
  account1,
  account2,
  attribution,
  bench,
  logCsv,
  org1,
  org2,
  testNow,
  tournaments,
} from './usage-source-bench.ts';
import { openAnalytics } from '../../src/adapters/analytics/open-analytics.ts';

const dau = 'engagement.dau';
const request = {
  metricKeys: [dau],
  attributions: [attribution(account1, org1, tournaments)],
  window: 'calendar',
  excludeAutomation: false,
  estimateExternalUsers: false,
} as const;

const clock = { now: () => testNow, sleep: () => Promise.resolve() };

describe('a report', () => {
  it('keeps its numbers while others are opened, files arrive, and others are closed', async () => {
    const { usage, take } = await bench();
    await take({ 'PackageUsageLog_2026-11-22.csv': logCsv({}, { organization_id: org2 }) });
    const first = await usage.measure(request);
    await take({ 'PackageUsageLog_2026-11-22.csv': logCsv({ user_id_token: '005-late=' }) });
    const second = await usage.measure({
      ...request,
      attributions: [attribution(account2, org1, tournaments)],
    });
    const numbersOf = async (report: typeof first, account: string) =>
      (await report.numbersFor([account])).get(account)?.numbers.get(dau);
    expect(await numbersOf(first, account1)).toBe(1);
    expect(await numbersOf(first, account2)).toBeUndefined();
    expect(await numbersOf(second, account2)).toBe(2);
    await first[Symbol.asyncDispose]();
    expect(await numbersOf(second, account2)).toBe(2);
    await expect(first.numbersFor([account1])).rejects.toThrow();
    await second[Symbol.asyncDispose]();
  });

  it('answers by the id it was asked with, and for many Accounts at once', async () => {
    const { usage, take } = await bench();
    await take({ 'PackageUsageLog_2026-11-22.csv': logCsv({}) });
    const report = await usage.measure(request);
    const short = account1.slice(0, 15);
    const others = Array.from(
      { length: 3000 },
      (_, at) => `001xx0000${String(at).padStart(6, '0')}AAA`,
    );
    const found = await report.numbersFor([...others, account1, short]);
    expect([...found.keys()]).toEqual([account1, short]);
    expect(await report.numbersFor([])).toEqual(new Map());
    await report[Symbol.asyncDispose]();
  });

  it('can be closed after the analytics it came from', async () => {
    const { usage } = await bench();
    const report = await usage.measure(request);
    await usage[Symbol.asyncDispose]();
    await report[Symbol.asyncDispose]();
    await usage[Symbol.asyncDispose]();
  });

  it('is made one at a time, however many ask at once', async () => {
    const { usage, deliver } = await bench();
    await deliver('PackageUsageLog_2026-11-22.csv', logCsv({}));
    const [, ...reports] = await Promise.all([
      usage.refresh(),
      usage.measure(request),
      usage.catalogue([], 'calendar'),
      usage.measure(request),
    ]);
    for (const report of reports) {
      if (!('numbersFor' in report)) continue;
      expect((await report.numbersFor([account1])).get(account1)?.numbers).toEqual(
        new Map([[dau, 1]]),
      );
      await report[Symbol.asyncDispose]();
    }
  });
});

describe('a data folder', () => {
  it('is used by one connector at a time within a process', async () => {
    const { directory, inbox } = await bench();
    await expect(openAnalytics({ directory, inbox, clock })).rejects.toThrow(
      `The analytics folder ${directory} is in use by another connector`,
    );
  });

  it('is used by one process at a time, and free again when that one is killed', async () => {
    const { directory, inbox, usage } = await bench();
    await usage[Symbol.asyncDispose]();
    const script = join(directory, 'holder.mjs');
    const module = new URL('../../src/adapters/analytics/open-analytics.ts', import.meta.url).href;
    await writeFile(
      script,
      `import { openAnalytics } from ${JSON.stringify(module)};
       await openAnalytics({ directory: ${JSON.stringify(directory)}, inbox: ${JSON.stringify(inbox)},
         clock: { now: () => new Date(0), sleep: async () => {} } });
       console.log('open');
       setInterval(() => {}, 1000);`,
    );
    const holder = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    await expect(openAnalytics({ directory, inbox, clock })).rejects.toThrow(
      `The analytics folder ${directory} is in use by another connector`,
    );
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const reopened = await openAnalytics({ directory, inbox, clock });
    await reopened[Symbol.asyncDispose]();
  });

  it('of another version is refused', async () => {
    const { directory, inbox, usage } = await bench();
    await usage[Symbol.asyncDispose]();
    const instance = await DuckDBInstance.create(join(directory, 'analytics.duckdb'));
    const connection = await instance.connect();
    await connection.run('UPDATE layout SET version = 99');
    connection.closeSync();
    instance.closeSync();
    await expect(openAnalytics({ directory, inbox, clock })).rejects.toThrow(
      /layout 99, this one reads 2/,
    );
  });

  it('may have almost any name, and says so where it may not', async () => {
    const { directory } = await bench();
    const odd = join(directory, "it's [a] *folder*");
    const test = await bench({ directory: odd, inbox: join(odd, 'in[box]') });
    await writeFile(join(odd, 'in[box]', 'PackageUsageLog_2026-11-22.csv'), logCsv({}));
    expect(await test.usage.refresh()).toEqual([]);
    const { numbers } = await test.measure({
      metricKeys: [dau],
      attributions: request.attributions,
    });
    expect(numbers).toEqual({ [`${account1} ${dau}`]: 1 });
    const mistaken = join(directory, 'what?');
    await expect(openAnalytics({ directory: mistaken, inbox: odd, clock })).rejects.toThrow(
      /can't have "\?"/,
    );
  });
});
