import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleIsv } from '../sample-isv.ts';
import { writeAppAnalytics, type WrittenFile } from '../write-app-analytics.ts';

const options = { seed: 7, accounts: 90, today: '2026-11-24', days: 53 };
const isv = sampleIsv(options);

let folder = '';
let connection: DuckDBConnection;
let files: WrittenFile[];
const csv = {
  PackageUsageLog: 'csv',
  PackageUsageSummary: 'csv',
  SubscriberSnapshot: 'csv',
} as const;

/** 1 October to 22 November, as plain CSV: October is covered by both logs and a summary. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sample-isv-'));
  files = await writeAppAnalytics(isv, join(folder, 'csv'), { formats: csv });
  connection = await (await DuckDBInstance.create(':memory:')).connect();
});

afterAll(async () => {
  connection.closeSync();
  await rm(folder, { recursive: true });
});

type Row = Record<string, unknown>;

async function rowsOf(sql: string): Promise<Row[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

const csvFiles = (pattern: string): string =>
  `read_csv('${join(folder, pattern)}', header = true, all_varchar = true)`;

async function digests(directory: string): Promise<Record<string, string>> {
  const names = (await readdir(join(folder, directory))).sort();
  const contents = await Promise.all(names.map((name) => readFile(join(folder, directory, name))));
  return Object.fromEntries(
    names.map((name, at) => [
      name,
      createHash('sha256')
        .update(contents[at] ?? '')
        .digest('hex'),
    ]),
  );
}

describe('the files of a sample', () => {
  it('carry data type and covered period in their names, and nothing is left over', async () => {
    const names = (await readdir(join(folder, 'csv'))).sort();
    expect(names).toEqual(files.map(({ name }) => name).sort());
    const periods = (type: string): string[] =>
      files.filter(({ dataType }) => dataType === type).map(({ period }) => period);
    expect(periods('PackageUsageLog')).toHaveLength(53);
    expect(periods('PackageUsageLog').at(0)).toBe('2026-10-01');
    expect(periods('PackageUsageLog').at(-1)).toBe('2026-11-22');
    expect(periods('SubscriberSnapshot')).toEqual(periods('PackageUsageLog'));
    expect(periods('PackageUsageSummary')).toEqual(['2026-08', '2026-09', '2026-10']);
    expect(names).toContain('PackageUsageLog_2026-11-22.csv');
  });

  it('are the same bytes for the same seed, in every format', async () => {
    for (const format of ['csv', 'csv.gz'] as const) {
      const formats = {
        PackageUsageLog: format,
        PackageUsageSummary: format,
        SubscriberSnapshot: format,
      };
      const once = { formats, days: 3, months: 1 };
      await writeAppAnalytics(sampleIsv(options), join(folder, `one-${format}`), once);
      await writeAppAnalytics(sampleIsv(options), join(folder, `two-${format}`), once);
      expect(await digests(`one-${format}`)).toEqual(await digests(`two-${format}`));
    }
    const other = sampleIsv({ ...options, seed: 8 });
    await writeAppAnalytics(other, join(folder, 'other'), { formats: csv, days: 3, months: 1 });
    expect(await digests('other')).not.toEqual(await digests('one-csv'));
  });

  it('hold as many rows as was said, and none of a log is on another day than its name says', async () => {
    const counted = await rowsOf(`
      SELECT parse_filename(filename) AS name, count(*)::INT AS rows,
        count(*) FILTER (timestamp_derived[:10] <> regexp_extract(filename, '_(.{10})\\.csv', 1))::INT AS astray
      FROM read_csv('${join(folder, 'csv', 'PackageUsageLog_*.csv')}', header = true, all_varchar = true, filename = true)
      GROUP BY ALL`);
    const logs = files.filter(({ dataType }) => dataType === 'PackageUsageLog');
    const said = logs.map(({ name, rows }) => ({ name, rows, astray: 0 }));
    expect(counted).toHaveLength(53);
    expect(counted).toEqual(expect.arrayContaining(said));
  });

  it('begin a log with the header of a real file, columns documented since at its end', async () => {
    const text = await readFile(join(folder, 'csv', 'PackageUsageLog_2026-11-20.csv'), 'utf8');
    const header = text.slice(0, text.indexOf('\n')).split(',');
    expect(header.slice(0, 3)).toEqual(['timestamp_derived', 'log_record_type', 'request_id']);
    expect(header.slice(61, 63)).toEqual(['entry_point', 'bulk_batch_id']);
    expect(header).toHaveLength(72);
    // Digest of the 62 names of https://gist.github.com/rsoesemann/4a67cc1b8202d33aa5eb0fadf7832e5a, joined by commas.
    const digest = createHash('sha256').update(header.slice(0, 62).join(',')).digest('hex');
    expect(digest).toBe('aa6cac81c142cdce2d0a22308b90a70b992f017c67f90a4480692fed46ae241a');
  });

  it('begin a summary and a snapshot with the columns public loaders expect', async () => {
    const headerOf = async (name: string): Promise<string> => {
      const text = await readFile(join(folder, 'csv', name), 'utf8');
      return text.slice(0, text.indexOf('\n'));
    };
    expect(await headerOf('PackageUsageSummary_2026-10.csv')).toBe(
      'month,organization_id,organization_name,organization_status,organization_edition,package_id,' +
        'managed_package_namespace,custom_entity,custom_entity_type,user_id_token,user_type,' +
        'num_creates,num_reads,num_updates,num_deletes,num_views,num_events',
    );
    expect(await headerOf('SubscriberSnapshot_2026-11-22.csv')).toBe(
      'date,organization_id,organization_name,organization_status,organization_edition,package_id,' +
        'package_version_id,managed_package_namespace,custom_entity,count,attribute_name,attribute_value',
    );
  });

  it('hold the same rows as CSV, as gzip and as Parquet', async () => {
    const few = { days: 2, months: 1 };
    const all = (format: 'csv.gz' | 'parquet') => ({
      PackageUsageLog: format,
      PackageUsageSummary: format,
      SubscriberSnapshot: format,
    });
    await writeAppAnalytics(isv, join(folder, 'plain'), { ...few, formats: csv });
    await writeAppAnalytics(isv, join(folder, 'gzip'), { ...few, formats: all('csv.gz') });
    const parquet = await writeAppAnalytics(isv, join(folder, 'parquet'), {
      ...few,
      formats: all('parquet'),
    });
    for (const { name, rows } of parquet) {
      const stem = name.replace('.parquet', '');
      const text = await readFile(join(folder, 'plain', `${stem}.csv`));
      const zipped = await readFile(join(folder, 'gzip', `${stem}.csv.gz`));
      expect(gunzipSync(zipped).equals(text), stem).toBe(true);

      const stored = `(SELECT COLUMNS(*)::VARCHAR FROM '${join(folder, 'parquet', name)}')`;
      const plain = `(SELECT * FROM ${csvFiles(`plain/${stem}.csv`)})`;
      const differing = `SELECT count(*)::INT AS rows FROM`;
      const onlyOne = `${differing} (${plain} EXCEPT ALL ${stored})`;
      const onlyOther = `${differing} (${stored} EXCEPT ALL ${plain})`;
      expect(await rowsOf(onlyOne), stem).toEqual([{ rows: 0 }]);
      expect(await rowsOf(onlyOther), stem).toEqual([{ rows: 0 }]);
      expect(await rowsOf(`${differing} ${stored}`), stem).toEqual([{ rows }]);
    }
    expect(
      (await readdir(join(folder, 'parquet'))).every((name) => name.endsWith('.parquet')),
    ).toBe(true);
  });

  it('store counts in Parquet as integers, also on a day without any row', async () => {
    const formats = { PackageUsageLog: 'parquet', SubscriberSnapshot: 'parquet' } as const;
    const before = { formats, months: 0, days: 1, lastDay: '2016-01-01' };
    const written = await writeAppAnalytics(isv, join(folder, 'empty'), before);
    expect(written.map(({ rows }) => rows)).toEqual([0, 0]);
    const typeOf = async (name: string, column: string): Promise<unknown> => {
      const path = join(folder, 'empty', name);
      const rows = await rowsOf(`DESCRIBE SELECT "${column}" FROM '${path}'`);
      return rows[0]?.column_type;
    };
    expect(await typeOf('PackageUsageLog_2016-01-01.parquet', 'operation_count')).toBe('BIGINT');
    expect(await typeOf('PackageUsageLog_2016-01-01.parquet', 'user_id_token')).toBe('VARCHAR');
    expect(await typeOf('SubscriberSnapshot_2016-01-01.parquet', 'count')).toBe('BIGINT');
  });
});

describe('a usage summary', () => {
  /** Interactions in October's summary, how many rows it lacks by a recount of the logs beside it, and how many it has beyond them. */
  const comparison = (directory: string): Promise<Row[]> =>
    rowsOf(`
      WITH recounted AS (
        SELECT organization_id, package_id, custom_entity, custom_entity_type, user_id_token, user_type,
          coalesce(sum(operation_count::INT) FILTER (operation_type = 'INSERT'), 0)::INT AS num_creates,
          coalesce(sum(operation_count::INT) FILTER (operation_type = 'READ'), 0)::INT AS num_reads,
          coalesce(sum(operation_count::INT) FILTER (operation_type = 'UPDATE'), 0)::INT AS num_updates,
          coalesce(sum(operation_count::INT) FILTER (operation_type = 'DELETE'), 0)::INT AS num_deletes,
          count(*)::INT AS num_events
        FROM ${csvFiles(`${directory}/PackageUsageLog_2026-10-*.csv`)}
        WHERE organization_type = 'Production' AND organization_status <> 'Trial'
        GROUP BY ALL
      ), summed AS (
        SELECT organization_id, package_id, custom_entity, custom_entity_type, user_id_token, user_type,
          num_creates::INT, num_reads::INT, num_updates::INT, num_deletes::INT, num_events::INT AS num_events
        FROM ${csvFiles(`${directory}/PackageUsageSummary_2026-10.csv`)}
      )
      SELECT (SELECT sum(num_events)::INT FROM summed) AS interactions,
        (SELECT count(*)::INT FROM (FROM recounted EXCEPT ALL FROM summed)) AS missing,
        (SELECT count(*)::INT FROM (FROM summed EXCEPT ALL FROM recounted)) AS invented`);

  it('agrees with the logs of its month, recounted in SQL', async () => {
    const [october] = await comparison('csv');
    expect(october).toMatchObject({ missing: 0, invented: 0 });
    expect(october?.interactions).toBeGreaterThan(10_000);
  });

  it('agrees with the logs as of the day on which both are fetched, late data missing from both', async () => {
    const early = { lastDay: '2026-10-31', days: 31, months: 1, fetchedOn: '2026-11-03' };
    await writeAppAnalytics(isv, join(folder, 'early'), { ...early, formats: csv });
    const [october] = await comparison('early');
    const [complete] = await comparison('csv');
    expect(october).toMatchObject({ missing: 0, invented: 0 });
    expect(october?.interactions).toBeLessThan(Number(complete?.interactions));
  });

  it('counts a view where a page or an analytics asset was seen', async () => {
    const [views] = await rowsOf(`
      SELECT sum(num_views::INT)::INT AS views,
        sum(num_views::INT) FILTER (custom_entity_type IN ('CustomObject', 'ApexClass', 'LightningComponent'))::INT AS other
      FROM ${csvFiles('csv/PackageUsageSummary_2026-10.csv')}`);
    expect(views?.views).toBeGreaterThan(1000);
    expect(views?.other).toBe(0);
  });

  it('leaves out sandboxes and trial orgs, which the logs have', async () => {
    const orgs = (file: string): Promise<Row[]> =>
      rowsOf(`SELECT DISTINCT organization_id AS id FROM ${csvFiles(file)}`);
    const left = isv.orgs.filter(({ type, status }) => type === 'Sandbox' || status === 'Trial');
    const leftOut = new Set(left.map(({ id }) => id));
    const idsOf = (rows: Row[]): unknown[] =>
      rows.map(({ id }) => id).filter((id) => leftOut.has(String(id)));
    expect(idsOf(await orgs('csv/PackageUsageSummary_*.csv'))).toEqual([]);
    expect(idsOf(await orgs('csv/PackageUsageLog_*.csv')).length).toBeGreaterThan(5);
  });

  it('is there two days after the end of its month and not before', async () => {
    const months = async (fetchedOn: string): Promise<string[]> => {
      const written = await writeAppAnalytics(
        sampleIsv({ ...options, accounts: 1 }),
        join(folder, fetchedOn),
        {
          fetchedOn,
          months: 2,
          days: 1,
        },
      );
      return written
        .filter((f) => f.dataType === 'PackageUsageSummary')
        .map(({ period }) => period);
    };
    expect(await months('2026-11-02')).toEqual(['2026-08', '2026-09']);
    expect(await months('2026-11-03')).toEqual(['2026-09', '2026-10']);
  });
});

