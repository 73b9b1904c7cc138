import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signedInOrg, type SignedInOrg } from './signed-in-org.ts';

interface SubAnswer {
  body: unknown;
  httpHeaders: Record<string, string>;
  httpStatusCode: number;
  referenceId: string;
}

let org: SignedInOrg;
let ids: string[];

beforeAll(async () => {
  org = await signedInOrg();
  ids = org.addAccounts(2_100);
});

beforeEach(() => {
  org.apiUsage.forgetCalls();
});

afterAll(() => org.close());

const data = '/services/data/v62.0';

async function composite(compositeRequest: object[], allOrNone = false) {
  const answer = await org.call('POST', '/composite', { body: { allOrNone, compositeRequest } });
  expect(answer.status, answer.text).toBe(200);
  return (answer.json as { compositeResponse: SubAnswer[] }).compositeResponse;
}

function collection(referenceId: string, records: object[], allOrNone = false) {
  const typed = records.map((record) => ({ attributes: { type: 'Account' }, ...record }));
  return {
    method: 'PATCH',
    url: `${data}/composite/sobjects`,
    referenceId,
    body: { allOrNone, records: typed },
  };
}

function mau(id: string | undefined): unknown {
  const found = org.org.asUser(org.org.administratorId).retrieve('Account', id ?? '', ['MAU__c']);
  return found.MAU__c;
}

