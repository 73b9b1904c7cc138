import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlannedChange } from '../../../src/domain/planned-change.ts';
import { accountId, asker, organizationId, otherOrganizationId, StandIn } from './stand-in.ts';

const path = '/v1/runs/run-1/changes';
const changes: readonly PlannedChange[] = [
  change(1, { before: 0, after: null, reason: 'not-licensed', explanation: 'not licensed' }),
  change(1, { before: null, after: 0, mapping: 'Metric_DAU', accountField: 'DAU__c' }),
  change(2, { before: -5, after: 1234567.89, accountName: '=HYPERLINK("http://x","y")' }),
  change(3, { after: 7, accountName: '' }),
  change(4, { after: 8, accountName: 'Acme, "the" one\r\nLtd', explanation: '@SUM(A1)' }),
];

function change(number: number, part: Partial<PlannedChange>): PlannedChange {
  return {
    accountId: accountId(number),
    accountName: `Account ${number}`,
    mapping: 'Metric_MAU',
    accountField: 'MAU__c',
    before: null,
    after: 1,
    reason: 'as-reported',
    explanation: 'counted from 2026-10-01 to 2026-10-31',
    ...part,
  };
}

let app: FastifyInstance;
let ask: ReturnType<typeof asker>;
const standIn = new StandIn();

beforeAll(async () => {
  app = await standIn.app();
  ask = asker(app, await standIn.tokenOf('read'));
  await standIn.store.plannedChanges.record(organizationId, 'run-1', changes);
  await standIn.store.plannedChanges.record(otherOrganizationId, 'run-2', changes);
});
afterAll(() => app.close());

interface Page {
  readonly rows: readonly PlannedChange[];
  readonly nextCursor: string | null;
  readonly total: number;
  readonly kept: number;
  readonly mappings: readonly unknown[];
}

describe('GET /v1/runs/{runKey}/changes', () => {
  it('pages through before and after, NULL and 0 apart', async () => {
    const rows: PlannedChange[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: Page = (await ask(`${path}?limit=2${query}`)).json();
      expect(page).toMatchObject({ total: 5, kept: 5 });
      rows.push(...page.rows);
      cursor = page.nextCursor;
    }
    expect(rows).toEqual(changes);
    expect(rows[0]).toMatchObject({ before: 0, after: null });
    expect(rows[1]).toMatchObject({ before: null, after: 0 });
  });

  it('narrows to a mapping, and still tells which there are', async () => {
    const page: Page = (await ask(`${path}?mapping=Metric_DAU`)).json();
    expect(page).toMatchObject({ rows: [changes[1]], nextCursor: null, total: 1, kept: 1 });
    expect(page.mappings).toMatchObject([
      { mapping: 'Metric_MAU', planned: 4, numbers: 3, zeros: 0, nulls: 1 },
      { mapping: 'Metric_DAU', planned: 1, numbers: 0, zeros: 1, nulls: 0 },
    ]);
    const none: Page = (await ask(`${path}?mapping=Other`)).json();
    expect(none).toMatchObject({ rows: [], nextCursor: null, total: 0, kept: 0 });
  });

  it('has nothing of a run without a plan, nor of one of another organization', async () => {
    for (const runKey of ['run-2', 'run-9']) {
      const answer = await ask(`/v1/runs/${runKey}/changes`);
      expect(answer.statusCode).toBe(404);
      expect(answer.json()).toMatchObject({
        title: 'No changes to show',
        detail: expect.stringContaining(`run ${runKey}`) as string,
      });
    }
  });

  it.each([
    'limit=0',
    'limit=201',
    'cursor=x',
    'cursor=-1',
    'mapping=a%20b',
    'format=xlsx',
    'order=asc',
  ])('refuses %s', async (query) => {
    expect((await ask(`${path}?${query}`)).statusCode).toBe(400);
  });

  it('is read with a key only', async () => {
    expect((await app.inject(path)).statusCode).toBe(401);
  });
});

