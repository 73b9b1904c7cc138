import { beforeAll, describe, expect, it } from 'vitest';
import { managedKeys } from '../../src/service/managed-keys.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import type { Store } from '../../src/adapters/store/open-store.ts';
import type { DirectoryEntry } from '../../src/domain/account.ts';
import {
  ownColumns,
  type DirectoryColumn,
  type DirectoryCondition,
  type DirectoryQuery,
} from '../../src/domain/directory-query.ts';
import type { DirectoryHead } from '../../src/ports/directory.ts';
import {
  adapters,
  batches,
  entry,
  newOrganization,
  replaceEntries,
  duringSuite,
} from './store-adapters.ts';

const head: DirectoryHead = {
  columns: [
    { name: 'Segment__c', type: 'picklist' },
    { name: 'Regions__c', type: 'multipicklist' },
    { name: 'Score__c', type: 'number' },
    { name: 'IsReference__c', type: 'checkbox' },
    { name: 'Seen__c', type: 'datetime' },
  ],
  overrideFields: { ExternalSeats: 'ExternalSeats__c' },
  targets: { Metric_MAU: 'MAU__c' },
};

const accounts: readonly DirectoryEntry[] = [
  entry('001a', {
    name: 'Zeta 100% _real_',
    mau: 0,
    wau: 0,
    dau: 5,
    display: {
      Segment__c: 'Enterprise',
      Regions__c: 'EMEA;APAC',
      Score__c: 10,
      IsReference__c: true,
      Seen__c: '2026-11-23T23:59:59.000+0000',
    },
    renewal: { date: '2027-02-01', source: 'license' },
  }),
  entry('001b', {
    name: 'alpha',
    mau: null,
    display: {
      Segment__c: null,
      Regions__c: null,
      Score__c: null,
      IsReference__c: false,
      Seen__c: null,
    },
    internalSeats: { seats: null, source: 'license' },
    renewal: { date: null, source: 'none' },
  }),
  entry('001c', {
    name: "O'Brien \\ Söhne",
    mau: 120,
    wau: 40,
    dau: 0,
    display: {
      Segment__c: 'SMB',
      Regions__c: 'EMEA',
      Score__c: 9.5,
      IsReference__c: true,
      Seen__c: '2026-11-24T00:00:00.000+0000',
    },
    internalSeats: { seats: 0, source: 'override' },
  }),
  entry('001B', {
    name: 'Alpha',
    mau: 9,
    wau: 50,
    dau: 2,
    display: { Segment__c: 'SMB', Score__c: -1 },
  }),
];

const columns = [...ownColumns, ...head.columns];
function column(name: string): DirectoryColumn {
  const found = columns.find((each) => each.name === name);
  if (!found) throw new Error(`no column ${name}`);
  return found;
}

function query(part: Partial<DirectoryQuery> = {}): DirectoryQuery {
  return {
    limit: 100,
    after: null,
    sort: column('name'),
    descending: false,
    filters: [],
    ...part,
  };
}

