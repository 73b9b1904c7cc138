import { describe, expect, it } from 'vitest';
import type { License } from '../../../../src/domain/license.ts';
import { collected, compositeReply, errorBody, scriptedOrg, type Reply } from '../scripted-org.ts';
import { describedField, licenseFields, setUpAnswer, type SetUp } from '../setup/set-up.ts';

const record = (more: object = {}) => ({
  Id: 'a015g00000AbCdEAAV',
  Name: 'L-00042',
  sfLma__Account__c: '0015g00000AbCdEAAV',
  sfLma__License_Status__c: 'Active',
  sfLma__Status__c: 'Trial',
  sfLma__Expiration__c: '2027-01-31',
  sfLma__Seats__c: 25,
  sfLma__Is_Sandbox__c: false,
  sfLma__Subscriber_Org_ID__c: '00D5g000004AbcDEAS',
  sfLma__Org_Status__c: 'active',
  sfLma__Install_Date__c: '2025-03-01',
  sfLma__Package__r: { Name: 'Acme Scheduling', sfLma__Package_ID__c: '0335g000000AbcDAAS' },
  sfLma__Package_Version__r: null,
  ...more,
});

const licenseOrg = (records: readonly object[], setUp: SetUp = {}) =>
  scriptedOrg((request) =>
    request.path.endsWith('/composite')
      ? compositeReply(request, (sub) => setUpAnswer(sub, setUp))
      : { json: { totalSize: records.length, done: true, records } },
  );

async function read(records: readonly object[], setUp: SetUp = {}): Promise<License[]> {
  await using org = await licenseOrg(records, setUp);
  return await collected(org.open().licenses.readLicenses());
}

const without = (...names: string[]) =>
  licenseFields.filter((field) => !names.includes((field as { name: string }).name));

describe('a License', () => {
  it('is spelled the one way the rules expect', async () => {
    expect(await read([record()])).toEqual([
      {
        id: 'a015g00000AbCdEAAV',
        name: 'L-00042',
        accountId: '0015g00000AbCdEAAV',
        organizationId: '00D5g000004AbcD',
        packageId: '0335g000000AbcD',
        packageName: 'Acme Scheduling',
        status: 'ACTIVE',
        isTrialOverride: false,
        expiration: '2027-01-31',
        isSandbox: false,
        organizationStatus: 'ACTIVE',
        seats: 25,
        installDate: '2025-03-01',
      },
    ]);
  });

  it.each<[string, object, Partial<License>]>([
    [
      'takes the picklist where the formula is blank',
      { sfLma__License_Status__c: null },
      { status: 'TRIAL' },
    ],
    [
      'has no status where both are blank',
      { sfLma__License_Status__c: null, sfLma__Status__c: null },
      { status: '' },
    ],
    ['is perpetual on 1970-01-01', { sfLma__Expiration__c: '1970-01-01' }, { expiration: null }],
    ['is perpetual without a date', { sfLma__Expiration__c: null }, { expiration: null }],
    ['is a site license below 0 seats', { sfLma__Seats__c: -1 }, { seats: null }],
    ['is a site license without seats', { sfLma__Seats__c: null }, { seats: null }],
    ['keeps 0 seats', { sfLma__Seats__c: 0 }, { seats: 0 }],
    ['may have no Account', { sfLma__Account__c: null }, { accountId: null }],
    [
      'gets 18 characters for its Account',
      { sfLma__Account__c: '0015g00000AbCdE' },
      { accountId: '0015g00000AbCdEAAV' },
    ],
    ['is of a sandbox', { sfLma__Is_Sandbox__c: true }, { isSandbox: true }],
    [
      'keeps 15 characters of its org',
      { sfLma__Subscriber_Org_ID__c: '00D5g000004AbcD' },
      { organizationId: '00D5g000004AbcD' },
    ],
    [
      'finds its package through the version',
      {
        sfLma__Package__r: null,
        sfLma__Package_Version__r: {
          sfLma__Package__r: { Name: 'Acme Tournaments', sfLma__Package_ID__c: '0335g000000ZzzZ' },
        },
      },
      { packageId: '0335g000000ZzzZ', packageName: 'Acme Tournaments' },
    ],
    ['may have no package', { sfLma__Package__r: null }, { packageId: null, packageName: null }],
  ])('%s', async (_, more, expected) => {
    expect(await read([record(more)])).toMatchObject([expected]);
  });

  it('takes the trial override of ISVapp where the org has the field', async () => {
    const fields = {
      sfLma__License__c: [...licenseFields, describedField('ia__IsTrial__c', 'boolean')],
    };
    expect(await read([record({ ia__IsTrial__c: true })], { fields })).toMatchObject([
      { isTrialOverride: true },
    ]);
  });

  it('of an old version, without a lookup to the package, is read through the package version', async () => {
    const fields = { sfLma__License__c: without('sfLma__Package__c', 'sfLma__Org_Status__c') };
    const old = record({
      sfLma__Package__r: undefined,
      sfLma__Org_Status__c: undefined,
      sfLma__Package_Version__r: { sfLma__Package__r: { sfLma__Package_ID__c: '0335g000000ZzzZ' } },
    });
    expect(await read([old], { fields })).toMatchObject([
      { packageId: '0335g000000ZzzZ', organizationStatus: '' },
    ]);
  });

  it('that can not be read stops the reading: it might be judged wrongly', async () => {
    await expect(read([record({ sfLma__Expiration__c: '31.01.2027' })])).rejects.toMatchObject({
      kind: 'incomplete',
      code: 'UNREADABLE_VALUE',
    });
    await expect(read([record({ sfLma__Seats__c: 'many' })])).rejects.toMatchObject({
      code: 'UNREADABLE_VALUE',
    });
  });
});

