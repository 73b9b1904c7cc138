import { Connection } from '@jsforce/jsforce-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedInOrg, type SignedInOrg } from './signed-in-org.ts';

/** The unmodified client's ways with queries and records, as its documentation shows them. */
let org: SignedInOrg;
let ids: string[];
let connection: Connection;

beforeAll(async () => {
  org = await signedInOrg({ pageSize: 200 });
  ids = org.addAccounts(450);
  connection = new Connection({ version: '62.0', instanceUrl: org.url, accessToken: org.token });
});

afterAll(() => org.close());

describe('query', () => {
  const soql = 'SELECT Id, Name FROM Account ORDER BY Name';

  it('pages by hand with queryMore, by address and by locator', async () => {
    const first = await connection.query(soql);
    expect([first.done, first.totalSize, first.records.length]).toEqual([false, 450, 200]);
    const second = await connection.queryMore(first.nextRecordsUrl ?? '');
    const locator = second.nextRecordsUrl?.split('/').at(-1) ?? '';
    const third = await connection.queryMore(locator);
    expect([third.done, third.records.length]).toEqual([true, 50]);
    const all = [first, second, third].flatMap(({ records }) => records.map(({ Id }) => Id));
    expect(all).toEqual(ids);
  });

  it('hands records on one by one, as many as asked for', async () => {
    const records: unknown[] = [];
    const query = connection.query(soql);
    query.on('record', (record) => records.push(record));
    await query.run({ autoFetch: true, maxFetch: 300 });
    expect(records).toHaveLength(300);
  });

  it('builds SOQL of its own', async () => {
    const found = await connection
      .sobject('Account')
      .find({ Name: { $like: 'Account 00000%' }, Key__c: { $ne: null } }, ['Id', 'Name'])
      .sort({ Name: -1 })
      .limit(3)
      .execute();
    expect(found.map(({ Name }) => Name)).toEqual([
      'Account 000009',
      'Account 000008',
      'Account 000007',
    ]);
    expect(await connection.sobject('Account').count({ Key__c: 'K7' })).toBe(1);
    expect(await connection.sobject('Account').findOne({ Key__c: 'K7' }, 'Id')).toMatchObject({
      Id: ids[7],
    });
  });

  it('sees deleted records with scanAll', async () => {
    const { id = '' } = await connection.sobject('Account').create({ Name: 'Scanned' });
    await connection.sobject('Account').destroy(id);
    const scanned = `SELECT Id, IsDeleted FROM Account WHERE Id = '${id}'`;
    expect((await connection.query(scanned)).totalSize).toBe(0);
    expect((await connection.query(scanned, { scanAll: true })).records).toMatchObject([
      { IsDeleted: true },
    ]);
  });

  it('shows children and parents', async () => {
    const [parent = ''] = ids;
    await connection.sobject('Contact').create([
      { LastName: 'A', AccountId: parent },
      { LastName: 'B', AccountId: parent },
    ]);
    const { records } = await connection.query(
      `SELECT Owner.Username, (SELECT LastName FROM Contacts) FROM Account WHERE Id = '${parent}'`,
    );
    expect(records).toMatchObject([
      {
        Owner: { Username: org.username },
        Contacts: { totalSize: 2, done: true, records: [{ LastName: 'A' }, { LastName: 'B' }] },
      },
    ]);
  });

  it.each([
    ['SELECT Nothing FROM Account', 'INVALID_FIELD', "No such column 'Nothing' on entity"],
    ['SELECT Id FROM Nothing__c', 'INVALID_TYPE', "sObject type 'Nothing__c' is not supported"],
    ['SELECT Id Account', 'MALFORMED_QUERY', ''],
  ])('%s is an error with a code', async (query, errorCode, text) => {
    await expect(connection.query(query)).rejects.toMatchObject({
      errorCode,
      message: expect.stringContaining(text) as string,
    });
  });

  it('is refused in HTML when its address is too long, which the client survives', async () => {
    const long = `SELECT Id FROM Account WHERE Name IN ('${'x'.repeat(17_000)}')`;
    await expect(connection.query(long)).rejects.toThrow(/414|URI Too Long/);
  });
});

