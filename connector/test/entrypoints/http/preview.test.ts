import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OrgError, type OrgErrorKind } from '../../../src/domain/org-error.ts';
import { accountId, asker, StandIn } from './stand-in.ts';

let standIn: StandIn;
let app: FastifyInstance;
let ask: ReturnType<typeof asker>;
beforeEach(async () => {
  standIn = new StandIn();
  app = await standIn.app();
  ask = asker(app, await standIn.tokenOf('operate'));
});
afterEach(() => app.close());

const mapping = {
  kind: 'Metric',
  accountField: 'MAU__c',
  metricKey: 'engagement.mau',
  accountIds: [],
  sampleSize: 6,
};
const preview = (payload: unknown, headers = {}) =>
  ask('/v1/preview', {
    method: 'POST',
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('POST /v1/preview', () => {
  it('asks with ids of 18 characters, each once', async () => {
    const long = accountId(1);
    await preview({ ...mapping, accountIds: [long, long.slice(0, 15), accountId(2)] });
    expect(standIn.previews).toEqual([{ ...mapping, accountIds: [long, accountId(2)] }]);
  });

  it('keeps NULL and 0 apart on their way out', async () => {
    const row = { licensed: true, write: true, explanation: 'because' };
    const rows = [
      { ...row, accountId: accountId(1), nextNumber: 0, nextText: null },
      { ...row, accountId: accountId(2), nextNumber: null, nextText: null },
      { ...row, accountId: accountId(3), nextNumber: 1.5, nextText: '0' },
    ];
    const counts = { number: 1, zero: 1, null: 1, kept: 0 };
    standIn.preview = () => Promise.resolve({ rows, counts });
    const answer = await preview(mapping);
    expect(answer.json()).toEqual({ rows, counts });
  });

  it.each<[string, unknown, number]>([
    ['that is no JSON', '{"kind":', 400],
    ['that is empty', '', 400],
    ['of another kind', { ...mapping, kind: 'Wish' }, 400],
    ['without a part', { ...mapping, sampleSize: undefined }, 400],
    ['with a part too many', { ...mapping, sql: 'select' }, 400],
    ['with a number as text', { ...mapping, sampleSize: '6' }, 400],
    ['with null for a number', { ...mapping, sampleSize: null }, 400],
    ['with a field that is none', { ...mapping, accountField: 'MAU__c FROM Account --' }, 400],
    ['with an id of another object', { ...mapping, accountIds: ['003000000000001AAA'] }, 400],
    ['with a metric for a source', { ...mapping, kind: 'InternalSeats' }, 400],
    ['without the metric', { ...mapping, metricKey: null }, 400],
    ['that is too large', { ...mapping, accountField: 'x'.repeat(70_000) }, 413],
  ])('refuses a body %s', async (_what, body, status) => {
    const answer = await preview(body);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({ status });
    expect(standIn.previews).toEqual([]);
  });

  it('refuses a body of another type', async () => {
    expect((await preview('kind=Metric', { 'content-type': 'text/xml' })).statusCode).toBe(415);
  });

  it('says why a mapping can not be carried out', async () => {
    standIn.preview = () =>
      Promise.resolve({
        problem: {
          mapping: {
            ...mapping,
            name: '',
            label: '',
            kind: 'Metric',
            object: 'Account',
            field: 'MAU__c',
            isActive: true,
          },
          code: 'FIELD_NOT_FOUND',
          message: 'Account has no field MAU__c.',
          explanation: 'An administrator can choose another.',
        },
      });
    const answer = await preview(mapping);
    expect([answer.statusCode, answer.json<{ detail: string }>().detail]).toEqual([
      422,
      'Account has no field MAU__c. An administrator can choose another.',
    ]);
  });

  it.each<[OrgErrorKind, number]>([
    ['connection', 502],
    ['permission', 502],
    ['incomplete', 502],
    ['request', 502],
    ['quota', 503],
    ['transient', 503],
  ])('tells an organization that fails with %s apart from itself', async (kind, status) => {
    standIn.preview = () => Promise.reject(new OrgError(kind, 'CODE', 'What the org said.'));
    const answer = await preview(mapping);
    expect([answer.statusCode, answer.json<{ detail: string }>().detail]).toEqual([
      status,
      'What the org said.',
    ]);
  });

  it('does not repeat the words of a defect', async () => {
    standIn.preview = () => Promise.reject(new Error('password=hunter2'));
    const answer = await preview(mapping);
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('hunter2');
  });
});

describe('POST /v1/runs/{runKey}/retry', () => {
  const all = { errorCode: null, mapping: null, field: null };
  const retry = (runKey: string, payload: object) =>
    ask(`/v1/runs/${runKey}/retry`, { method: 'POST', payload });

  it('tells a run that is not known from one with nothing to retry', async () => {
    standIn.retry = () => Promise.resolve('unknown-run');
    expect((await retry('7a1f', all)).json()).toMatchObject({
      status: 404,
      title: 'Run not found',
    });
    standIn.retry = () => Promise.resolve('nothing-failed');
    expect((await retry('7a1f', all)).statusCode).toBe(409);
  });

  it.each([
    ['%00', all],
    ['..%2f..%2fetc', all],
    ['7a1f', {}],
    ['7a1f', { ...all, field: "MAU__c' or true" }],
    ['7a1f', { ...all, field: 0 }],
    ['7a1f', { ...all, mapping: '' }],
    ['7a1f', { ...all, approveMassChange: 'yes' }],
  ])('refuses %s with %o', async (runKey, body) => {
    expect((await retry(runKey, body)).statusCode).toBe(400);
    expect(standIn.retries).toEqual([]);
  });

  it.each([
    [{}, false],
    [{ approveMassChange: false }, false],
    [{ approveMassChange: true }, true],
  ])('lets nothing past the mass-change brake unless it is told to: %o', async (part, approved) => {
    const asked: unknown[] = [];
    standIn.retry = (_, runKey, which) => {
      asked.push([runKey, which]);
      return Promise.resolve({ runKey: 'new-run', accounts: 1 });
    };
    expect((await retry('7a1f', { ...all, ...part })).statusCode).toBe(202);
    expect(asked).toEqual([['7a1f', { ...all, massChangeApproved: approved }]]);
  });
});