describe('late data', () => {
  it('is missing when a day is fetched first and there when it is fetched again, with nothing else changed', async () => {
    const fetched = async (directory: string, fetchedOn: string): Promise<void> => {
      const asOf = { formats: csv, days: 10, months: 0, snapshotDays: 0, fetchedOn };
      await writeAppAnalytics(isv, join(folder, directory), asOf);
    };
    await fetched('first', '2026-11-24');
    await fetched('again', '2026-12-24');
    const files = (directory: string): string => csvFiles(`${directory}/PackageUsageLog_*.csv`);
    const [change] = await rowsOf(`
      SELECT count(*)::INT AS late FROM (FROM ${files('again')} EXCEPT ALL FROM ${files('first')})`);
    const [lost] = await rowsOf(`
      SELECT count(*)::INT AS lost FROM (FROM ${files('first')} EXCEPT ALL FROM ${files('again')})`);
    expect(change?.late).toBeGreaterThan(0);
    expect(lost?.lost).toBe(0);
  });

  it('comes in one catch-up file, which makes earlier files as complete as fetching them again would', async () => {
    const logs = { formats: csv, months: 0, snapshotDays: 0, lastDay: '2026-11-22' };
    await writeAppAnalytics(isv, join(folder, 'before'), { ...logs, days: 29 });
    const later = { ...logs, fetchedOn: '2026-11-27' };
    await writeAppAnalytics(isv, join(folder, 'complete'), { ...later, days: 26 });
    const since = { ...later, days: 0, catchUpSince: '2026-11-24' };
    const [file] = await writeAppAnalytics(isv, join(folder, 'catch-up'), since);
    expect(file?.name).toBe('PackageUsageLog_2026-10-28_2026-11-26_since_2026-11-24.csv');

    const upTo = (directory: string): string =>
      `(FROM ${csvFiles(`${directory}/PackageUsageLog_*.csv`)}
        WHERE timestamp_derived >= '2026-10-28' AND timestamp_derived < '2026-11-23')`;
    const patched = `(FROM ${upTo('before')} UNION ALL FROM ${upTo('catch-up')})`;
    const [result] = await rowsOf(`
      SELECT (SELECT count(*)::INT FROM ${upTo('catch-up')}) AS late,
        (SELECT count(*)::INT FROM (FROM ${patched} EXCEPT ALL FROM ${upTo('complete')})) AS twice,
        (SELECT count(*)::INT FROM (FROM ${upTo('complete')} EXCEPT ALL FROM ${patched})) AS missing`);
    expect(result).toMatchObject({ twice: 0, missing: 0 });
    expect(result?.late).toBeGreaterThan(0);
  });
});

