import { describe, expect, it } from 'vitest';
import {
  collected,
  compositeReply,
  scriptedOrg,
  subRequestsOf,
  type Reply,
  type SeenRequest,
  type SubRequestSeen,
} from '../scripted-org.ts';
import { accountFields, setUpAnswer, type SetUp } from '../setup/set-up.ts';

const id = (n: number) => `0015g0000${String(n).padStart(6, '0')}AAA`;
const page = (records: readonly object[], totalSize = records.length) => ({
  totalSize,
  done: true,
  records,
});

/** Describes itself, answers queries by address with `rows`, and queries in a Composite call with `byId`. */
function accountOrg(
  rows: readonly object[],
  byId: (sub: SubRequestSeen) => readonly object[] = () => [],
  setUp: SetUp = {},
) {
  return scriptedOrg((request): Reply => {
    if (!request.path.endsWith('/composite')) return { json: page(rows) };
    return compositeReply(request, (sub) =>
      sub.url.includes("Id IN ('") ? { body: page(byId(sub)) } : setUpAnswer(sub, setUp),
    );
  });
}

const queries = (requests: readonly SeenRequest[]) =>
  requests.map(({ path }) => path).filter((path) => path.includes('/query?q='));

describe('reading the Accounts in scope', () => {
  it('asks for exactly the fields wanted, spelled as the organization spells them', async () => {
    await using org = await accountOrg([
      { Id: id(1), Name: 'Acme', MAU__c: 12, IsReference__c: true, RenewalDate__c: null },
    ]);
    const accounts = await collected(
      org.open().accounts.readAccounts({
        fields: ['mau__c', 'IsReference__c', 'RenewalDate__c'],
        scope: 'licensed_accounts',
      }),
    );
    expect(accounts).toEqual([
      {
        id: id(1),
        name: 'Acme',
        values: { mau__c: 12, IsReference__c: true, RenewalDate__c: null },
      },
    ]);
    expect(queries(org.requests)).toEqual([
      '/services/data/v66.0/query?q=SELECT Id, Name, MAU__c, IsReference__c, RenewalDate__c FROM Account' +
        ' WHERE Id IN (SELECT sfLma__Account__c FROM sfLma__License__c WHERE sfLma__Account__c != null)',
    ]);
  });

  it('asks for every Account where that is the scope', async () => {
    await using org = await accountOrg([]);
    await collected(
      org.open().accounts.readAccounts({ fields: ['MAU__c'], scope: 'all_accounts' }),
    );
    expect(queries(org.requests)).toEqual([
      '/services/data/v66.0/query?q=SELECT Id, Name, MAU__c FROM Account',
    ]);
  });

  it('reads the currency along with an amount, where the organization has several', async () => {
    await using org = await accountOrg([
      { Id: id(1), Name: 'Acme', ContractValue__c: 9.5, CurrencyIsoCode: 'CHF' },
    ]);
    const [account] = await collected(
      org.open().accounts.readAccounts({ fields: ['ContractValue__c'], scope: 'all_accounts' }),
    );
    expect(account?.values).toEqual({ ContractValue__c: 9.5, CurrencyIsoCode: 'CHF' });
  });

  it('does not ask for a currency the organization does not have', async () => {
    const fields = accountFields.filter(
      (field) => (field as { name: string }).name !== 'CurrencyIsoCode',
    );
    await using org = await accountOrg([], undefined, { fields: { Account: fields } });
    await collected(
      org.open().accounts.readAccounts({ fields: ['ContractValue__c'], scope: 'all_accounts' }),
    );
    expect(queries(org.requests)[0]).not.toContain('CurrencyIsoCode');
  });

  it.each([
    ['Name FROM Account WHERE IsDeleted = true', 'INVALID_FIELD_NAME'],
    ['Owner.Name', 'INVALID_FIELD_NAME'],
    ['Hidden__c', 'INVALID_FIELD'],
  ])('refuses the field %j before anything is asked', async (field, code) => {
    await using org = await accountOrg([]);
    const { accounts, connection } = org.open();
    await connection.connect();
    const before = org.requests.length;
    const reading = collected(accounts.readAccounts({ fields: [field], scope: 'all_accounts' }));
    await expect(reading).rejects.toMatchObject({ code });
    expect(org.requests).toHaveLength(before);
  });

  it('chooses the way to read by the number of Accounts the organization counted', async () => {
    await using org = await scriptedOrg(({ path, ...rest }): Reply => {
      const request = { path, ...rest };
      if (path.endsWith('/composite')) {
        return compositeReply(request, (sub) => setUpAnswer(sub, { accountCount: 50_000 }));
      }
      if (path.includes('/results')) return { text: `Id,Name,MAU__c\n${id(1)},Acme,1.2E1\n` };
      return {
        json: { id: '7505g00000JobIdAAA', state: 'JobComplete', numberRecordsProcessed: 1 },
      };
    });
    const accounts = await collected(
      org.open().accounts.readAccounts({ fields: ['MAU__c'], scope: 'all_accounts' }),
    );
    expect(accounts).toEqual([{ id: id(1), name: 'Acme', values: { MAU__c: 12 } }]);
    expect(queries(org.requests)).toEqual([]);
  });
});

