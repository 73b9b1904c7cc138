import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnalyticsSource } from '../../../scripts/local-org/api/app-analytics/analytics-files.ts';
import { writeAnalyticsRows } from '../../../scripts/local-org/api/app-analytics/analytics-files.ts';
import type { UsageFile } from '../../src/domain/usage-file.ts';
import type { UsageRequests } from '../../src/ports/usage-requests.ts';
import { requestAccessPackage } from './isv-metadata.ts';
import { seededOrg, type SeededOrg } from './seeded-org.ts';

const packageId = '033000000000001';
/** One row of whatever is asked for, of the 22nd. */
const source: AnalyticsSource = {
  write: (query, path) =>
    writeAnalyticsRows(
      ['timestamp_derived', 'month', 'date', 'package_id', 'organization_id'],
      [
        [
          '2026-11-22T08:00:00.000Z',
          '2026-11',
          '2026-11-22T00:00:00.000Z',
          packageId,
          '00D000000000001',
        ],
      ],
      query,
      path,
    ),
};

const day: UsageFile = {
  dataType: 'PackageUsageLog',
  period: { start: '2026-11-22', end: '2026-11-22' },
  availableSince: null,
};
const all = { packages: [], downloadHosts: [] };
const longAgo = new Date('2026-11-01T00:00:00Z');

describe('Requests for App Analytics files', () => {
  let seeded: SeededOrg;
  let requests: UsageRequests;
  beforeAll(async () => {
    seeded = await seededOrg({ appAnalytics: { source, stepMs: 0, pendingLimit: 3 } });
    requests = seeded.open().usageRequests(all);
  });
  afterAll(() => seeded[Symbol.asyncDispose]());

  it('are made and found again as what they ask for, with a file that can be fetched', async () => {
    const id = await requests.ask(day);
    expect(id).toMatch(/^0XI\w{15}$/);
    const [found] = await requests.createdSince(longAgo);
    expect(found).toMatchObject({
      id,
      file: day,
      createdAt: new Date('2026-11-24T10:00:00.000Z'),
      state: 'Complete',
      message: '',
    });
    const { download } = found ?? {};
    if (!download) throw new Error('There is no file.');
    const chunks: Uint8Array[] = [];
    for await (const chunk of requests.download(download)) chunks.push(chunk);
    const text = gunzipSync(Buffer.concat(chunks)).toString();
    expect(text.split('\n')[1]).toContain(packageId);
    expect(await requests.createdSince(new Date('2026-11-24T10:00:01Z'))).toEqual([]);
  });

  it('reach App Analytics as its reference has them, the time in UTC', async () => {
    const witness = await seeded.witness();
    const one = seeded.open().usageRequests({ packages: [`${packageId}AAA`], downloadHosts: [] });
    const late = {
      ...day,
      period: { start: '2026-10-24', end: '2026-11-22' },
      availableSince: new Date('2026-11-23T23:00:30.123Z'),
    };
    const ids = [
      await one.ask(late),
      await requests.ask({
        dataType: 'PackageUsageSummary',
        period: { start: '2026-08-01', end: '2026-10-31' },
        availableSince: null,
      }),
    ];
    const records = await Promise.all(
      ids.map((id) => witness.sobject('AppAnalyticsQueryRequest').retrieve(id)),
    );
    expect(records).toMatchObject([
      {
        DataType: 'PackageUsageLog',
        StartTime: '2026-10-24T00:00:00.000+0000',
        EndTime: '2026-11-23T00:00:00.000+0000',
        AvailableSince: '2026-11-23T23:00:30.000+0000',
        PackageIds: packageId,
        OrganizationIds: null,
        FileType: 'csv',
        FileCompression: 'gzip',
      },
      {
        DataType: 'PackageUsageSummary',
        StartTime: '2026-08-01T00:00:00.000+0000',
        EndTime: '2026-11-01T00:00:00.000+0000',
        AvailableSince: null,
        PackageIds: null,
      },
    ]);
  });

  it('that ask for something else are known to be none of ours', async () => {
    const fields = {
      DataType: 'PackageUsageLog',
      StartTime: '2026-11-22T00:00:00.000Z',
      EndTime: '2026-11-23T00:00:00.000Z',
      FileType: 'csv',
    };
    const [some, parquet, hours, one] = seeded.insert('AppAnalyticsQueryRequest', [
      { ...fields, OrganizationIds: '00D000000000001' },
      { ...fields, FileType: 'parquet' },
      { ...fields, EndTime: '2026-11-22T12:00:00.000Z' },
      { ...fields, PackageIds: packageId },
    ]);
    const found = new Map((await requests.createdSince(longAgo)).map((each) => [each.id, each]));
    for (const id of [some, parquet, hours, one])
      expect(found.get(id ?? '')).toMatchObject({ id, file: undefined });
    const ofOne = seeded.open().usageRequests({ packages: [packageId], downloadHosts: [] });
    const theirs = await ofOne.createdSince(longAgo);
    expect(theirs.find(({ id }) => id === one)?.file).toEqual(day);
  });

  it('are refused with what Salesforce says, and with what access they need', async () => {
    await expect(
      requests.ask({ ...day, availableSince: new Date('2026-11-22T10:00:00Z') }),
    ).rejects.toThrow(/PackageUsageLog of 2026-11-22.*AvailableSince must be later/s);
    await using bare = await seededOrg();
    bare.deploy(requestAccessPackage(false));
    const without = bare.open().usageRequests(all);
    for (const asking of [without.createdSince(longAgo), without.ask(day)]) {
      const refused = await asking.then(String, (error: unknown) => error);
      expect(refused).toMatchObject({ kind: 'permission' });
      expect(String(refused)).toMatch(/View All and Modify All on AppAnalyticsQueryRequest/);
    }
  });
});
