import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { analyticsFolder } from '../../api/app-analytics/analytics-files.ts';
import type { StartOptions } from '../../start-options.ts';
import { file, packageOf } from '../acme-org.ts';
import { csvRows, signedInOrg, type SignedInOrg } from './signed-in-org.ts';

const begin = Date.UTC(2026, 10, 24, 10);
const minuteMs = 60_000;
const packageId = '033000000000001';

let nowMs = begin;
let org: SignedInOrg;
const folders: string[] = [];

async function started(appAnalytics: StartOptions['appAnalytics'] = {}): Promise<void> {
  nowMs = begin;
  org = await signedInOrg({
    clock: { now: () => new Date(nowMs) },
    tokenTtlMs: 9_999 * minuteMs,
    appAnalytics: { source: analyticsFolder(filesOf()), stepMs: minuteMs, ...appAnalytics },
  });
}

afterEach(async () => {
  await org.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Two days of logs, a catch-up and a snapshot, written by hand. */
function filesOf(): string {
  const folder = mkdtempSync(join(tmpdir(), 'app-analytics-'));
  folders.push(folder);
  const head = 'timestamp_derived,organization_id,package_id,user_id_token';
  const log = (time: string, pack: string, user: string) =>
    `${time},00D000000000001,${pack},${user}`;
  const write = (name: string, lines: readonly string[]) => {
    writeFileSync(join(folder, name), `${[head, ...lines].join('\n')}\n`);
  };
  write('PackageUsageLog_2026-11-21.csv', [log('2026-11-21T23:59:59.999Z', packageId, 'early')]);
  write('PackageUsageLog_2026-11-22.csv', [
    log('2026-11-22T00:00:00.000Z', packageId, 'first'),
    log('2026-11-22T12:00:00.000Z', '033000000000002', 'other package'),
  ]);
  write('PackageUsageLog_2026-10-25_2026-11-23_since_2026-11-20.csv', [
    log('2026-11-19T08:00:00.000Z', packageId, 'late'),
  ]);
  writeFileSync(
    join(folder, 'SubscriberSnapshot_2026-11-22.csv'),
    `date,organization_id,package_id,custom_entity,count\n2026-11-22T00:00:00Z,00D000000000001,${packageId},Player,7\n`,
  );
  return folder;
}

const day = { StartTime: '2026-11-22T00:00:00', EndTime: '2026-11-23T00:00:00' };

function create(fields: Readonly<Record<string, unknown>>) {
  return org.call('POST', '/sobjects/AppAnalyticsQueryRequest', { body: fields });
}

async function requested(fields: Readonly<Record<string, unknown>>): Promise<string> {
  const answer = await create({ DataType: 'PackageUsageLog', ...day, ...fields });
  expect(answer.json).toMatchObject({ success: true });
  return (answer.json as { id: string }).id;
}

async function read(id: string): Promise<Record<string, unknown>> {
  const answer = await org.call('GET', `/sobjects/AppAnalyticsQueryRequest/${id}`);
  return answer.json as Record<string, unknown>;
}

/** The rows of the file once the request is complete. */
async function downloaded(id: string): Promise<Record<string, string>[]> {
  nowMs += 2 * minuteMs;
  const { DownloadUrl } = await read(id);
  return csvRows(await (await fetch(String(DownloadUrl))).text());
}

describe('an App Analytics request', () => {
  it('goes from New over Pending to Complete, and its address expires an hour later', async () => {
    await started();
    const id = await requested({ PackageIds: packageId });
    expect(id).toMatch(/^0XI/);
    expect(await read(id)).toMatchObject({ RequestState: 'New', QuerySubmittedTime: null });
    nowMs += minuteMs;
    const QuerySubmittedTime = '2026-11-24T10:01:00.000+0000';
    expect(await read(id)).toMatchObject({ RequestState: 'Pending', QuerySubmittedTime });
    nowMs += minuteMs;
    const complete = await read(id);
    expect(complete).toMatchObject({
      RequestState: 'Complete',
      QuerySubmittedTime,
      DownloadExpirationTime: '2026-11-24T11:02:00.000+0000',
    });
    const file = await fetch(String(complete.DownloadUrl));
    const text = await file.text();
    expect(text.length).toBe(complete.DownloadSize);
    expect(csvRows(text).map((row) => row.user_id_token)).toEqual(['first']);
    nowMs += 60 * minuteMs;
    expect((await fetch(String(complete.DownloadUrl))).status).toBe(403);
    expect(await read(id)).toMatchObject({ RequestState: 'Expired', DownloadUrl: null });
  });

  it('gives all packages, and of other data types too', async () => {
    await started();
    const rows = await downloaded(await requested({}));
    expect(rows.map((row) => row.user_id_token)).toEqual(['first', 'other package']);
    const snapshot = await downloaded(await requested({ DataType: 'SubscriberSnapshot' }));
    expect(snapshot).toMatchObject([{ custom_entity: 'Player', count: '7' }]);
  });

  it('gives what arrived since a moment', async () => {
    await started();
    const late = { StartTime: '2026-10-25T00:00:00', EndTime: '2026-11-20T00:00:00' };
    const rows = await downloaded(
      await requested({ ...late, AvailableSince: '2026-11-21T00:00:00' }),
    );
    expect(rows.map((row) => row.user_id_token)).toEqual(['late']);
  });

  it('packs the file as asked', async () => {
    await started();
    const id = await requested({ FileCompression: 'gzip' });
    const parquet = await requested({ FileType: 'parquet' });
    nowMs += 2 * minuteMs;
    const bytes = async (of: string) =>
      Buffer.from(await (await fetch(String((await read(of)).DownloadUrl))).arrayBuffer());
    expect(gunzipSync(await bytes(id)).toString()).toContain('first');
    expect((await bytes(parquet)).subarray(0, 4).toString()).toBe('PAR1');
  });

  it('says so when there is no data', async () => {
    await started();
    const id = await requested({ PackageIds: '033000000000009' });
    nowMs += 2 * minuteMs;
    expect(await read(id)).toMatchObject({ RequestState: 'NoData', DownloadUrl: null });
  });

  it('fails with a message when a fault wants it to', async () => {
    await started();
    org.faults.failAnalyticsRequest('Processing took too long.');
    const id = await requested({});
    nowMs += 2 * minuteMs;
    const ErrorMessage = 'Processing took too long.';
    expect(await read(id)).toMatchObject({ RequestState: 'Failed', ErrorMessage });
  });

  it('waits for others: only so many may be under way', async () => {
    await started({ pendingLimit: 1 });
    await requested({});
    const refused = await create({ DataType: 'PackageUsageLog', ...day });
    expect(refused.json).toMatchObject([{ message: 'Query rate limit exceeded' }]);
    nowMs += 2 * minuteMs;
    await requested({});
  });

  it('fails beyond the data a day allows, until the day is over', async () => {
    await started({ dailyBytes: 200 });
    const states = async () => {
      const id = await requested({ PackageIds: packageId });
      nowMs += 2 * minuteMs;
      const { RequestState, ErrorMessage } = await read(id);
      return [RequestState, ErrorMessage];
    };
    // A file of 128 bytes: the first fits into the day, the second doesn't.
    expect(await states()).toEqual(['Complete', null]);
    const refusal = 'The limit of data to download in 24 hours is reached.';
    expect(await states()).toEqual(['Failed', refusal]);
    nowMs += 24 * 60 * minuteMs;
    expect(await states()).toEqual(['Complete', null]);
  });

  it('gives sample data alone in simulation mode', async () => {
    await started({ simulates: true });
    const small = await downloaded(await requested({ PackageIds: '033xx00SIMsmall' }));
    expect(new Set(small.map((row) => row.organization_id))).toEqual(
      new Set(['00Dxx00SIM00foo', '00Dxx00SIM00bar']),
    );
    const own = await requested({ PackageIds: packageId });
    nowMs += 2 * minuteMs;
    expect(await read(own)).toMatchObject({ RequestState: 'NoData' });
  });

  it('is told by its settings whether to simulate', async () => {
    await started();
    const settings = (name: string, isOn: boolean) =>
      packageOf(
        { Settings: [name] },
        {
          [`settings/${name}.settings`]: file(
            `${name}Settings`,
            `<enableSimulationMode>${String(isOn)}</enableSimulationMode>`,
          ),
        },
      );
    expect(org.org.deploy(settings('AppAnalytics', true)).success).toBe(true);
    expect(await downloaded(await requested({ PackageIds: '033xx00SIMsmall' }))).not.toEqual([]);
    expect(org.org.deploy(settings('AppAnalytics', false)).success).toBe(true);
    const rows = await downloaded(await requested({ PackageIds: packageId }));
    expect(rows.map((row) => row.user_id_token)).toEqual(['first']);
    expect(org.org.deploy(settings('Security', true)).componentFailures).toMatchObject([
      { problem: 'The local org does not support the settings Security' },
    ]);
  });

  it.each([
    ['no time at all', { StartTime: null, EndTime: null }, /StartTime, AvailableSince, or both/],
    ['an end before its start', { EndTime: '2026-11-21T00:00:00' }, /EndTime must be later/],
    ['a moment that is to come', { AvailableSince: '2026-11-25T00:00:00' }, /earlier than now/],
    ['a moment before the end', { AvailableSince: '2026-11-22T12:00:00' }, /later than StartTime/],
    ['part of a month', { DataType: 'PackageUsageSummary' }, /first day of a month/],
    ['a version instead of a package', { PackageIds: '04t000000000001' }, /033/],
    [
      'blanks between ids',
      { OrganizationIds: '00D000000000001, 00D000000000002' },
      /without blanks/,
    ],
    ['snappy CSV', { FileCompression: 'snappy' }, /does not fit/],
    ['an unknown type', { DataType: 'UsageLog' }, /bad value for restricted picklist/],
  ])('is refused for %s', async (_what, fields, message) => {
    await started();
    const answer = await create({ DataType: 'PackageUsageLog', ...day, ...fields });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject([{ message: expect.stringMatching(message) as string }]);
  });
});

describe('a request that comes another way', () => {
  const broken = { DataType: 'PackageUsageLog', ...day, EndTime: '2026-11-21T00:00:00' };
  const message = expect.stringMatching(/EndTime must be later/) as string;
  const row = { attributes: { type: 'AppAnalyticsQueryRequest' }, ...broken };

  it('is refused in a collection, inserted or upserted, and in a tree', async () => {
    await started();
    const failed = [{ success: false, errors: [{ message }] }];
    const inserted = await org.call('POST', '/composite/sobjects', { body: { records: [row] } });
    expect(inserted.json).toMatchObject(failed);
    const upsertPath = '/composite/sobjects/AppAnalyticsQueryRequest/Id';
    const upserted = await org.call('PATCH', upsertPath, { body: { records: [row] } });
    expect(upserted.json).toMatchObject(failed);
    const tree = await org.call('POST', '/composite/tree/AppAnalyticsQueryRequest', {
      body: { records: [{ ...row, attributes: { ...row.attributes, referenceId: 'one' } }] },
    });
    expect(tree.json).toMatchObject({ hasErrors: true, results: [{ errors: [{ message }] }] });
  });

  it('is refused in a Bulk job', async () => {
    await started();
    const order = { object: 'AppAnalyticsQueryRequest', operation: 'insert' };
    const created = await org.call('POST', '/jobs/ingest', { body: order });
    const path = `/jobs/ingest/${(created.json as { id: string }).id}`;
    await org.call('PUT', `${path}/batches`, {
      headers: { 'content-type': 'text/csv' },
      body: `DataType,StartTime,EndTime\nPackageUsageLog,${broken.StartTime},${broken.EndTime}\n`,
    });
    await org.call('PATCH', path, { body: { state: 'UploadComplete' } });
    const job = async () => (await org.call('GET', path)).json as { state: string };
    await expect.poll(async () => (await job()).state).toBe('JobComplete');
    const [failure] = csvRows((await org.call('GET', `${path}/failedResults`)).text);
    expect(failure?.sf__Error).toMatch(/^FIELD_INTEGRITY_EXCEPTION:EndTime must be later/);
  });

  it('is answered when it is upserted in order', async () => {
    await started();
    const records = [{ ...row, ...day }];
    const upserted = await org.call('PATCH', '/composite/sobjects/AppAnalyticsQueryRequest/Id', {
      body: { records },
    });
    expect(upserted.json).toMatchObject([{ success: true, created: true }]);
    const [{ id }] = upserted.json as [{ id: string }];
    expect((await downloaded(id)).map((each) => each.user_id_token)).toEqual([
      'first',
      'other package',
    ]);
  });
});
