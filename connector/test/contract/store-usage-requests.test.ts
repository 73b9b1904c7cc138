import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/adapters/store/open-store.ts';
import type { AskedFile, UsageCoverage } from '../../src/domain/usage-file.ts';
import { adapters, newOrganization, duringSuite } from './store-adapters.ts';

const nothing = { days: [], hasRows: false };

describe.each(Object.entries(adapters))('requests for usage in the store %s', (_name, open) => {
  let store: Store;
  duringSuite(open, (opened) => {
    store = opened;
  });

  function file(id: string, part: Partial<AskedFile> = {}): AskedFile {
    return {
      id,
      dataType: 'PackageUsageLog',
      period: { start: '2026-11-16', end: '2026-11-22' },
      availableSince: null,
      askedAt: new Date('2026-11-23T23:00:00Z'),
      state: 'open',
      settledAt: null,
      bytes: 0,
      ...part,
    };
  }

  it('are remembered as they are, oldest first, each organization’s own', async () => {
    const [one, other] = [newOrganization(), newOrganization()];
    const late = file('0XI000000000001AAA', {
      availableSince: new Date('2026-11-22T23:00:01Z'),
      askedAt: new Date('2026-11-23T23:00:05Z'),
    });
    const month = file('0XI000000000002AAA', {
      dataType: 'PackageUsageSummary',
      period: { start: '2026-08-01', end: '2026-10-31' },
    });
    await store.usageRequests.record(one, late);
    await store.usageRequests.record(one, month);
    await store.usageRequests.record(other, file('0XI000000000001AAA'));
    const since = new Date('2026-11-23T23:00:00Z');
    expect(await store.usageRequests.askedSince(one, since)).toEqual([month, late]);
    expect(await store.usageRequests.askedSince(one, late.askedAt)).toEqual([late]);
    expect(await store.usageRequests.askedSince(other, since)).toEqual([
      file('0XI000000000001AAA'),
    ]);
  });

  it('change when something becomes of them, and are forgotten after three months', async () => {
    const organization = newOrganization();
    const ancient = file('0XI000000000009AAA', { askedAt: new Date('2026-08-20T23:00:00Z') });
    await store.usageRequests.record(organization, ancient);
    await store.usageRequests.record(organization, file('0XI000000000001AAA'));
    // More than 32 bits hold.
    const fetched = file('0XI000000000001AAA', {
      state: 'delivered',
      settledAt: new Date('2026-11-23T23:14:00Z'),
      bytes: 19_876_543_210,
    });
    await store.usageRequests.record(organization, fetched);
    expect(await store.usageRequests.askedSince(organization, new Date(0))).toEqual([fetched]);
  });

  it('go with what was taken in when the newest run began', async () => {
    const organization = newOrganization();
    expect(await store.usageRequests.coverage(organization)).toBeUndefined();
    const coverage: UsageCoverage = {
      PackageUsageLog: { days: ['2026-11-21', '2026-11-22'], hasRows: true },
      PackageUsageSummary: nothing,
      SubscriberSnapshot: nothing,
    };
    const noted = { coverage, notedAt: new Date('2026-11-23T23:30:00Z') };
    await store.usageRequests.noteCoverage(organization, { coverage, notedAt: new Date(0) });
    await store.usageRequests.noteCoverage(organization, noted);
    expect(await store.usageRequests.coverage(organization)).toEqual(noted);
  });
});
