import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { CatalogueMetric } from '../../src/domain/usage-report.ts';
import { bench, logCsv, scheduling, snapshotCsv, tournaments } from './usage-source-bench.ts';

const sponsorship = '033xx0000004FqF';
const ticketing = '033xx0000004FqG';
const known = [
  { id: `${tournaments}IAY`, name: 'Acme Tournaments' },
  { id: scheduling, name: 'Acme Scheduling' },
  { id: sponsorship, name: 'Acme Sponsorship' },
];
const player = { packageId: tournaments, entity: 'Player', entityType: 'CustomObject' };
const feature = (id: string, ...components: readonly object[]) => ({
  id,
  label: `The ${id}`,
  components,
});

const line = (metric: CatalogueMetric): string =>
  [metric.key, metric.label, metric.state, metric.latestDataPoint].join(' | ');

describe('the catalogue', () => {
  it('offers every metric with a label, its state and its latest data point', async () => {
    const test = await bench({ packagesNotEnabled: [`${sponsorship}AAA`] });
    await writeFile(
      test.featuresFile,
      JSON.stringify([
        feature('one', player),
        { ...feature('pending', player), recalculating: true },
        feature('two', player, { ...player, packageId: scheduling }),
        feature('gone', player, { ...player, packageId: sponsorship }),
        feature('empty'),
      ]),
    );
    await test.take({
      'PackageUsageLog_2026-10.csv': logCsv(
        { timestamp_derived: '2026-10-05T08:00:00Z' },
        {
          timestamp_derived: '2026-10-05T08:00:00Z',
          package_id: ticketing,
          managed_package_namespace: 'acmetix',
        },
      ),
      'PackageUsageLog_2026-11-21.csv': logCsv(),
      'SubscriberSnapshot_2026-11-22.csv': snapshotCsv(
        { custom_entity: 'Player' },
        { custom_entity: 'acme__Team__c' },
        { custom_entity: 'not a name' },
        { package_id: sponsorship },
      ),
      'SubscriberSnapshot_2026-11-01.csv': snapshotCsv({
        date: '2026-11-01T00:00:00Z',
        custom_entity: 'Venue',
        package_id: scheduling,
      }),
      'SubscriberSnapshot_2026-10-09.csv': snapshotCsv({
        date: '2026-10-09T00:00:00Z',
        custom_entity: 'Old',
        package_id: tournaments,
      }),
    });
    const offered = await test.usage.catalogue(known, 'calendar');
    expect(offered.map(line)).toEqual([
      'engagement.mau | Monthly active users, combined over all packages | Ready | 2026-10-31',
      'engagement.wau | Weekly active users, combined over all packages | NoData | ',
      'engagement.dau | Daily active users, combined over all packages | Ready | 2026-11-21',
      `engagement.mau.${scheduling} | Monthly active users of Acme Scheduling | NoData | `,
      `engagement.wau.${scheduling} | Weekly active users of Acme Scheduling | NoData | `,
      `engagement.dau.${scheduling} | Daily active users of Acme Scheduling | NoData | `,
      `engagement.mau.${tournaments} | Monthly active users of Acme Tournaments | Ready | 2026-10-31`,
      `engagement.wau.${tournaments} | Weekly active users of Acme Tournaments | NoData | `,
      `engagement.dau.${tournaments} | Daily active users of Acme Tournaments | Ready | 2026-11-21`,
      `engagement.mau.${ticketing} | Monthly active users of acmetix | Ready | 2026-10-31`,
      `engagement.wau.${ticketing} | Weekly active users of acmetix | NoData | `,
      `engagement.dau.${ticketing} | Daily active users of acmetix | Ready | 2026-11-21`,
      'feature.one | Feature The one: monthly active users | Ready | 2026-10-31',
      'feature.one.events | Feature The one: operations per month | Ready | 2026-10-31',
      'feature.pending | Feature The pending: monthly active users | RecalculationPending | ',
      'feature.pending.events | Feature The pending: operations per month | RecalculationPending | ',
      'feature.two | Feature The two: monthly active users | NoData | ',
      'feature.two.events | Feature The two: operations per month | NoData | ',
      'feature.empty | Feature The empty: monthly active users | NoData | ',
      'feature.empty.events | Feature The empty: operations per month | NoData | ',
      `records.${scheduling}.Venue | Records of Venue (Acme Scheduling) | NoData | `,
      `records.${tournaments}.Player | Records of Player (Acme Tournaments) | Ready | 2026-11-22`,
      `records.${tournaments}.Team | Records of Team (Acme Tournaments) | Ready | 2026-11-22`,
    ]);
    expect(await test.usage.packagesNotEnabled()).toEqual(new Set([sponsorship]));
  });

  it('says what each metric counts and of which package', async () => {
    const test = await bench();
    await writeFile(
      test.featuresFile,
      JSON.stringify([
        feature('one', player),
        feature('two', player, { ...player, packageId: scheduling }),
      ]),
    );
    await test.take({ 'SubscriberSnapshot_2026-11-22.csv': snapshotCsv({}) });
    const offered = await test.usage.catalogue(known, 'rolling');
    const of = (key: string) => offered.find((metric) => metric.key === key);
    expect(of('engagement.mau')).toMatchObject({
      category: 'Engagement',
      unit: 'ActiveUsers',
      packageId: null,
      packageName: null,
    });
    expect(of(`engagement.dau.${tournaments}`)).toMatchObject({
      category: 'Engagement',
      packageId: tournaments,
      packageName: 'Acme Tournaments',
    });
    expect(of('feature.one')).toMatchObject({
      category: 'Feature',
      unit: 'ActiveUsers',
      packageId: tournaments,
      packageName: 'Acme Tournaments',
    });
    expect(of('feature.two.events')).toMatchObject({
      category: 'Feature',
      unit: 'Events',
      packageId: null,
      packageName: null,
    });
    expect(of(`records.${tournaments}.Player`)).toMatchObject({
      category: 'RecordCount',
      unit: 'Records',
      packageId: tournaments,
    });
  });

  it('offers keys that can be measured', async () => {
    const test = await bench();
    await test.take({
      'SubscriberSnapshot_2026-11-22.csv': snapshotCsv({ custom_entity: 'acme__Team__c' }),
    });
    const keys = (await test.usage.catalogue([], 'calendar')).map((metric) => metric.key);
    const { states } = await test.measure({ metricKeys: keys });
    expect(Object.keys(states)).toEqual(keys);
    expect(states[`records.${tournaments}.Team`]).toMatch(/^loaded/);
  });
});