describe('many records at once', () => {
  it('have a result each, and all fail together when asked to', async () => {
    const records = [{ Name: 'Good' }, { Phone: '1' }, { Name: 'Good too' }];
    const results = await connection.sobject('Account').create(records);
    expect(results.map(({ success }) => success)).toEqual([true, false, true]);
    expect(results[1]?.errors).toMatchObject([
      { statusCode: 'REQUIRED_FIELD_MISSING', fields: ['Name'] },
    ]);
    const together = await connection.sobject('Account').create(records, { allOrNone: true });
    const rolledBack = { statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK' };
    expect(together.map(({ errors }) => errors)).toMatchObject([
      [rolledBack],
      [{ statusCode: 'REQUIRED_FIELD_MISSING' }],
      [rolledBack],
    ]);
    expect(await connection.sobject('Account').count({ Name: { $like: 'Good%' } })).toBe(2);
  });

  it('are read in the order asked for, null where there is none', async () => {
    const wanted = [ids[3] ?? '', '001Lo00000zzzzz', ids[1] ?? ''];
    const found = (await connection.sobject('Account').retrieve(wanted)) as unknown[];
    expect(found).toMatchObject([{ Id: ids[3] }, null, { Id: ids[1] }]);
  });

  it('are upserted and deleted', async () => {
    const rows = [
      { Key__c: 'K1', Name: 'Known' },
      { Key__c: 'new', Name: 'New' },
    ];
    const results = await connection.sobject('Account').upsert(rows, 'Key__c');
    expect(results).toMatchObject([
      { success: true, created: false, id: ids[1] },
      { success: true, created: true },
    ]);
    const gone = results.map(({ id }) => id ?? '');
    const deleted = await connection.sobject('Account').destroy(gone);
    expect(deleted.map(({ success }) => success)).toEqual([true, true]);
  });

  it('go through Composite in one call', async () => {
    org.apiUsage.forgetCalls();
    const { compositeResponse } = await connection.requestPost<{
      compositeResponse: { httpStatusCode: number; body: unknown }[];
    }>('/composite', {
      allOrNone: true,
      compositeRequest: [
        {
          method: 'POST',
          url: '/services/data/v62.0/sobjects/Account',
          referenceId: 'parent',
          body: { Name: 'Parent' },
        },
        {
          method: 'POST',
          url: '/services/data/v62.0/sobjects/Contact',
          referenceId: 'child',
          body: { LastName: 'Child', AccountId: '@{parent.id}' },
        },
      ],
    });
    expect(compositeResponse.map(({ httpStatusCode }) => httpStatusCode)).toEqual([201, 201]);
    expect(org.apiUsage.calls).toHaveLength(1);
  });
});

describe('one record', () => {
  it('is shown when it changed and when it was deleted', async () => {
    const { id = '' } = await connection.sobject('Account').create({ Name: 'Replicated' });
    const start = new Date(Date.now() - 3_600_000);
    const end = new Date(Date.now() + 120_000);
    expect((await connection.sobject('Account').updated(start, end)).ids).toContain(id);
    await connection.sobject('Account').destroy(id);
    const { deletedRecords } = await connection.sobject('Account').deleted(start, end);
    expect(deletedRecords.map((record) => record.id)).toContain(id);
  });

  it.each([
    [{ Name: 'x', Nothing__c: 1 }, 'INVALID_FIELD'],
    [{ Name: 'x', MAU__c: 'many' }, 'JSON_PARSER_ERROR'],
    [{ Name: 'x'.repeat(256) }, 'STRING_TOO_LONG'],
    [{ Name: 'x', CreatedDate: '2026-11-24T10:00:00Z' }, 'INVALID_FIELD_FOR_INSERT_UPDATE'],
    [{ Name: 'x', Key__c: 'K2' }, 'DUPLICATE_VALUE'],
    [{ Name: 'x', ParentId: 'nonsense' }, 'MALFORMED_ID'],
  ])('%j is refused with a code', async (record, errorCode) => {
    await expect(connection.sobject('Account').create(record)).rejects.toMatchObject({
      errorCode,
    });
  });

  it('is chosen by an ambiguous external id: the client sees the addresses', async () => {
    await connection.sobject('Account').create([
      { Name: 'One', Region__c: 'APAC' },
      { Name: 'Two', Region__c: 'APAC' },
    ]);
    await expect(
      connection.sobject('Account').upsert({ Region__c: 'APAC', Name: 'x' }, 'Region__c'),
    ).rejects.toMatchObject({ errorCode: 'MULTIPLE_CHOICES' });
  });

  it('is known by 15 characters as well', async () => {
    const short = (ids[5] ?? '').slice(0, 15);
    expect(await connection.sobject('Account').retrieve(short)).toMatchObject({ Id: ids[5] });
    expect(await connection.sobject('Account').update({ Id: short, Phone: '5' })).toMatchObject({
      success: true,
    });
  });
});

describe('describe', () => {
  it('is asked once and kept by the client', async () => {
    const { url: instanceUrl, token: accessToken } = org;
    const fresh = new Connection({ version: '62.0', instanceUrl, accessToken });
    org.apiUsage.forgetCalls();
    for (let at = 0; at < 3; at++) await fresh.describe$('Account');
    expect(org.apiUsage.countByOperation()).toEqual({ describe: 1 });
    const { fields, childRelationships } = await fresh.describe$('Account');
    expect(fields.map(({ name }) => name)).toContain('Key__c');
    expect(childRelationships.map(({ relationshipName }) => relationshipName)).toContain(
      'Contacts',
    );
  });

  it('of an object that is not there is an error', async () => {
    await expect(connection.describe('Nothing__c')).rejects.toMatchObject({
      errorCode: 'NOT_FOUND',
    });
  });
});

describe('a client in trouble', () => {
  it('asks again after 503 and gets its answer', async () => {
    org.faults.failNext({ operation: 'limits', times: 1 }, { status: 503 });
    const patient = new Connection({
      version: '62.0',
      instanceUrl: org.url,
      accessToken: org.token,
    });
    expect((await patient.limits()).DailyApiRequests).toMatchObject({ Max: 15_000 });
  });

  it('is told that the allowance is used up', async () => {
    const small = await signedInOrg({ allowance: 1 });
    const poor = new Connection({ instanceUrl: small.url, accessToken: small.token });
    await poor.query('SELECT Id FROM Account');
    await expect(poor.query('SELECT Id FROM Account')).rejects.toMatchObject({
      errorCode: 'REQUEST_LIMIT_EXCEEDED',
      message: 'TotalRequests Limit exceeded.',
    });
    await small.close();
  });
});
