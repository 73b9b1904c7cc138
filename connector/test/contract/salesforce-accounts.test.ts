import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { seededOrg, type SeededOrg } from './seeded-org.ts';

const fields = [
  'MAU__c',
  'InternalSeats__c',
  'SeatsFromContracts__c',
  'RenewalDate__c',
  'ContractValue__c',
  'SupportNotes__c',
  'IsReference__c',
];

function customers(acme: SeededOrg): string[] {
  const ids = acme.insert('Account', [
    {
      Name: 'Big, "quoted" & Söhne',
      MAU__c: 12_345_678,
      InternalSeats__c: 0,
      RenewalDate__c: '2027-03-31',
      ContractValue__c: 30_000_000.5,
      SupportNotes__c: 'Line one\nLine "two", with a comma\n#N/A',
      IsReference__c: true,
    },
    { Name: 'Blank', IsReference__c: false },
    { Name: 'Prospect', MAU__c: 7 },
  ]);
  for (const id of ids.slice(0, 2)) {
    acme.insert('sfLma__License__c', [{ sfLma__Status__c: 'Uninstalled', sfLma__Account__c: id }]);
  }
  acme.insert('sfLma__License__c', [{ sfLma__Status__c: 'Active' }]);
  return ids;
}

async function read(acme: SeededOrg, expectedRows?: number): Promise<Account[]> {
  const found: Account[] = [];
  const request = { fields, scope: 'licensed_accounts' as const };
  const batches = acme
    .open()
    .accounts.readAccounts(expectedRows === undefined ? request : { ...request, expectedRows });
  for await (const batch of batches) found.push(...batch);
  return found.toSorted((a, b) => a.name.localeCompare(b.name));
}

describe('reading Accounts from an org', () => {
  // A Bulk job is chosen from 12,000 expected rows on.
  it.each([
    ['by pages', undefined],
    ['by a Bulk job', 20_000],
  ])('gives the same values %s', async (_, expectedRows) => {
    await using acme = await seededOrg();
    const [big, blank] = customers(acme);
    expect(await read(acme, expectedRows)).toEqual([
      {
        id: big,
        name: 'Big, "quoted" & Söhne',
        values: {
          MAU__c: 12_345_678,
          InternalSeats__c: 0,
          SeatsFromContracts__c: 0,
          RenewalDate__c: '2027-03-31',
          ContractValue__c: 30_000_000.5,
          SupportNotes__c: 'Line one\nLine "two", with a comma\n#N/A',
          IsReference__c: true,
        },
      },
      {
        id: blank,
        name: 'Blank',
        values: {
          MAU__c: null,
          InternalSeats__c: null,
          SeatsFromContracts__c: null,
          RenewalDate__c: null,
          ContractValue__c: null,
          SupportNotes__c: null,
          IsReference__c: false,
        },
      },
    ]);
  });

  it('takes every Account where that is the scope', async () => {
    await using acme = await seededOrg();
    customers(acme);
    const found: Account[] = [];
    for await (const batch of acme
      .open()
      .accounts.readAccounts({ fields: ['MAU__c'], scope: 'all_accounts' })) {
      found.push(...batch);
    }
    expect(found.map(({ name }) => name).sort()).toEqual([
      'Big, "quoted" & Söhne',
      'Blank',
      'Prospect',
    ]);
  });

  it('reads a query that is too long for an address', async () => {
    await using acme = await seededOrg();
    const [big] = customers(acme);
    const ids = Array.from({ length: 900 }, (_, n) => `0015g0000${String(n).padStart(6, '0')}AAA`);
    const found = await acme.open().accounts.readAccountsById([...ids, big ?? ''], ['MAU__c']);
    expect(found).toEqual([
      { id: big, name: 'Big, "quoted" & Söhne', values: { MAU__c: 12_345_678 } },
    ]);
  });

  it('refuses a field that is hidden since the set-up was read, and does not take it for empty', async () => {
    await using acme = await seededOrg();
    customers(acme);
    const { connection, accounts } = acme.open();
    await connection.connect();
    acme.restrict([{ field: 'Account.MAU__c', access: 'hidden' }]);
    const reading = accounts
      .readAccounts({ fields: ['MAU__c'], scope: 'all_accounts' })
      [Symbol.asyncIterator]()
      .next();
    await expect(reading).rejects.toMatchObject({ kind: 'permission', code: 'INVALID_FIELD' });
  });

  it('tells deleted Accounts, and which were merged into what', async () => {
    await using acme = await seededOrg();
    const [kept = '', merged = '', deleted = ''] = acme.insert('Account', [
      { Name: 'Kept' },
      { Name: 'Merged' },
      { Name: 'Deleted' },
    ]);
    acme.org.mergeAccounts(kept, [merged]);
    acme.org.asUser(acme.org.administratorId).delete('Account', deleted);
    const gone = await acme.open().accounts.findGone([kept, merged, deleted]);
    expect(gone.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(
      [
        { id: merged, masterId: kept },
        { id: deleted, masterId: null },
      ].toSorted((a, b) => a.id.localeCompare(b.id)),
    );
    expect(await acme.open().accounts.readAccountsById([kept, merged, deleted], [])).toHaveLength(
      1,
    );
  });
});