describe('reading Accounts by their ids', () => {
  it('puts a thousand ids to a query and five queries to a call', async () => {
    const ids = Array.from({ length: 5_500 }, (_, n) => id(n));
    await using org = await accountOrg([], ({ url }) =>
      [...url.matchAll(/'(\w{18})'/g)].map(([, found]) => ({ Id: found, Name: 'A', MAU__c: null })),
    );
    const { accounts, connection } = org.open();
    await connection.connect();
    const found = await accounts.readAccountsById(ids, ['MAU__c']);
    expect(found.map((account) => account.id)).toEqual(ids);
    expect(org.requests.slice(1).map((request) => subRequestsOf(request).length)).toEqual([5, 1]);
  });

  it('asks nothing for no ids', async () => {
    await using org = await accountOrg([]);
    const { accounts, connection } = org.open();
    await connection.connect();
    expect(await accounts.readAccountsById([], ['MAU__c'])).toEqual([]);
    expect(org.requests).toHaveLength(1);
  });

  it('refuses what is not an id', async () => {
    await using org = await accountOrg([]);
    const { accounts } = org.open();
    await expect(accounts.readAccountsById(["' OR Id != '"], [])).rejects.toMatchObject({
      code: 'MALFORMED_ID',
    });
  });

  it('fails where a query came short', async () => {
    await using org = await scriptedOrg((request) =>
      compositeReply(request, (sub) =>
        sub.url.includes("Id IN ('")
          ? { body: page([{ Id: id(1), Name: 'A' }], 2) }
          : setUpAnswer(sub, {}),
      ),
    );
    await expect(org.open().accounts.readAccountsById([id(1), id(2)], [])).rejects.toMatchObject({
      kind: 'incomplete',
    });
  });
});

describe('finding Accounts that are gone', () => {
  it('looks among the deleted and tells what they were merged into', async () => {
    await using org = await accountOrg([], () => [
      { Id: id(1), IsDeleted: false, MasterRecordId: null },
      { Id: id(2), IsDeleted: true, MasterRecordId: null },
      { Id: id(3), IsDeleted: true, MasterRecordId: id(1) },
    ]);
    expect(await org.open().accounts.findGone([id(1), id(2), id(3), id(4)])).toEqual([
      { id: id(2), masterId: null },
      { id: id(3), masterId: id(1) },
    ]);
    const sub = org.requests[0] ? subRequestsOf(org.requests[0])[0] : undefined;
    expect(sub?.url).toMatch(/^\/queryAll\?q=SELECT Id, IsDeleted, MasterRecordId FROM Account/);
  });
});
