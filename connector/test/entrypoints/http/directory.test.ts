import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountId, asker, entry, StandIn } from './stand-in.ts';

interface Page {
  readonly rows: readonly {
    readonly accountId: string;
    readonly name: string;
    readonly values: Record<string, unknown>;
  }[];
  readonly nextCursor: string | null;
  readonly total: number;
}

let app: FastifyInstance;
let ask: ReturnType<typeof asker>;
const standIn = new StandIn();

beforeAll(async () => {
  app = await standIn.app();
  ask = asker(app, await standIn.tokenOf('read'));
  await standIn.fill(
    entry(1),
    entry(2, {
      mau: null,
      wau: null,
      dau: null,
      display: {},
      renewal: { date: null, source: 'none' },
    }),
    entry(3, {
      name: 'account 0003',
      mau: 7.5,
      wau: 3,
      dau: 1,
      display: { Segment__c: 'Enterprise', Score__c: 4 },
    }),
    ...Array.from({ length: 57 }, (_, index) => entry(index + 4)),
  );
});
afterAll(() => app.close());

function url(parameters: Record<string, string>): string {
  return `/v1/directory?${new URLSearchParams(parameters).toString()}`;
}

async function pageOf(parameters: Record<string, string>): Promise<Page> {
  const answer = await ask(url(parameters));
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

describe('GET /v1/directory', () => {
  it('keeps NULL, 0 and 7.5 apart, and leaves no listed key out', async () => {
    const { rows, total } = await pageOf({ limit: '3' });
    expect(total).toBe(60);
    expect(rows).toEqual([
      {
        accountId: accountId(1),
        name: 'Account 0001',
        values: {
          Segment__c: 'SMB',
          Score__c: 0,
          IsReference__c: false,
          internalSeats: null,
          internalSeatsSource: 'license',
          externalSeats: 0,
          externalSeatsSource: 'override',
          renewalDate: '2027-01-31',
          renewalSource: 'license',
          mau: 0,
          wau: 0,
          dau: 0,
        },
      },
      expect.objectContaining({
        values: expect.objectContaining({
          Segment__c: null,
          Score__c: null,
          IsReference__c: null,
          renewalDate: null,
          mau: null,
          wau: null,
          dau: null,
        }) as unknown,
      }),
      expect.objectContaining({
        name: 'account 0003',
        values: expect.objectContaining({
          mau: 7.5,
          wau: 3,
          dau: 1,
          Score__c: 4,
          IsReference__c: null,
        }) as unknown,
      }),
    ]);
  });

  it('has 50 rows without a limit, and the rest on the next page', async () => {
    const first = await pageOf({});
    expect(first.rows).toHaveLength(50);
    const second = await pageOf({ cursor: first.nextCursor ?? '' });
    expect(second.rows.map((row) => row.name)).toEqual(
      Array.from({ length: 10 }, (_, index) => `Account 00${index + 51}`),
    );
    expect(second).toMatchObject({ nextCursor: null, total: 60 });
  });

  it('filters and sorts', async () => {
    const filters = JSON.stringify([
      { column: 'mau', operator: 'empty', value: false },
      { column: 'Segment__c', operator: 'in', values: ['Enterprise', 'SMB'] },
      { column: 'Score__c', operator: 'between', from: 0, to: null },
    ]);
    const { rows, total } = await pageOf({ filters, sort: 'Score__c', order: 'desc', limit: '2' });
    expect(total).toBe(59);
    expect(rows.map((row) => row.accountId)).toEqual([accountId(3), accountId(1)]);
  });

  const filter = (condition: object): Record<string, string> => ({
    filters: JSON.stringify([condition]),
  });
  it.each<[string, Record<string, string>, string]>([
    ['limit', { limit: '0' }, 'limit'],
    ['limit', { limit: '201' }, 'limit'],
    ['limit', { limit: '1e2' }, 'limit'],
    ['order', { order: 'sideways' }, 'order'],
    ['sort', { sort: 'Nothing__c' }, 'has no column "Nothing__c". It has: name,'],
    ['sort', { sort: 'constructor' }, 'has no column'],
    ['sort', { sort: "name'; drop table api_key; --" }, 'has no column'],
    ['parameter', { page: '2' }, 'querystring has "page", which is not known here.'],
    ['filters', { filters: '[{' }, 'filters is not JSON'],
    ['filters', { filters: '{}' }, 'filters is not a list'],
    ['filters', { filters: '[null]' }, 'no known operator'],
    ['filters', filter({ column: 'name', operator: 'like', value: '%' }), 'no known operator'],
    ['filters', filter({ column: 'name', operator: 'contains', value: 7 }), '"/value"'],
    ['filters', filter({ column: 'name', operator: 'contains' }), 'value'],
    ['filters', filter({ column: 'name', operator: 'contains', value: 'a', or: 1 }), '"/or"'],
    ['filters', filter({ column: 'name', operator: 'contains', value: 'a\0b' }), 'NUL'],
    ['filters', filter({ column: 'Missing__c', operator: 'empty', value: true }), 'no column'],
    ['filters', filter({ column: 'mau', operator: 'contains', value: '1' }), 'type number'],
    ['filters', filter({ column: 'name', operator: 'in', values: [] }), 'type text'],
    ['filters', filter({ column: 'mau', operator: 'between', from: '1', to: null }), 'a number'],
    ['filters', filter({ column: 'mau', operator: 'between', from: 1 }), 'to'],
    [
      'filters',
      filter({ column: 'renewalDate', operator: 'between', from: '2026-02-30', to: null }),
      'a day such as',
    ],
    ['filters', filter({ column: 'renewalDate', operator: 'between', from: 5, to: null }), 'a day'],
    ['filters', { filters: JSON.stringify(Array(21).fill({})) }, '20 are allowed'],
    ['filters', { filters: `["${'x'.repeat(16_001)}"]` }, 'filters'],
    ['cursor', { cursor: 'nonsense' }, 'not one that was given out'],
    ['cursor', { cursor: Buffer.from('["name",false,5,"x"]').toString('base64url') }, 'given out'],
    [
      'cursor',
      { cursor: Buffer.from(`["name",false,"\0","${accountId(1)}"]`).toString('base64url') },
      'given out',
    ],
  ])('refuses a wrong %s: %o', async (_part, parameters, words) => {
    const answer = await ask(url(parameters));
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json<{ detail: string }>().detail).toContain(words);
  });

  it('refuses a cursor in another sort order', async () => {
    const { nextCursor } = await pageOf({ limit: '1' });
    const answer = await ask(url({ cursor: nextCursor ?? '', order: 'desc' }));
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ detail: string }>().detail).toContain('another sort order');
  });

  it('is empty before the first run', async () => {
    const fresh = new StandIn();
    const other = await fresh.app();
    const answer = await asker(other, await fresh.tokenOf('read'))('/v1/directory');
    expect(answer.json()).toEqual({ rows: [], nextCursor: null, total: 0 });
    await other.close();
  });
});
