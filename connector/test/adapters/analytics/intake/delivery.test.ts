import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliveredName } from '../../../../src/adapters/analytics/intake/delivered-name.ts';
import { usageInbox } from '../../../../src/adapters/analytics/intake/delivery.ts';
import type { UsageFile } from '../../../../src/domain/usage-file.ts';

const clock = { now: () => new Date('2026-11-24T10:00:00Z') };
let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'delivery-')), 'inbox');
});
afterEach(() => rm(join(folder, '..'), { recursive: true }));

function file(part: Partial<UsageFile> = {}): UsageFile {
  return {
    dataType: 'PackageUsageLog',
    period: { start: '2026-11-16', end: '2026-11-22' },
    availableSince: null,
    ...part,
  };
}

async function* content(...texts: readonly (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) {
    if (text instanceof Error) throw text;
    yield await Promise.resolve(Buffer.from(text));
  }
}

const filesIn = async (): Promise<string[]> =>
  (await readdir(folder, { withFileTypes: true }))
    .filter((each) => each.isFile())
    .map(({ name }) => name)
    .sort();

describe('the inbox, for whoever fetches', () => {
  it.each([
    [file(), 'PackageUsageLog_2026-11-16_2026-11-22.csv.gz'],
    [
      file({ period: { start: '2026-11-22', end: '2026-11-22' } }),
      'PackageUsageLog_2026-11-22.csv.gz',
    ],
    [
      file({
        dataType: 'PackageUsageSummary',
        period: { start: '2026-08-01', end: '2026-10-31' },
      }),
      'PackageUsageSummary_2026-08_2026-10.csv.gz',
    ],
    [
      file({ availableSince: new Date('2026-11-23T23:01:02.345Z') }),
      'PackageUsageLog_2026-11-16_2026-11-22_since_2026-11-23T23-01-02Z.csv.gz',
    ],
  ])('takes a file under a name that says what it is', async (given, name) => {
    await usageInbox(folder, clock).deliver(given, content('a,', 'b\n'));
    expect(await filesIn()).toEqual([name]);
    expect(await readFile(join(folder, name), 'utf8')).toBe('a,b\n');
    expect(deliveredName(name)).toMatchObject({
      dataType: given.dataType,
      period: given.period,
      lateRowsOnly: given.availableSince !== null,
    });
  });

  it('takes nothing of a file that breaks off, and no other’s place', async () => {
    const inbox = usageInbox(folder, clock);
    const broken = inbox.deliver(file(), content('a,b\n', new Error('cut')));
    await expect(broken).rejects.toThrow('cut');
    expect(await readdir(folder)).toEqual(['processed', 'rejected']);
    await writeFile(join(folder, 'PackageUsageLog_2026-11-16_2026-11-22.csv.gz'), 'theirs');
    await inbox.deliver(file(), content('ours'));
    expect(await filesIn()).toEqual([
      'PackageUsageLog_2026-11-16_2026-11-22.csv.gz',
      'PackageUsageLog_2026-11-16_2026-11-22~2.csv.gz',
    ]);
  });

  it('knows the days that wait, by names alone; late rows and other files are none', async () => {
    const inbox = usageInbox(folder, clock);
    expect((await inbox.waitingDays()).get('PackageUsageLog')).toEqual(new Set());
    await inbox.deliver(file({ period: { start: '2026-11-21', end: '2026-11-22' } }), content('x'));
    await inbox.deliver(file({ availableSince: new Date('2026-11-23T23:00:00Z') }), content('x'));
    await inbox.deliverUnused(
      file({ dataType: 'PackageUsageSummary', period: { start: '2026-10-01', end: '2026-10-31' } }),
    );
    await mkdir(join(folder, 'SubscriberSnapshot_2026-11-22.csv'));
    await writeFile(join(folder, 'PackageUsageLog_2026-02-30.csv'), 'x');
    await writeFile(join(folder, 'notes.txt'), 'PackageUsageLog_2026-11-20.csv');
    expect(await inbox.waitingDays()).toEqual(
      new Map([
        ['PackageUsageLog', new Set(['2026-11-21', '2026-11-22'])],
        ['PackageUsageSummary', new Set(['2026-10-01'])],
        ['SubscriberSnapshot', new Set()],
      ]),
    );
  });
});
