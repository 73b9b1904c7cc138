import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser } from '../../seed/add-user.ts';
import { signIn, signedInOrg, type SignedInOrg } from './signed-in-org.ts';

interface Page {
  totalSize: number;
  done: boolean;
  nextRecordsUrl?: string;
  records: Record<string, unknown>[];
}

const clock = { time: Date.UTC(2026, 10, 24, 10), now: () => new Date(clock.time) };
let org: SignedInOrg;
let ids: string[];

beforeAll(async () => {
  org = await signedInOrg({ tokenTtlMs: Infinity, clock });
  ids = org.addAccounts(5_001);
});

afterAll(() => org.close());

async function query(
  soql: string,
  options: { all?: boolean; batchSize?: number } = {},
): Promise<Page> {
  const { all = false, batchSize } = options;
  const path = `/${all ? 'queryAll' : 'query'}?q=${encodeURIComponent(soql)}`;
  const headers =
    batchSize === undefined ? {} : { 'sforce-query-options': `batchSize=${batchSize}` };
  const answer = await org.call('GET', path, { headers });
  expect(answer.status, answer.text).toBe(200);
  return answer.json as Page;
}

async function rest(first: Page): Promise<Page[]> {
  const pages = [first];
  for (let next = first.nextRecordsUrl; next !== undefined; next = pages.at(-1)?.nextRecordsUrl) {
    pages.push((await org.call('GET', next)).json as Page);
  }
  return pages;
}

describe('a query', () => {
  it('gives records in the form of the API', async () => {
    const { totalSize, done, records } = await query(
      `SELECT Id, Name, Owner.Name FROM Account WHERE Id = '${ids[0] ?? ''}'`,
    );
    expect([totalSize, done]).toEqual([1, true]);
    expect(records).toEqual([
      {
        attributes: {
          type: 'Account',
          url: `/services/data/v62.0/sobjects/Account/${ids[0] ?? ''}`,
        },
        Id: ids[0],
        Name: 'Account 000000',
        Owner: {
          attributes: { type: 'User', url: expect.any(String) as string },
          Name: expect.any(String) as string,
        },
      },
    ]);
  });

  it('comes in pages of two thousand that neither overlap nor miss one', async () => {
    const pages = await rest(await query('SELECT Id FROM Account'));
    expect(pages.map(({ records }) => records.length)).toEqual([2_000, 2_000, 1_001]);
    expect(pages.map(({ totalSize, done }) => [totalSize, done])).toEqual([
      [5_001, false],
      [5_001, false],
      [5_001, true],
    ]);
    expect(pages[0]?.nextRecordsUrl).toMatch(/^\/services\/data\/v62\.0\/query\/0r8\w{15}-2000$/);
    expect(new Set(pages.flatMap(({ records }) => records.map(({ Id }) => Id)))).toEqual(
      new Set(ids),
    );
  });

  it.each([
    [500, 500],
    [1, 200],
    [9_999, 2_000],
  ])('asked for pages of %d gives pages of %d', async (batchSize, size) => {
    expect((await query('SELECT Id FROM Account', { batchSize })).records).toHaveLength(size);
  });

  it('gives a page again, and what it was when the query ran', async () => {
    const first = await query('SELECT Id, Name FROM Account ORDER BY Name');
    const next = first.nextRecordsUrl ?? '';
    const before = (await org.call('GET', next)).json as Page;
    await org.call('PATCH', `/sobjects/Account/${before.records[0]?.Id as string}`, {
      body: { Name: 'zzz' },
    });
    expect((await org.call('GET', next)).json).toEqual(before);
    await org.call('PATCH', `/sobjects/Account/${before.records[0]?.Id as string}`, {
      body: { Name: before.records[0]?.Name },
    });
  });

  it('fetches the pages of a queryAll from query', async () => {
    const first = await query('SELECT Id FROM Account', { all: true });
    expect(first.nextRecordsUrl).toContain('/query/0r8');
  });

  it('finds deleted records with queryAll only', async () => {
    const created = await org.call('POST', '/sobjects/Account', {
      body: { Name: 'To be deleted' },
    });
    const { id } = created.json as { id: string };
    await org.call('DELETE', `/sobjects/Account/${id}`);
    const soql = `SELECT Id, IsDeleted FROM Account WHERE Id = '${id}'`;
    expect((await query(soql)).records).toEqual([]);
    expect((await query(soql, { all: true })).records).toMatchObject([{ Id: id, IsDeleted: true }]);
  });

  it('counts in two ways', async () => {
    expect(await query('SELECT COUNT() FROM Account')).toEqual({
      totalSize: 5_001,
      done: true,
      records: [],
    });
    expect(await query('SELECT COUNT(Id) FROM Account')).toEqual({
      totalSize: 1,
      done: true,
      records: [{ attributes: { type: 'AggregateResult' }, expr0: 5_001 }],
    });
  });

  it('describes its columns for the command line', async () => {
    const soql = encodeURIComponent('SELECT Id, Name, MAU__c, Owner.Name FROM Account LIMIT 1');
    const { json } = await org.call('GET', `/query?q=${soql}&columns=true`);
    expect(json).toMatchObject({
      entityName: 'Account',
      idSelected: true,
      keyPrefix: '001',
      columnMetadata: [
        { columnName: 'Id', textType: true, joinColumns: [] },
        { columnName: 'Name', textType: true },
        { columnName: 'MAU__c', numberType: true, custom: true },
        { columnName: 'Owner', joinColumns: [{ columnName: 'Name' }] },
      ],
    });
  });

  it('is refused with its own text when it names no column of the object', async () => {
    const answer = await org.call(
      'GET',
      `/query?q=${encodeURIComponent('SELECT Nope__c FROM Account')}`,
    );
    expect([answer.status, answer.json]).toMatchObject([400, [{ errorCode: 'INVALID_FIELD' }]]);
    expect((answer.json as { message: string }[])[0]?.message).toMatch(
      /ERROR at Row:1:Column:\d+\nNo such column 'Nope__c' on entity 'Account'/,
    );
  });

  it.each(['SELECT FROM Account', '', 'DELETE FROM Account'])(
    'is refused when it says %j',
    async (soql) => {
      const answer = await org.call('GET', `/query?q=${encodeURIComponent(soql)}`);
      expect([answer.status, answer.json]).toMatchObject([400, [{ errorCode: 'MALFORMED_QUERY' }]]);
    },
  );
});