describe.each(Object.entries(adapters))('the directory of the store %s', (_name, open) => {
  let store: Store;
  duringSuite(open, (opened) => {
    store = opened;
  });
  const organization = newOrganization();

  beforeAll(async () => {
    await replaceEntries(store, organization, batches(accounts), head);
    await replaceEntries(store, newOrganization(), batches([entry('001z', { name: 'foreign' })]));
  });

  async function idsOf(part: Partial<DirectoryQuery>): Promise<readonly string[]> {
    const { entries } = await store.directory.page(organization, query(part));
    return entries.map(({ accountId }) => accountId);
  }

  it('tells what its entries have in common', async () => {
    expect(await store.directory.head(organization)).toEqual(head);
    expect(await store.directory.head(newOrganization())).toBeUndefined();
  });

  it.each<[string, DirectoryCondition, readonly string[]]>([
    ['name', { operator: 'contains', value: 'ALPHA' }, ['001B', '001b']],
    ['name', { operator: 'contains', value: '0% _r' }, ['001a']],
    ['name', { operator: 'contains', value: '%' }, ['001a']],
    ['name', { operator: 'contains', value: "'brien \\" }, ['001c']],
    ['name', { operator: 'contains', value: 'SÖHNE' }, ['001c']],
    ['name', { operator: 'contains', value: "' or 1=1 --" }, []],
    [
      'Segment__c',
      { operator: 'in', values: ['SMB', "x'); drop table api_key; --"] },
      ['001B', '001c'],
    ],
    ['Segment__c', { operator: 'in', values: [] }, []],
    ['Regions__c', { operator: 'in', values: ['APAC', 'EMEA'] }, ['001c', '001a']],
    ['Regions__c', { operator: 'in', values: ['EMEA;APAC'] }, []],
    ['mau', { operator: 'between', from: 0, to: 9 }, ['001B', '001a']],
    ['mau', { operator: 'between', from: null, to: 0 }, ['001a']],
    ['mau', { operator: 'between', from: null, to: null }, ['001B', '001c', '001a']],
    ['Score__c', { operator: 'between', from: 9.5, to: 10 }, ['001c', '001a']],
    ['Score__c', { operator: 'between', from: null, to: 9 }, ['001B']],
    [
      'renewalDate',
      { operator: 'between', from: '2027-01-31', to: '2027-01-31' },
      ['001B', '001c'],
    ],
    ['renewalDate', { operator: 'between', from: '2027-02-01', to: null }, ['001a']],
    ['Seen__c', { operator: 'between', from: '2026-11-23', to: '2026-11-23' }, ['001a']],
    ['Seen__c', { operator: 'between', from: null, to: '2026-11-24' }, ['001c', '001a']],
    ['IsReference__c', { operator: 'is', value: true }, ['001c', '001a']],
    ['IsReference__c', { operator: 'is', value: false }, ['001b']],
    ['mau', { operator: 'empty', value: true }, ['001b']],
    ['wau', { operator: 'between', from: 40, to: null }, ['001B', '001c']],
    ['dau', { operator: 'between', from: null, to: 2 }, ['001B', '001c']],
    ['mau', { operator: 'empty', value: false }, ['001B', '001c', '001a']],
    ['internalSeats', { operator: 'empty', value: true }, ['001b']],
    ['IsReference__c', { operator: 'empty', value: true }, ['001B']],
  ])('filters %s by %o', async (name, condition, expected) => {
    const filters = [{ ...condition, column: column(name) }];
    expect(await idsOf({ filters })).toEqual(expected);
    const { total } = await store.directory.page(organization, query({ filters, limit: 1 }));
    expect(total).toBe(expected.length);
  });

  it('lets every filter hold at once', async () => {
    const filters = [
      { operator: 'in' as const, values: ['SMB'], column: column('Segment__c') },
      { operator: 'between' as const, from: 100, to: null, column: column('mau') },
    ];
    expect(await idsOf({ filters })).toEqual(['001c']);
  });

  it.each([
    ['name', ['001B', '001b', '001c', '001a'], ['001a', '001c', '001B', '001b']],
    ['mau', ['001a', '001B', '001c', '001b'], ['001c', '001B', '001a', '001b']],
    ['wau', ['001a', '001c', '001B', '001b'], ['001B', '001c', '001a', '001b']],
    ['dau', ['001c', '001B', '001a', '001b'], ['001a', '001B', '001c', '001b']],
    ['Score__c', ['001B', '001c', '001a', '001b'], ['001a', '001c', '001B', '001b']],
    ['renewalDate', ['001B', '001c', '001a', '001b'], ['001a', '001B', '001c', '001b']],
    ['IsReference__c', ['001b', '001a', '001c', '001B'], ['001a', '001c', '001b', '001B']],
    ['Seen__c', ['001a', '001c', '001B', '001b'], ['001c', '001a', '001B', '001b']],
  ])('sorts by %s with NULL last in either direction', async (name, upward, downward) => {
    expect(await idsOf({ sort: column(name) })).toEqual(upward);
    expect(await idsOf({ sort: column(name), descending: true })).toEqual(downward);
  });

  it.each(
    ['name', 'mau', 'Score__c', 'IsReference__c', 'renewalDate', 'Segment__c'].flatMap((name) => [
      [name, false] as const,
      [name, true] as const,
    ]),
  )('pages by %s, descending %s, without a gap or a repetition', async (name, descending) => {
    const whole = await idsOf({ sort: column(name), descending });
    const paged: string[] = [];
    let after: DirectoryQuery['after'] = null;
    do {
      const page = await store.directory.page(
        organization,
        query({ sort: column(name), descending, limit: 1, after }),
      );
      expect(page.total).toBe(accounts.length);
      paged.push(...page.entries.map(({ accountId }) => accountId));
      after = page.next;
    } while (after !== null);
    expect(paged).toEqual(whole);
  });

  it('gives entries as they were handed over, NULL and 0 apart', async () => {
    const { entries } = await store.directory.page(organization, query());
    expect(entries.find(({ accountId }) => accountId === '001a')).toEqual(accounts[0]);
    expect(entries.find(({ accountId }) => accountId === '001b')).toEqual(accounts[1]);
  });

  it('is empty before the first run', async () => {
    const page = await store.directory.page(newOrganization(), query());
    expect(page).toEqual({ entries: [], total: 0, next: null });
  });
});

