import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signedInOrg, type SignedInOrg } from './signed-in-org.ts';

interface RowResult {
  id?: string;
  success: boolean;
  created?: boolean;
  errors: { statusCode: string; message: string; fields: string[] }[];
}

let org: SignedInOrg;
let ids: string[];

beforeAll(async () => {
  org = await signedInOrg();
  ids = org.addAccounts(300);
});

beforeEach(() => {
  org.apiUsage.forgetCalls();
});

afterAll(() => org.close());

async function save(
  method: string,
  records: object[],
  options: { allOrNone?: boolean; path?: string } = {},
) {
  const { allOrNone = false, path = '/composite/sobjects' } = options;
  const typed = records.map((record) => ({ attributes: { type: 'Account' }, ...record }));
  const answer = await org.call(method, path, { body: { allOrNone, records: typed } });
  return { ...answer, results: answer.json as RowResult[] };
}

describe('sObject Collections', () => {
  it('save 200 rows in one call, results in order', async () => {
    const { status, results } = await save(
      'PATCH',
      ids.slice(0, 200).map((Id, index) => ({ Id, MAU__c: index })),
    );
    expect(status).toBe(200);
    expect(results).toEqual(ids.slice(0, 200).map((id) => ({ id, success: true, errors: [] })));
    expect(org.apiUsage.calls).toHaveLength(1);
    expect(org.apiUsage.writeCalls('Account').map(({ writes }) => writes.get('Account'))).toEqual([
      200,
    ]);
    expect(org.accounts('MAU__c').slice(0, 200)).toMatchObject(
      ids.slice(0, 200).map((_, MAU__c) => ({ MAU__c })),
    );
  });

  it('refuse 201', async () => {
    const { status, json } = await save(
      'PATCH',
      ids.slice(0, 201).map((Id) => ({ Id })),
    );
    expect([status, json]).toEqual([
      400,
      [
        {
          errorCode: 'EXCEEDED_ID_LIMIT',
          message: 'record limit reached. cannot submit more than 200 records into this call',
        },
      ],
    ]);
  });

  it('save the good rows and say what is wrong with the others', async () => {
    const { status, results } = await save('PATCH', [
      { Id: ids[0], MAU__c: 1_000 },
      { Id: ids[1], CreatedDate: '2026-01-01T00:00:00Z' },
      { Id: '001Lo00000zzzzz', MAU__c: 1 },
      { Id: ids[2], MAU__c: null },
    ]);
    expect(status).toBe(200);
    expect(results.map(({ success, errors }) => [success, errors[0]?.statusCode])).toEqual([
      [true, undefined],
      [false, 'INVALID_FIELD_FOR_INSERT_UPDATE'],
      [false, 'INVALID_CROSS_REFERENCE_KEY'],
      [true, undefined],
    ]);
    expect(results[1]).not.toHaveProperty('id');
    expect(org.accounts('MAU__c').slice(0, 3)).toMatchObject([
      { MAU__c: 1_000 },
      { MAU__c: 1 },
      { MAU__c: null },
    ]);
  });

  it('save nothing when one row is bad and all or none was asked for', async () => {
    const { results } = await save(
      'PATCH',
      [{ Id: ids[0], MAU__c: 4_711 }, { Id: '001Lo00000zzzzz' }],
      { allOrNone: true },
    );
    expect(results).toMatchObject([
      {
        success: false,
        errors: [
          {
            statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
            message:
              'Record rolled back because not all records were valid and the request was using AllOrNone header',
          },
        ],
      },
      { success: false, errors: [{ statusCode: 'INVALID_CROSS_REFERENCE_KEY' }] },
    ]);
    expect(org.accounts('MAU__c')).not.toContainEqual(expect.objectContaining({ MAU__c: 4_711 }));
  });

  it('refuse the whole request when JSON does not fit a field', async () => {
    const { status, json } = await save('PATCH', [
      { Id: ids[0], MAU__c: 4_712 },
      { Id: ids[1], MAU__c: { n: 1 } },
    ]);
    expect([status, json]).toMatchObject([400, [{ errorCode: 'JSON_PARSER_ERROR' }]]);
    expect(org.accounts('MAU__c')).not.toContainEqual(expect.objectContaining({ MAU__c: 4_712 }));
  });

  it('create and delete', async () => {
    const created = await save('POST', [{ Name: 'One' }, { Name: 'Two' }, { Phone: '1' }]);
    expect(created.results.map(({ success }) => success)).toEqual([true, true, false]);
    const made = created.results.flatMap(({ id }) => id ?? []);
    const deleted = await org.call(
      'DELETE',
      `/composite/sobjects?ids=${made.join(',')},nonsense&allOrNone=false`,
    );
    expect((deleted.json as RowResult[]).map(({ success }) => success)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('upsert, and refuse an external id that comes twice', async () => {
    const path = '/composite/sobjects/Account/Key__c';
    const { results } = await save(
      'PATCH',
      [
        { Key__c: 'new', Name: 'New' },
        { Key__c: 'K0', MAU__c: 5 },
        { Key__c: 'twice', Name: 'a' },
        { Key__c: 'twice', Name: 'b' },
      ],
      { path },
    );
    expect(results.map(({ success, created }) => [success, created])).toEqual([
      [true, true],
      [true, false],
      [false, undefined],
      [false, undefined],
    ]);
    expect(results[2]?.errors[0]).toMatchObject({
      statusCode: 'DUPLICATE_VALUE',
      message: 'Duplicate external id specified: twice',
    });
  });

  it('read records by id, null where there is none', async () => {
    const wanted = [ids[1], '001Lo00000zzzzz', ids[0]].join(',');
    const byAddress = await org.call(
      'GET',
      `/composite/sobjects/Account?ids=${wanted}&fields=Id,Name`,
    );
    expect(byAddress.json).toMatchObject([
      { Name: 'Account 000001' },
      null,
      { Name: 'Account 000000' },
    ]);
    const byBody = await org.call('POST', '/composite/sobjects/Account', {
      body: { ids: [ids[2]], fields: ['Name'] },
    });
    expect(byBody.json).toMatchObject([{ Name: 'Account 000002' }]);
    expect(org.apiUsage.writeCalls()).toEqual([]);
  });
});