describe('Composite', () => {
  it('saves a thousand rows in one call', async () => {
    const requests = Array.from({ length: 5 }, (_, part) =>
      collection(
        `part${part}`,
        ids.slice(part * 200, part * 200 + 200).map((Id) => ({ Id, MAU__c: part })),
      ),
    );
    const answers = await composite(requests);
    expect(
      answers.map(({ httpStatusCode, body }) => [httpStatusCode, (body as unknown[]).length]),
    ).toEqual(Array(5).fill([200, 200]));
    expect(
      org.apiUsage.calls.map(({ operation, writes }) => [operation, writes.get('Account')]),
    ).toEqual([['composite', 1_000]]);
  });

  it('hands results on by reference', async () => {
    const [created, child, read] = await composite([
      {
        method: 'POST',
        url: `${data}/sobjects/Account`,
        referenceId: 'parent',
        body: { Name: 'Parent' },
      },
      {
        method: 'POST',
        url: `${data}/sobjects/Account`,
        referenceId: 'child',
        body: { Name: 'Child', ParentId: '@{parent.id}' },
      },
      {
        method: 'GET',
        url: `${data}/sobjects/Account/@{child.id}?fields=ParentId`,
        referenceId: 'read',
      },
    ]);
    const { id } = created?.body as { id: string };
    expect(created).toEqual({
      body: { id, success: true, errors: [] },
      httpHeaders: { Location: `${data}/sobjects/Account/${id}` },
      httpStatusCode: 201,
      referenceId: 'parent',
    });
    expect(child?.httpStatusCode).toBe(201);
    expect(read?.body).toMatchObject({ ParentId: id });
  });

  it('pages through a query by reference', async () => {
    const [first, second] = await composite([
      {
        method: 'GET',
        url: `${data}/query?q=SELECT+Id+FROM+Account+ORDER+BY+Name`,
        referenceId: 'first',
      },
      { method: 'GET', url: '@{first.nextRecordsUrl}', referenceId: 'second' },
    ]);
    expect((first?.body as { records: unknown[] }).records).toHaveLength(2_000);
    expect(second?.body).toMatchObject({ done: true });
    expect(org.apiUsage.calls).toHaveLength(1);
  });

  it('carries on without those that depend on a failure', async () => {
    const answers = await composite([
      { method: 'POST', url: `${data}/sobjects/Account`, referenceId: 'bad', body: { Phone: '1' } },
      {
        method: 'PATCH',
        url: `${data}/sobjects/Account/@{bad.id}`,
        referenceId: 'dependent',
        body: { Name: 'x' },
      },
      {
        method: 'PATCH',
        url: `${data}/sobjects/Account/${ids[0] ?? ''}`,
        referenceId: 'other',
        body: { MAU__c: 77 },
      },
    ]);
    expect(answers.map(({ httpStatusCode }) => httpStatusCode)).toEqual([400, 400, 204]);
    expect(answers[1]?.body).toEqual([
      {
        errorCode: 'PROCESSING_HALTED',
        message: 'Invalid reference specified. No value for bad.id found in bad',
      },
    ]);
    expect(answers[2]?.body).toBeNull();
    expect(mau(ids[0])).toBe(77);
  });

  it('hands on nothing of a failure, not even its message', async () => {
    const answers = await composite([
      { method: 'POST', url: `${data}/sobjects/Account`, referenceId: 'bad', body: { Phone: '1' } },
      {
        method: 'POST',
        url: `${data}/sobjects/Account`,
        referenceId: 'dependent',
        body: { Name: '@{bad[0].message}' },
      },
    ]);
    expect(answers[1]).toMatchObject({
      httpStatusCode: 400,
      body: [{ errorCode: 'PROCESSING_HALTED' }],
    });
  });

  it('undoes everything when all or none was asked for', async () => {
    const answers = await composite(
      [
        {
          method: 'PATCH',
          url: `${data}/sobjects/Account/${ids[1] ?? ''}`,
          referenceId: 'good',
          body: { MAU__c: 88 },
        },
        {
          method: 'POST',
          url: `${data}/sobjects/Account`,
          referenceId: 'bad',
          body: { Phone: '1' },
        },
        {
          method: 'PATCH',
          url: `${data}/sobjects/Account/${ids[2] ?? ''}`,
          referenceId: 'late',
          body: { MAU__c: 88 },
        },
      ],
      true,
    );
    const halted = [
      {
        errorCode: 'PROCESSING_HALTED',
        message:
          'The transaction was rolled back since another operation in the same transaction failed.',
      },
    ];
    expect(answers.map(({ httpStatusCode }) => httpStatusCode)).toEqual([400, 400, 400]);
    expect([answers[0]?.body, answers[2]?.body]).toEqual([halted, halted]);
    expect(answers[1]?.body).toMatchObject([{ errorCode: 'REQUIRED_FIELD_MISSING' }]);
    expect([mau(ids[1]), mau(ids[2])]).not.toContain(88);
  });

  it('makes the collections inside all or none as well', async () => {
    const bad = { Id: '001Lo00000zzzzz', MAU__c: 1 };
    await composite(
      [
        collection('rows', [{ Id: ids[3], MAU__c: 99 }, bad]),
        collection('more', [{ Id: ids[4], MAU__c: 99 }]),
      ],
      true,
    );
    expect([mau(ids[3]), mau(ids[4])]).not.toContain(99);
    // Documented case 2: an all-or-none collection in a composite that isn't rolls back alone.
    await composite([
      collection('rows', [{ Id: ids[3], MAU__c: 99 }, bad], true),
      collection('more', [{ Id: ids[4], MAU__c: 99 }]),
    ]);
    expect([mau(ids[3]), mau(ids[4])]).toEqual([expect.not.closeTo(99), 99]);
  });

  it('knows no resource that is not below a version', async () => {
    const answers = await composite([
      { method: 'GET', url: '/sobjects/Account', referenceId: 'a' },
      { method: 'GET', url: `${data}/nothing`, referenceId: 'b' },
      { method: 'DELETE', url: `${data}/limits`, referenceId: 'c' },
    ]);
    expect(answers.map(({ httpStatusCode }) => httpStatusCode)).toEqual([404, 404, 405]);
  });

  it('counts as one call however often it is asked', async () => {
    const before = org.apiUsage.used;
    await composite([
      { method: 'GET', url: `${data}/limits`, referenceId: 'a' },
      { method: 'GET', url: `${data}/limits`, referenceId: 'b' },
    ]);
    expect(org.apiUsage.used).toBe(before + 1);
  });
});
