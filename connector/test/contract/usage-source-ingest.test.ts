import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openAnalytics } from '../../src/adapters/analytics/open-analytics.ts';

const clock = {
  now: () => new Date('2026-11-24T10:00:00Z'),
  sleep: () => Promise.resolve(),
};
const snapshot = `date,organization_id,package_id,custom_entity,count
2026-11-22T00:00:00Z,00D000000000001,033000000000001,Player,7
`;
const periods = {
  PackageUsageLog: { start: '2026-11-01', end: '2026-11-22' },
  PackageUsageSummary: { start: '2026-10-01', end: '2026-10-31' },
  SubscriberSnapshot: { start: '2026-11-01', end: '2026-11-22' },
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ingest-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('takes files in now, says of each what became of it, and leaves those that wait alone', async () => {
  const path = (name: string) => join(folder, name);
  const inbox = path('inbox');
  await using analytics = await openAnalytics({
    directory: path('analytics'),
    inbox,
    clock,
    threads: 1,
  });
  await writeFile(join(inbox, 'SubscriberSnapshot_2026-11-20.csv'), snapshot);
  await writeFile(path('SubscriberSnapshot_2026-11-22.csv'), snapshot);
  await writeFile(path('PackageUsageLog_2026-11-21.csv'), snapshot);
  await writeFile(path('notes.txt'), snapshot);
  const names = [
    'SubscriberSnapshot_2026-11-22.csv',
    'PackageUsageLog_2026-11-21.csv',
    'notes.txt',
    'missing.csv',
  ];
  const files = await analytics.takeIn(names.map(path));
  expect(files).toEqual([
    { path: path(names[0] ?? ''), rejection: undefined },
    {
      path: path(names[1] ?? ''),
      rejection: 'Its name says PackageUsageLog, but its header is that of a SubscriberSnapshot.',
    },
    {
      path: path(names[2] ?? ''),
      rejection: 'Its name ends neither with .csv nor with .csv.gz or .parquet.',
    },
    { path: path(names[3] ?? ''), rejection: "It can't be read (ENOENT)." },
  ]);
  expect(await analytics.coverage(periods)).toEqual({
    PackageUsageLog: { days: [], hasRows: false },
    PackageUsageSummary: { days: [], hasRows: false },
    SubscriberSnapshot: { days: ['2026-11-22'], hasRows: true },
  });
  expect(await readdir(inbox)).toEqual([
    'SubscriberSnapshot_2026-11-20.csv',
    'processed',
    'rejected',
  ]);
  expect(await readdir(join(inbox, 'rejected'))).toEqual([
    'PackageUsageLog_2026-11-21.csv',
    'PackageUsageLog_2026-11-21.csv.reason.txt',
  ]);
  // The files themselves stay.
  expect(await readdir(folder)).toEqual(
    expect.arrayContaining(['SubscriberSnapshot_2026-11-22.csv', 'notes.txt']),
  );
});