describe('The download', () => {
  it('as NDJSON has a row a line, as in the pages', async () => {
    const answer = await ask(path, { headers: { accept: 'application/x-ndjson' } });
    expect(answer.headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    const rows = answer.body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(rows).toEqual(changes);
    expect(answer.headers).toMatchObject({ 'x-total': '5', 'x-kept': '5', vary: 'accept' });
  });

  it('as CSV keeps numbers, tells NULL, 0 and empty text apart and lets no cell be a formula', async () => {
    const answer = await ask(`${path}?format=csv`);
    const period = '"counted from 2026-10-01 to 2026-10-31"';
    expect(answer.body).toBe(
      [
        '"accountId","accountName","mapping","accountField","before","after","reason","explanation"',
        `"${accountId(1)}","Account 1","Metric_MAU","MAU__c",0,NULL,"not-licensed","not licensed"`,
        `"${accountId(1)}","Account 1","Metric_DAU","DAU__c",NULL,0,"as-reported",${period}`,
        `"${accountId(2)}","'=HYPERLINK(""http://x"",""y"")","Metric_MAU","MAU__c",-5,1234567.89,"as-reported",${period}`,
        `"${accountId(3)}","","Metric_MAU","MAU__c",NULL,7,"as-reported",${period}`,
        `"${accountId(4)}","Acme, ""the"" one\r\nLtd","Metric_MAU","MAU__c",NULL,8,"as-reported","'@SUM(A1)"`,
        '',
      ].join('\r\n'),
    );
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe(
      'attachment; filename="planned-changes-run-1.csv"',
    );
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it('has more rows than a page, of one mapping where that is asked for', async () => {
    const many = Array.from({ length: 2_500 }, (_, index) =>
      change(index, index % 2 === 0 ? {} : { mapping: 'Metric_DAU' }),
    );
    await standIn.store.plannedChanges.record(organizationId, 'run-3', many);
    const all = await ask('/v1/runs/run-3/changes?format=ndjson');
    expect(all.body.trimEnd().split('\n')).toHaveLength(2_500);
    const half = await ask('/v1/runs/run-3/changes?format=ndjson&mapping=Metric_DAU');
    expect(half.body.trimEnd().split('\n')).toHaveLength(1_250);
    expect(half.headers['x-total']).toBe('1250');
  });

  it.each([
    ['text/csv', 'text/csv'],
    ['application/json;q=0.5, text/csv', 'text/csv'],
    ['text/csv;q=0.1, application/json', 'application/json'],
    ['text/html, */*', 'application/json'],
    ['application/x-ndjson;q=0', 'application/json'],
    ['image/png', 'application/json'],
  ])('for a client that accepts %s is %s', async (accept, type) => {
    const answer = await ask(path, { headers: { accept } });
    expect(answer.headers['content-type']).toContain(type);
  });

  it.each([
    'run-1%0d%0aSet-Cookie:%20a=b',
    'run-1%22;x=',
    '..%2f..%2fetc%2fpasswd',
    '..',
    'run%001',
  ])('takes no name like %s', async (runKey) => {
    const answer = await ask(`/v1/runs/${runKey}/changes?format=csv`);
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.headers['content-disposition']).toBeUndefined();
  });

  it('breaks off where the store does, so that a part is not taken for the whole', async () => {
    const { plannedChanges } = standIn.store;
    const failing = new StandIn();
    Object.assign(failing.store.plannedChanges, {
      find: (...run: Parameters<typeof plannedChanges.find>) => plannedChanges.find(...run),
      page: (...query: Parameters<typeof plannedChanges.page>) =>
        query[2].after > 0
          ? Promise.reject(new Error('the database is gone'))
          : plannedChanges.page(...query),
    });
    const broken = await failing.app();
    const address = await broken.listen({ host: '127.0.0.1', port: 0 });
    const authorization = `Bearer ${await failing.tokenOf('read')}`;
    const answer = await fetch(`${address}/v1/runs/run-3/changes?format=csv`, {
      headers: { authorization },
    });
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow(/terminated|aborted|closed/);
    await broken.close();
  });
});
