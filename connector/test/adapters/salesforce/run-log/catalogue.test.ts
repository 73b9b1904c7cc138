import { describe, expect, it } from 'vitest';
import type { CatalogueMetric } from '../../../../src/domain/usage-report.ts';
import { aMetric } from '../../../domain/a-mapping.ts';
import { compositeReply, scriptedOrg, subRequestsOf, type SeenRequest } from '../scripted-org.ts';
import { setUpAnswer } from '../setup/set-up.ts';

const metric = (more: Partial<CatalogueMetric> = {}): CatalogueMetric =>
  aMetric('engagement.mau', { label: 'MAU, all packages', latestDataPoint: '2026-10-31', ...more });
const record = (more: object = {}) => ({
  attributes: { type: 'UsageMetric__c' },
  Name: 'MAU, all packages',
  Key__c: 'engagement.mau',
  Category__c: 'Engagement',
  PackageId__c: null,
  PackageName__c: null,
  Unit__c: 'ActiveUsers',
  LatestDataPoint__c: '2026-10-31',
  State__c: 'Ready',
  ...more,
});

interface Published {
  readonly requests: readonly SeenRequest[];
  readonly records: readonly Record<string, unknown>[];
}

async function publish(
  present: readonly object[],
  metrics: readonly CatalogueMetric[],
  save: (record: object) => object = () => ({ success: true, errors: [] }),
): Promise<Published> {
  await using org = await scriptedOrg((request) =>
    request.path.endsWith('/composite')
      ? compositeReply(request, (sub) =>
          sub.method === 'PATCH'
            ? { body: (sub.body as { records: object[] }).records.map(save) }
            : setUpAnswer(sub, {}),
        )
      : { json: { totalSize: present.length, done: true, records: present } },
  );
  const { connection, runLog } = org.open();
  await connection.connect();
  await runLog.publishCatalogue(metrics);
  const requests = org.requests.slice(1);
  const records = requests
    .filter(({ path }) => path.endsWith('/composite'))
    .flatMap((request) => subRequestsOf(request))
    .flatMap(({ body }) => (body as { records: Record<string, unknown>[] }).records);
  return { requests, records };
}

describe('publishing the catalogue', () => {
  it('writes nothing where the organization has it already', async () => {
    const { requests } = await publish([record()], [metric()]);
    expect(requests).toHaveLength(1);
  });

  it('writes what is new or differs, by key, and nothing else', async () => {
    const { requests, records } = await publish(
      [record(), record({ Key__c: 'engagement.wau', LatestDataPoint__c: '2026-11-15' })],
      [
        metric(),
        metric({ key: 'engagement.wau', latestDataPoint: '2026-11-22' }),
        metric({
          key: 'records.0335g000000AbcD.Player',
          label: 'Player records',
          category: 'RecordCount',
          packageId: '0335g000000AbcD',
          packageName: 'Acme',
          unit: 'Records',
          latestDataPoint: null,
          state: 'NoData',
        }),
      ],
    );
    expect(requests).toHaveLength(2);
    const [upsert] = requests[1] ? subRequestsOf(requests[1]) : [];
    expect(upsert).toMatchObject({
      method: 'PATCH',
      url: '/composite/sobjects/UsageMetric__c/Key__c',
      body: { allOrNone: false },
    });
    expect(records).toEqual([
      expect.objectContaining({ Key__c: 'engagement.wau', LatestDataPoint__c: '2026-11-22' }),
      {
        attributes: { type: 'UsageMetric__c' },
        Name: 'Player records',
        Key__c: 'records.0335g000000AbcD.Player',
        Category__c: 'RecordCount',
        PackageId__c: '0335g000000AbcD',
        PackageName__c: 'Acme',
        Unit__c: 'Records',
        LatestDataPoint__c: null,
        State__c: 'NoData',
      },
    ]);
  });

  it('marks metrics that are gone as Removed, once', async () => {
    const present = [
      record({ Key__c: 'feature.old' }),
      record({ Key__c: 'feature.older', State__c: 'Removed' }),
    ];
    const { records } = await publish(present, []);
    expect(records).toEqual([
      { attributes: { type: 'UsageMetric__c' }, Key__c: 'feature.old', State__c: 'Removed' },
    ]);
  });

  it('does not take a label that had to be cut for a change', async () => {
    const label = 'L'.repeat(100);
    const { requests } = await publish(
      [record({ Name: `${'L'.repeat(79)}…` })],
      [metric({ label })],
    );
    expect(requests).toHaveLength(1);
  });

  it('puts a thousand records into a call', async () => {
    const metrics = Array.from({ length: 1_100 }, (_, n) => metric({ key: `feature.f${n}` }));
    const { requests, records } = await publish([], metrics);
    expect(requests).toHaveLength(3);
    expect(records).toHaveLength(1_100);
  });

  it('tells when records are refused', async () => {
    const refused = {
      success: false,
      errors: [{ statusCode: 'INSUFFICIENT_ACCESS_OR_READONLY', message: 'no', fields: [] }],
    };
    await expect(publish([], [metric()], () => refused)).rejects.toMatchObject({
      kind: 'permission',
      message: expect.stringMatching(
        /UsageMetric__c.*1 of 1 records.*INSUFFICIENT_ACCESS/,
      ) as string,
    });
  });
});