describe('fields that are hidden', () => {
  it.each([
    ['sfLma__Account__c'],
    ['sfLma__Expiration__c'],
    ['sfLma__Seats__c'],
    ['sfLma__Is_Sandbox__c'],
    ['sfLma__Subscriber_Org_ID__c'],
  ])('stop the reading where licences are judged by them: %s', async (name) => {
    await expect(read([], { fields: { sfLma__License__c: without(name) } })).rejects.toMatchObject({
      kind: 'permission',
      code: 'LICENSE_FIELDS_HIDDEN',
      message: expect.stringMatching(new RegExp(`${name}.*administrator`)) as string,
    });
  });

  it('are named all at once', async () => {
    const fields = {
      sfLma__License__c: without('sfLma__License_Status__c', 'sfLma__Status__c', 'sfLma__Seats__c'),
      sfLma__Package__c: null,
    };
    await expect(read([], { fields })).rejects.toMatchObject({
      message: expect.stringMatching(/License_Status__c or .*Package_ID__c.*Seats__c/) as string,
    });
  });

  it('do no harm where the rules can do without', async () => {
    const fields = {
      sfLma__License__c: without('sfLma__Install_Date__c', 'sfLma__License_Status__c'),
    };
    expect(await read([record()], { fields })).toMatchObject([
      { installDate: null, status: 'TRIAL' },
    ]);
  });
});

describe('reading licences', () => {
  it('throws when a page fails, after whatever came before', async () => {
    const pageOne = {
      totalSize: 2,
      done: false,
      nextRecordsUrl: '/services/data/v66.0/query/01g-1',
      records: [record()],
    };
    await using org = await scriptedOrg((request): Reply => {
      if (request.path.endsWith('/composite'))
        return compositeReply(request, (sub) => setUpAnswer(sub, {}));
      return request.path.includes('/query?q=')
        ? { json: pageOne }
        : { status: 400, json: errorBody('UNEXPECTED', 'no') };
    });
    const batches: unknown[] = [];
    const reading = (async () => {
      for await (const batch of org.open().licenses.readLicenses()) batches.push(batch);
    })();
    await expect(reading).rejects.toMatchObject({ kind: 'request' });
    expect(batches).toHaveLength(1);
  });

  it('asks for a Bulk job at once where the organization has many', async () => {
    const csv =
      'Id,Name,sfLma__License_Status__c,sfLma__Status__c,sfLma__Package__r.sfLma__Package_ID__c,sfLma__Package__r.Name,' +
      'sfLma__Package_Version__r.sfLma__Package__r.sfLma__Package_ID__c,sfLma__Package_Version__r.sfLma__Package__r.Name,' +
      'sfLma__Account__c,sfLma__Subscriber_Org_ID__c,sfLma__Expiration__c,sfLma__Is_Sandbox__c,sfLma__Seats__c,' +
      'sfLma__Org_Status__c,sfLma__Install_Date__c\n' +
      '"a015g00000AbCdEAAV","L-1","Active","","","","0335g000000ZzzZ","Acme","0015g00000AbCdEAAV","00D5g000004AbcD","1970-01-01","true","1.0E1","ACTIVE",""\n';
    await using org = await scriptedOrg((request): Reply => {
      if (request.path.endsWith('/composite')) {
        return compositeReply(request, (sub) => setUpAnswer(sub, { licenseCount: 17_000 }));
      }
      if (request.path.includes('/results'))
        return { text: csv, headers: { 'sforce-locator': 'null' } };
      return {
        json: { id: '7505g00000JobIdAAA', state: 'JobComplete', numberRecordsProcessed: 1 },
      };
    });
    const licenses = await collected(org.open().licenses.readLicenses());
    expect(licenses).toMatchObject([
      {
        accountId: '0015g00000AbCdEAAV',
        packageId: '0335g000000ZzzZ',
        expiration: null,
        isSandbox: true,
        seats: 10,
        installDate: null,
      },
    ]);
    expect(org.requests).toHaveLength(4);
  });
});
