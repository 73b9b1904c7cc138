import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/adapters/store/open-store.ts';
import {
  accountIds,
  adapters,
  batches,
  entry,
  newOrganization,
  replaceEntries,
  duringSuite,
} from './store-adapters.ts';

describe.each(Object.entries(adapters))('the active Accounts in the store %s', (_name, open) => {
  let store: Store;
  duringSuite(open, (opened) => {
    store = opened;
  });

  it('come by id in pages, without those that have no License that qualifies', async () => {
    const organization = newOrganization();
    const ids = accountIds(25);
    const entries = ids.map((id, index) => entry(id, { isActive: index % 5 !== 0 }));
    await replaceEntries(store, organization, batches(entries.toReversed()));
    await replaceEntries(store, newOrganization(), batches([entry('001z')]));
    const found: string[] = [];
    for (let after = ''; ;) {
      const page = await store.directory.activeAccounts(organization, { after, limit: 7 });
      found.push(...page.map(({ accountId }) => accountId));
      const last = page.at(-1);
      if (!last) break;
      expect(last.name).toBe(`Account ${last.accountId}`);
      expect(page.length).toBeLessThanOrEqual(7);
      after = last.accountId;
    }
    expect(found).toEqual(ids.filter((_, index) => index % 5 !== 0));
  });

  it('are none before the first list', async () => {
    const page = { after: '', limit: 10 };
    expect(await store.directory.activeAccounts(newOrganization(), page)).toEqual([]);
  });

  it('are told apart by the case of their ids', async () => {
    const organization = newOrganization();
    const ids = ['0015e00000AAAAAAA3', '0015e00000aaaaaAA3'];
    await replaceEntries(store, organization, batches(ids.map((id) => entry(id))));
    const page = { after: ids[0] ?? '', limit: 10 };
    const found = await store.directory.activeAccounts(organization, page);
    expect(found.map(({ accountId }) => accountId)).toEqual([ids[1]]);
  });
});
