import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/adapters/store/open-store.ts';
import type { Alert } from '../../src/domain/alert.ts';
import { adapters, newOrganization, duringSuite } from './store-adapters.ts';

describe.each(Object.entries(adapters))('the open alerts of the store %s', (_name, open) => {
  let store: Store;
  duringSuite(open, (opened) => {
    store = opened;
  });

  function alert(organizationId: string, part: Partial<Alert> = {}): Alert {
    return {
      event: 'raised',
      kind: 'failed',
      title: 'The sync failed',
      text: 'It did.',
      organizationId,
      runKey: 'run-1',
      at: new Date('2026-11-24T23:31:00Z'),
      ...part,
    };
  }

  it('are those that were raised and have not recovered', async () => {
    const organization = newOrganization();
    expect(await store.alerts.openKinds(organization)).toEqual(new Set());
    await store.alerts.record(alert(organization));
    await store.alerts.record(alert(organization, { kind: 'quota' }));
    await store.alerts.record(alert(organization, { runKey: 'run-2' }));
    expect(await store.alerts.openKinds(organization)).toEqual(new Set(['failed', 'quota']));
    await store.alerts.record(alert(organization, { event: 'recovered' }));
    expect(await store.alerts.openKinds(organization)).toEqual(new Set(['quota']));
    await store.alerts.record(alert(organization, { event: 'recovered' }));
    expect(await store.alerts.openKinds(organization)).toEqual(new Set(['quota']));
  });

  it('belong to one organization', async () => {
    const [one, other] = [newOrganization(), newOrganization()];
    await store.alerts.record(alert(one));
    await store.alerts.record(alert(other, { event: 'recovered' }));
    expect(await store.alerts.openKinds(one)).toEqual(new Set(['failed']));
    expect(await store.alerts.openKinds(other)).toEqual(new Set());
  });
});