describe('a subscriber snapshot', () => {
  it('counts records per org, package and object, growing, and has attribute rows without a count', async () => {
    const [shape] = await rowsOf(`
      SELECT count(*) FILTER (attribute_name IS NULL AND count IS NULL)::INT AS neither,
        count(*) FILTER (attribute_name IS NOT NULL AND count IS NOT NULL)::INT AS both,
        count(*) FILTER (attribute_name IS NOT NULL)::INT AS attributes,
        count(*) FILTER (length(package_version_id) = 18)::INT AS versions,
        count(*) FILTER (organization_status <> upper(organization_status))::INT AS lower_case,
        count(DISTINCT date[:10])::INT AS days
      FROM ${csvFiles('csv/SubscriberSnapshot_*.csv')}`);
    expect(shape).toMatchObject({ neither: 0, both: 0, lower_case: 0, days: 53 });
    expect(shape?.attributes).toBeGreaterThan(1000);
    expect(shape?.versions).toBeGreaterThan(10_000);

    const [growth] = await rowsOf(`
      WITH ends AS (
        SELECT min_by(count::INT, date) AS earliest, max_by(count::INT, date) AS latest
        FROM ${csvFiles('csv/SubscriberSnapshot_*.csv')} WHERE count IS NOT NULL
        GROUP BY organization_id, package_id, custom_entity)
      SELECT count(*) FILTER (latest < earliest)::INT AS shrunk,
        count(*) FILTER (latest > earliest) / count(*) AS grown FROM ends`);
    expect(growth?.shrunk).toBe(0);
    expect(growth?.grown).toBeGreaterThan(0.5);
  });

  it('misses some orgs on some days', async () => {
    const [gaps] = await rowsOf(`
      WITH seen AS (SELECT organization_id, count(DISTINCT date)::INT AS days
        FROM ${csvFiles('csv/SubscriberSnapshot_*.csv')} GROUP BY ALL)
      SELECT count(*) FILTER (days BETWEEN 45 AND 52)::INT AS gaps, count(*)::INT AS orgs FROM seen`);
    expect(gaps?.gaps).toBeGreaterThan(20);
  });
});