describe('a locator', () => {
  it.each(['0r8Lo0000000zzzAAA-2000', 'nonsense', '0r8-2000'])(
    'nobody gave out is refused: %s',
    async (locator) => {
      const answer = await org.call('GET', `/query/${locator}`);
      expect([answer.status, answer.json]).toEqual([
        400,
        [{ message: 'invalid query locator', errorCode: 'INVALID_QUERY_LOCATOR' }],
      ]);
    },
  );

  it('is of no use to another user', async () => {
    const { nextRecordsUrl = '' } = await query('SELECT Id FROM Account');
    addUser(org.org, { username: 'other@acme.example', lastName: 'Other', permissionSets: [] });
    const { access_token: token } = await signIn(org, 'other@acme.example');
    expect((await org.call('GET', nextRecordsUrl, { token })).json).toMatchObject([
      { errorCode: 'INVALID_QUERY_LOCATOR' },
    ]);
    expect((await org.call('GET', nextRecordsUrl)).status).toBe(200);
  });

  it('is good for two days', async () => {
    const { nextRecordsUrl = '' } = await query('SELECT Id FROM Account');
    clock.time += 47 * 3_600_000;
    expect((await org.call('GET', nextRecordsUrl)).status).toBe(200);
    clock.time += 3_600_000;
    expect((await org.call('GET', nextRecordsUrl)).json).toMatchObject([
      { errorCode: 'INVALID_QUERY_LOCATOR' },
    ]);
  });
});
