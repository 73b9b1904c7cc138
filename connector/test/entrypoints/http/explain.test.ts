import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accountId,
  asker,
  entry,
  now,
  organizationId,
  otherOrganizationId,
  StandIn,
} from './stand-in.ts';

let app: FastifyInstance;
let ask: ReturnType<typeof asker>;
const standIn = new StandIn();

beforeAll(async () => {
  app = await standIn.app();
  ask = asker(app, await standIn.tokenOf('read'));
  await standIn.fill(entry(1));
  const value = { accountId: accountId(1), field: 'MAU__c', value: 0, metricKey: 'engagement.mau' };
  await standIn.store.ledger.recordWritten(organizationId, 'run-7', [value]);
  await standIn.store.ledger.recordWritten(otherOrganizationId, 'run-8', [
    { ...value, field: 'DAU__c' },
  ]);
});
afterAll(() => app.close());

describe('GET /v1/explain', () => {
  it('says why, and when and by which run it was written', async () => {
    const answer = await ask(`/v1/explain?accountId=${accountId(1)}`);
    expect(answer.json()).toEqual({
      values: [
        {
          mapping: 'Metric_DAU',
          reason: 'not-licensed',
          explanation: 'not licensed for it',
          writtenAt: null,
          runKey: null,
        },
        {
          mapping: 'Metric_MAU',
          reason: 'no-usage',
          explanation: 'no usage from 2026-10-01 to 2026-10-31',
          writtenAt: now.toISOString(),
          runKey: 'run-7',
        },
      ],
      internalSeats: { value: null, source: 'license', accountField: null },
      externalSeats: { value: 0, source: 'override', accountField: 'ExternalSeats__c' },
      renewal: { value: '2027-01-31', source: 'license', accountField: null },
    });
  });

  it('knows the Account by its 15 characters too', async () => {
    const short = await ask(`/v1/explain?accountId=${accountId(1).slice(0, 15)}`);
    expect(short.statusCode).toBe(200);
  });

  it('does not know an Account that is not in the scope', async () => {
    const answer = await ask(`/v1/explain?accountId=${accountId(2)}`);
    expect(answer.statusCode).toBe(404);
    expect(answer.json<{ detail: string }>().detail).toContain(accountId(2));
  });

  it.each([
    '',
    '?accountId=',
    '?accountId=003000000000001AAA',
    `?accountId=${accountId(1)}'`,
    `?accountId=${accountId(1)}&accountId=${accountId(1)}`,
  ])('refuses %j', async (query) => {
    const answer = await ask(`/v1/explain${query}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ detail: string }>().detail).toContain('accountId');
  });
});
