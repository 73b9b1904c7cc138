import { mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import {
  account1,
  attribution,
  bench,
  logCsv,
  org1,
  org2,
  snapshotCsv,
  summaryCsv,
  tournaments,
  withoutColumn,
  type Bench,
} from './usage-source-bench.ts';

const dayFile = 'PackageUsageLog_2026-11-22.csv';
const dau = 'engagement.dau';
const own = [attribution(account1, org1, tournaments)];

/** An event counter: a feature over everything the sample rows do. */
async function countEvents(test: Bench): Promise<number | undefined> {
  await writeFile(test.featuresFile, JSON.stringify([playerFeature]));
  const key = 'feature.player.events';
  const { numbers } = await test.measure({
    metricKeys: [key],
    attributions: own,
    window: 'rolling',
  });
  return numbers[`${account1} ${key}`];
}

const playerFeature = {
  id: 'player',
  label: 'Player',
  components: [{ packageId: tournaments, entity: 'Player', entityType: 'CustomObject' }],
};

/** Parquet with the rows of a CSV text, written by an engine of its own; `typed` casts columns. */
async function parquetOf(path: string, csvText: string, typed = '*'): Promise<void> {
  await writeFile(`${path}.source`, csvText);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT ${typed} FROM read_csv('${path}.source', all_varchar = true, header = true)) TO '${path}' (FORMAT parquet)`,
  );
  instance.closeSync();
}

describe('a good file', () => {
  it.each<[string, () => string | Uint8Array]>([
    [dayFile, () => logCsv({})],
    ['PackageUsageLog_2026-11-22.csv.gz', () => gzipSync(logCsv({}))],
    // Unpacked on the way: the content counts, not the ending.
    ['PackageUsageLog_2026-11-22.csv.gz', () => logCsv({})],
    ['packageusagelog_2026-11-22 (1).CSV', () => logCsv({})],
    ['PackageUsageLog_2026-11-22*[1]?.csv', () => logCsv({})],
    ["PackageUsageLog_2026-11-22 ' OR 1=1 --.csv", () => logCsv({})],
    ['export.csv', () => logCsv({})],
    ['PackageUsageLog.csv', () => `\uFEFF${logCsv({}).replaceAll('\n', '\r\n')}`],
  ])('is taken in and kept: %s', async (name, content) => {
    const test = await bench();
    expect(await test.take({ [name]: content() })).toEqual([]);
    expect(await test.folder('')).toEqual([]);
    expect(await test.folder('processed')).toEqual([name]);
    const { numbers } = await test.measure({ metricKeys: [dau], attributions: own });
    expect(numbers).toEqual({ [`${account1} ${dau}`]: 1 });
  });

  it('may be Parquet, with types of its own', async () => {
    const test = await bench();
    const path = join(test.inbox, 'PackageUsageLog_2026-11-22.parquet');
    await parquetOf(
      path,
      logCsv({ operation_count: 3 }),
      '* REPLACE (timestamp_derived::TIMESTAMP AS timestamp_derived, operation_count::DOUBLE AS operation_count)',
    );
    expect(await test.usage.refresh()).toEqual([]);
    const { numbers } = await test.measure({ metricKeys: [dau], attributions: own });
    expect(numbers).toEqual({ [`${account1} ${dau}`]: 1 });
  });

  it('may have columns in another order, unknown ones, missing ones, and awkward values', async () => {
    const test = await bench();
    const awkward = 'Cloudy, "Health"\nLtd.';
    const content = withoutColumn(
      logCsv({}, { user_id_token: '005-b=' }).replaceAll(
        'managed_package_namespace',
        'a_new_column',
      ),
      'organization_name',
    );
    const reversed = content
      .trimEnd()
      .split('\n')
      .map((line) => `${line.split(',').reverse().join(',')}\n`)
      .join('');
    await test.take({
      'PackageUsageLog_2026-11-21.csv': logCsv({
        timestamp_derived: '2026-11-21T09:00:00Z',
        organization_name: awkward,
        custom_entity: awkward,
      }),
      [dayFile]: withoutColumn(
        withoutColumn(withoutColumn(reversed, 'request_id'), 'user_type'),
        'operation_count',
      ),
    });
    expect(await test.folder('rejected')).toEqual([]);
    const { numbers } = await test.measure({ metricKeys: [dau], attributions: own });
    expect(numbers).toEqual({ [`${account1} ${dau}`]: 2 });
  });

  it('waits for its turn where it is something else, or not there yet', async () => {
    const test = await bench();
    await mkdir(join(test.inbox, 'folder.csv'));
    await test.take({
      'isv.json': '[]',
      'PackageUsageLog_2026-11-22.csv.partial': 'timest',
      '.PackageUsageLog_2026-11-22.csv': 'timest',
    });
    expect(await test.folder('')).toHaveLength(3);
    expect(await test.folder('rejected')).toEqual([]);
    await rename(join(test.inbox, '.PackageUsageLog_2026-11-22.csv'), join(test.inbox, 'x.csv'));
    expect(await test.usage.refresh()).toHaveLength(1);
  });

  it('keeps the files of two deliveries with one name', async () => {
    const test = await bench();
    await test.take({ [dayFile]: logCsv({}) });
    await test.take({ [dayFile]: logCsv({}) });
    expect(await test.folder('processed')).toEqual([dayFile, 'PackageUsageLog_2026-11-22~2.csv']);
  });
});

describe('a bad file', () => {
  const gzipped = gzipSync(
    logCsv(...Array.from({ length: 500 }, (_, at) => ({ user_id_token: `${at * 7919}` }))),
  );
  const wrongChecksum = Buffer.from(gzipped);
  wrongChecksum[wrongChecksum.length - 6] = (wrongChecksum.at(-6) ?? 0) ^ 0xff;
  const twoRows = logCsv({}, { user_id_token: '005-b=' });
  const gz = `${dayFile}.gz`;

  it.each<[string, string, string | Uint8Array, RegExp]>([
    ['of 0 bytes', dayFile, '', /empty \(0 bytes\)/],
    ['of binary junk', dayFile, Buffer.from([0x00, 0x01, 0xff, 0x0a]), /zero bytes/],
    ['of text that is no table', dayFile, 'hello\n', /header lacks columns.*timestamp_derived/],
    ['of HTML', 'download.csv', '<html>Access Denied</html>\n', /none of the columns/],
    [
      'cut within gzip',
      gz,
      gzipped.subarray(0, gzipped.length >> 1),
      /gzip data is damaged or cut/,
    ],
    ['cut in the gzip trailer', gz, gzipped.subarray(0, -4), /gzip data is damaged or cut/],
    ['with a wrong gzip checksum', gz, wrongChecksum, /gzip data is damaged.*check/],
    ['cut within its last row', dayFile, twoRows.slice(0, -20), /no line break/],
    ['cut within its last cell', dayFile, twoRows.slice(0, -1), /no line break/],
    ['cut within a quoted value', dayFile, twoRows.replace('Cloudy Health', '"Cloudy'), /quote/],
    [
      'cut within its header',
      dayFile,
      'timestamp_derived,organization_id,organiz',
      /no line break/,
    ],
    ['with a row of fewer cells', dayFile, `${twoRows}a,b\n`, /Line 4 has 2 cells/],
    [
      'with a row of more cells',
      dayFile,
      twoRows.replace('Cloudy Health', 'Cloudy, Health'),
      /Line 2 has 15 cells where the header has 14/,
    ],
    [
      'with a row of more cells that ends in blank ones',
      dayFile,
      `${logCsv({ operation_count: '' })},,,,,,,,,,,,,,\n`,
      /Line 3 has 15 cells/,
    ],
    [
      'not in UTF-8',
      dayFile,
      Buffer.concat([Buffer.from(twoRows.trimEnd().slice(0, -6)), Buffer.from([0xe9, 0x0a])]),
      /cells|unicode/,
    ],
    [
      'that is no Parquet',
      'PackageUsageLog_2026-11-22.parquet',
      Buffer.from('PAR1 and then nothing of the kind'),
      /not a readable Parquet file/,
    ],
    [
      'without an essential column',
      dayFile,
      withoutColumn(withoutColumn(twoRows, 'user_id_token'), 'package_id'),
      /can't do without: package_id, user_id_token/,
    ],
    [
      'with an essential column twice',
      dayFile,
      twoRows.replace('organization_name', 'package_id'),
      /package_id twice/,
    ],
    [
      'of another type than its name says',
      dayFile,
      snapshotCsv({}),
      /name says PackageUsageLog.*SubscriberSnapshot/,
    ],
    [
      'of other days than its name says',
      'PackageUsageLog_2026-11-21.csv',
      twoRows,
      /rows of 2026-11-22/,
    ],
    [
      'named for a day that does not exist',
      'PackageUsageLog_2026-02-30.csv',
      twoRows,
      /does not exist/,
    ],
    [
      'without rows and without a day in its name',
      'PackageUsageLog.csv',
      logCsv(),
      /tells nothing/,
    ],
    [
      'with a time that is none',
      dayFile,
      logCsv({}, { timestamp_derived: 'yesterday' }),
      /1 of its 2 rows.*"yesterday" is not a time/,
    ],
    [
      'with a time of two digits',
      dayFile,
      logCsv({ timestamp_derived: '26-11-22' }),
      /is not a time/,
    ],
    [
      'with a count that is none',
      dayFile,
      logCsv({ operation_count: '2.5' }),
      /operation_count "2.5"/,
    ],
    ['with a negative count', dayFile, logCsv({ operation_count: -1 }), /operation_count "-1"/],
    [
      'with an id that is none',
      dayFile,
      logCsv({ package_id: '/apex/Page' }),
      /package_id "\/apex\/Page" is not an id/,
    ],
    [
      'of a month that is none',
      'PackageUsageSummary_2026-10.csv',
      summaryCsv({ month: '10/2026' }),
      /is not a month/,
    ],
    [
      'a summary named for days',
      'PackageUsageSummary_2026-10-02.csv',
      summaryCsv({}),
      /whole months/,
    ],
    [
      'a snapshot with a blank count',
      'SubscriberSnapshot_2026-11-22.csv',
      snapshotCsv({ count: '' }),
      /count is blank for object "Player"/,
    ],
  ])('%s is set aside as a whole and told', async (_, name, content, reason) => {
    const test = await bench();
    const notices = await test.take({ [name]: content });
    expect(notices).toMatchObject([{ code: 'FILE_REJECTED', count: 1 }]);
    expect(notices[0]?.message).toMatch(reason);
    expect(notices[0]?.message).toContain(name);
    expect(await test.reasonOf(name)).toMatch(reason);
    expect(await test.folder('rejected')).toEqual([name, `${name}.reason.txt`]);
    expect(await test.folder('processed')).toEqual([]);
    expect(await test.folder('')).toEqual([]);
    const { states } = await test.measure({ metricKeys: [dau], attributions: own });
    expect(states[dau]).toBe('no-data');
  });

  it('does not keep the others from being taken in', async () => {
    const test = await bench();
    const notices = await test.take({ 'a.csv': '', [dayFile]: logCsv({}), 'z.csv': 'x' });
    expect(notices).toHaveLength(2);
    expect(await test.folder('processed')).toEqual([dayFile]);
  });

  it('leaves the rows of a day as they were, and the day incomplete until it comes again', async () => {
    const test = await bench();
    await test.take({ [dayFile]: logCsv({}) });
    await test.take({ [dayFile]: `${logCsv({ user_id_token: '005-b=' })}cut` });
    expect((await test.measure({ metricKeys: [dau], attributions: own })).states).toEqual({
      [dau]: 'no-data',
    });
    await test.take({ [dayFile]: logCsv() });
    const { numbers } = await test.measure({ metricKeys: [dau], attributions: own });
    expect(numbers).toEqual({ [`${account1} ${dau}`]: 1 });
  });
});

describe('the same day again', () => {
  const thirtyDays = 'PackageUsageLog_2026-10-24_2026-11-21.csv';

  it('adds what arrived late and nothing else', async () => {
    const test = await bench();
    const before = [{ operation_count: 5 }, { operation_count: '' }];
    await test.take({ [thirtyDays]: logCsv(), [dayFile]: logCsv(...before) });
    expect(await countEvents(test)).toBe(6);
    await test.take({ [dayFile]: logCsv(...before) });
    expect(await countEvents(test)).toBe(6);
    await test.take({
      [`${dayFile}.gz`]: gzipSync(
        logCsv(...before, { operation_count: 7, user_id_token: '005-b=' }),
      ),
    });
    expect(await countEvents(test)).toBe(13);
    const { numbers } = await test.measure({ metricKeys: [dau], attributions: own });
    expect(numbers).toEqual({ [`${account1} ${dau}`]: 2 });
  });

  it('is recognised in Parquet too', async () => {
    const test = await bench();
    const content = logCsv({ operation_count: 5 }, { operation_count: '' });
    await test.take({ [thirtyDays]: logCsv(), [dayFile]: content });
    await parquetOf(
      join(test.inbox, 'PackageUsageLog_2026-11-22.parquet'),
      content,
      '* REPLACE (timestamp_derived::TIMESTAMPTZ AS timestamp_derived, operation_count::BIGINT AS operation_count)',
    );
    expect(await test.usage.refresh()).toEqual([]);
    expect(await countEvents(test)).toBe(6);
  });

  it('keeps rows apart that are alike within one delivery', async () => {
    const test = await bench();
    const alike = { request_id: 'same', operation_count: 2 };
    await test.take({ [thirtyDays]: logCsv(), [dayFile]: logCsv(alike, alike, alike) });
    expect(await countEvents(test)).toBe(6);
    await test.take({ [dayFile]: logCsv(alike, alike) });
    expect(await countEvents(test)).toBe(6);
  });

  it('adds the rows of a catch-up without taking its days for delivered', async () => {
    const test = await bench();
    const late = { timestamp_derived: '2026-11-22T10:00:00.000Z', user_id_token: '005-late=' };
    const catchUp = 'PackageUsageLog_2026-10-24_2026-11-22_since_2026-11-23.csv';
    await test.take({ [catchUp]: logCsv(late) });
    const request = { metricKeys: [dau], attributions: own };
    expect((await test.measure(request)).states).toEqual({ [dau]: 'no-data' });
    await test.take({ [dayFile]: logCsv({}) });
    expect((await test.measure(request)).numbers).toEqual({ [`${account1} ${dau}`]: 2 });
  });

  it('replaces the record counts of its objects', async () => {
    const test = await bench();
    const name = 'SubscriberSnapshot_2026-11-22.csv';
    await test.take({ [name]: snapshotCsv({ count: 9 }, { custom_entity: 'Team', count: 4 }) });
    await test.take({ [name]: snapshotCsv({ count: 7 }) });
    const keys = [`records.${tournaments}.Player`, `records.${tournaments}.Team`];
    const { numbers } = await test.measure({ metricKeys: keys, attributions: own });
    expect(Object.values(numbers)).toEqual([7, 4]);
  });

  it('adds the users of a summary', async () => {
    const test = await bench();
    const name = 'PackageUsageSummary_2026-10.csv';
    await test.take({ [name]: summaryCsv({}, { organization_id: org2 }) });
    await test.take({ [name]: summaryCsv({}, { user_id_token: '005-b=' }) });
    const { numbers } = await test.measure({ metricKeys: ['engagement.mau'], attributions: own });
    expect(numbers).toEqual({ [`${account1} engagement.mau`]: 2 });
  });
});

describe('coverage', () => {
  it('does not take days of a named month for delivered that are still to come', async () => {
    const test = await bench();
    await test.take({
      'PackageUsageLog_2026-11.csv': logCsv({}),
      'PackageUsageSummary_2026-11.csv': summaryCsv({ month: '2026-11' }),
    });
    const later = new Date('2026-12-04T10:00:00Z');
    await test.usage[Symbol.asyncDispose]();
    const reopened = await bench({
      directory: test.directory,
      clock: { now: () => later, sleep: () => Promise.resolve() },
    });
    const { states } = await reopened.measure({
      metricKeys: ['engagement.mau'],
      attributions: own,
    });
    expect(states).toEqual({ 'engagement.mau': 'no-data' });
  });

  it('is by the days of the rows where the name gives none', async () => {
    const test = await bench();
    await test.take({ 'week.csv': logCsv({}, { timestamp_derived: '2026-11-20T23:59:59.999Z' }) });
    const { states } = await test.measure({
      metricKeys: [dau, 'engagement.wau'],
      attributions: own,
    });
    expect(states).toEqual({ [dau]: 'loaded 2026-11-22/2026-11-22', 'engagement.wau': 'no-data' });
  });
});

describe('an interrupted run', () => {
  it('leaves nothing that counts, and is cleared away', async () => {
    const test = await bench();
    await test.take({ [dayFile]: logCsv({}) });
    await test.usage[Symbol.asyncDispose]();
    const parts = join(test.directory, 'parts');
    const [kept = ''] = await readdir(join(parts, 'log', 'day=2026-11-22'));
    await writeFile(join(parts, 'log', 'day=2026-11-22', 'never-listed.parquet'), 'half');
    await writeFile(join(test.directory, 'staging', 'half'), 'half');
    const reopened = await bench({ directory: test.directory });
    expect(await readdir(join(parts, 'log', 'day=2026-11-22'))).toEqual([kept]);
    expect(await readdir(join(test.directory, 'staging'))).toEqual([]);
    const { numbers } = await reopened.measure({ metricKeys: [dau], attributions: own });
    expect(numbers).toEqual({ [`${account1} ${dau}`]: 1 });
  });

  it('that took a file in but did not move it counts it once', async () => {
    const test = await bench();
    await test.take({
      'PackageUsageLog_2026-10-24_2026-11-21.csv': logCsv(),
      [dayFile]: logCsv({ operation_count: 5 }),
    });
    await rename(join(test.inbox, 'processed', dayFile), join(test.inbox, dayFile));
    await test.usage.refresh();
    expect(await countEvents(test)).toBe(5);
  });

  it('by a data folder that fails leaves the file in the inbox', async () => {
    const test = await bench();
    await rm(join(test.directory, 'staging'), { recursive: true });
    await test.deliver(dayFile, logCsv({}));
    await expect(test.usage.refresh()).rejects.toThrow(`${dayFile} could not be taken in now`);
    expect(await test.folder('')).toEqual([dayFile]);
    await mkdir(join(test.directory, 'staging'));
    expect(await test.usage.refresh()).toEqual([]);
    expect(await test.folder('processed')).toEqual([dayFile]);
  });

  it('follows no link out of the inbox', async () => {
    const test = await bench();
    await symlink(test.featuresFile, join(test.inbox, 'link.csv'));
    expect(await test.usage.refresh()).toEqual([]);
    expect(await test.folder('rejected')).toEqual([]);
  });
});