describe.each(Object.entries(adapters))('for the HTTP API, the store %s', (_name, open) => {
  let store: Store;
  duringSuite(open, (opened) => {
    store = opened;
  });

  const request = (name: string, expiresAt: Date | null = null) => ({
    organizationId: newOrganization(),
    name,
    scope: 'read' as const,
    expiresAt,
  });

  it('knows a key by its token, and no other token', async () => {
    const { key, token } = await store.keys.issue(request('Lightning app'));
    expect(await store.keys.verify(token)).toEqual(key);
    const other = await store.keys.issue(request('other'));
    const [, , secret = ''] = other.token.split('_');
    const swapped = `isv_${key.id}_${other.token.slice(-43)}`;
    expect(secret).not.toBe('');
    for (const wrong of ['', 'isv_', token.slice(0, -1), `${token}x`, swapped, key.id])
      expect(await store.keys.verify(wrong)).toBeUndefined();
  });

  it('ends a key when it is revoked, once', async () => {
    const { key, token } = await store.keys.issue(request('revoked'));
    expect(await store.keys.revoke(key.id)).toBe(true);
    expect(await store.keys.verify(token)).toBeUndefined();
    expect(await store.keys.revoke(key.id)).toBe(false);
    expect(await store.keys.revoke('0000000000000000')).toBe(false);
    const listed = (await store.keys.list()).find(({ id }) => id === key.id);
    expect(listed?.revokedAt).toBeInstanceOf(Date);
  });

  it('leaves one of two admin keys whose bearers end each other at the same moment', async () => {
    const organizationId = newOrganization();
    const admin = { ...request('admin'), organizationId, scope: 'admin' as const };
    const managed = managedKeys({ ...store, clock: systemClock });
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = await Promise.all([store.keys.issue(admin), store.keys.issue(admin)]);
      const ends = await Promise.all([
        managed.revoke(one.key, other.key.id),
        managed.revoke(other.key, one.key.id),
      ]);
      expect(ends.filter((end) => end === 'last')).toHaveLength(1);
      const left = (await store.keys.list()).filter(
        (key) => key.organizationId === organizationId && key.revokedAt === null,
      );
      expect(left).toHaveLength(1);
      for (const { id } of left) await store.keys.revoke(id);
    }
    const unknown = await store.keys.revokeUnless('0000000000000000', () => true);
    expect(unknown).toBe('unknown');
  });

  it('does not know a key that has expired', async () => {
    const past = await store.keys.issue(request('past', new Date('2020-01-01T00:00:00Z')));
    const future = await store.keys.issue(request('future', new Date('2120-01-01T00:00:00Z')));
    expect(await store.keys.verify(past.token)).toBeUndefined();
    expect(await store.keys.verify(future.token)).toEqual(future.key);
  });

  it('shows no secret in what it lists', async () => {
    const { token } = await store.keys.issue(request('secret'));
    expect(JSON.stringify(await store.keys.list())).not.toContain(token.slice(-43));
  });

  it('tells what was last written to an Account, when and by which run', async () => {
    const organization = newOrganization();
    const value = { accountId: '001a', field: 'MAU__c', value: 0, metricKey: 'engagement.mau' };
    await store.ledger.recordWritten(organization, 'run-1', [{ ...value, value: 7 }]);
    await store.ledger.recordWritten(organization, 'run-2', [value]);
    const writings = await store.ledger.writingsTo(organization, '001a');
    expect(writings).toMatchObject([{ ...value, runKey: 'run-2' }]);
    expect(writings[0]?.writtenAt).toBeInstanceOf(Date);
    expect(await store.ledger.writingsTo(newOrganization(), '001a')).toEqual([]);
  });

  it('narrows the failures of a run by each part', async () => {
    const organization = newOrganization();
    const failure = (accountId: string, field: string, errorCode: string) => ({
      accountId,
      field,
      mapping: `Metric_${field}`,
      errorCode,
      clears: accountId === 'b',
    });
    const all = [
      failure('a', 'DAU__c', 'X'),
      failure('a', 'MAU__c', 'Y'),
      failure('b', 'MAU__c', 'X'),
    ];
    await store.runs.recordFailures(organization, 'run-1', all);
    await store.runs.recordFailures(organization, 'run-2', [failure('c', 'MAU__c', 'X')]);
    const none = { errorCode: null, mapping: null, field: null };
    const failures = (part: Partial<typeof none> | Record<string, string>) =>
      store.runs.failures(organization, 'run-1', { ...none, ...part });
    expect(await failures({})).toEqual(all);
    expect(await failures({ errorCode: 'X' })).toEqual([all[0], all[2]]);
    expect(await failures({ mapping: 'Metric_MAU__c' })).toEqual([all[1], all[2]]);
    expect(await failures({ field: 'MAU__c', errorCode: 'X' })).toEqual([all[2]]);
    expect(await failures({ field: "' or true --" })).toEqual([]);
    expect(await store.runs.failures(newOrganization(), 'run-1', none)).toEqual([]);
  });
});
