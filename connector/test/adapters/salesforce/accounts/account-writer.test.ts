import { describe, expect, it } from 'vitest';
import type { AccountUpdate } from '../../../../src/domain/change.ts';
import { compositeReply, errorBody, scriptedOrg, subRequestsOf } from '../scripted-org.ts';

const accountId = (n: number) => `0015g0000${String(n).padStart(6, '0')}AAA`;
const updates = (count: number): AccountUpdate[] =>
  Array.from({ length: count }, (_, n) => ({
    accountId: accountId(n),
    values: { MAU__c: n % 2 ? n : null },
  }));

interface SentRecord {
  readonly Id: string;
}
const recordsOf = (body: unknown) => (body as { records: SentRecord[] }).records;
const saved = ({ Id }: SentRecord) => ({ id: Id, success: true, errors: [] });

describe('updating Accounts at once', () => {
  it('sends a thousand in one call, in collections of 200 that do not undo each other', async () => {
    await using org = await scriptedOrg((request) =>
      compositeReply(request, ({ body }) => ({ body: recordsOf(body).map(saved) })),
    );
    const results = await org.open().writer.updateNow(updates(1_000));
    expect(results).toHaveLength(1_000);
    expect(results.every(({ success }) => success)).toBe(true);
    expect(results.map((result) => result.accountId)).toEqual(
      updates(1_000).map((update) => update.accountId),
    );
    expect(org.requests).toHaveLength(1);
    const subs = org.requests[0] ? subRequestsOf(org.requests[0]) : [];
    expect(subs.map(({ method, url }) => `${method} ${url}`)).toEqual(
      Array.from({ length: 5 }, () => 'PATCH /composite/sobjects'),
    );
    expect(subs[0]?.body).toMatchObject({
      allOrNone: false,
      records: expect.arrayContaining([
        { attributes: { type: 'Account' }, Id: accountId(0), MAU__c: null },
        { attributes: { type: 'Account' }, Id: accountId(1), MAU__c: 1 },
      ]) as unknown[],
    });
    expect(JSON.parse(org.requests[0]?.body ?? '')).toMatchObject({ allOrNone: false });
  });

  it('tells per Account what was refused, in the order sent', async () => {
    const error = { statusCode: 'ENTITY_IS_DELETED', message: 'entity is deleted', fields: [] };
    await using org = await scriptedOrg((request) =>
      compositeReply(request, ({ body }) => ({
        body: recordsOf(body).map((record, index) =>
          index === 1 ? { success: false, errors: [error] } : saved(record),
        ),
      })),
    );
    const results = await org.open().writer.updateNow(updates(3));
    expect(results.map(({ success }) => success)).toEqual([true, false, true]);
    expect(results[1]).toEqual({
      accountId: accountId(1),
      success: false,
      faults: [{ code: 'ENTITY_IS_DELETED', message: 'entity is deleted', fields: [] }],
    });
  });

  it('puts the refusal of a whole collection on its 200 Accounts only', async () => {
    await using org = await scriptedOrg((request) =>
      compositeReply(request, ({ body }, index) =>
        index === 1
          ? {
              status: 400,
              body: errorBody(
                'INVALID_FIELD',
                "No such column 'MAU__c' on sobject of type Account",
              ),
            }
          : { body: recordsOf(body).map(saved) },
      ),
    );
    const results = await org.open().writer.updateNow(updates(450));
    expect(results.map(({ success }) => success)).toEqual([
      ...Array.from({ length: 200 }, () => true),
      ...Array.from({ length: 200 }, () => false),
      ...Array.from({ length: 50 }, () => true),
    ]);
    expect(results[250]?.faults).toEqual([
      {
        code: 'INVALID_FIELD',
        message: "No such column 'MAU__c' on sobject of type Account",
        fields: ['MAU__c'],
      },
    ]);
  });

  it('does not take a collection with too few results for success', async () => {
    await using org = await scriptedOrg((request) =>
      compositeReply(request, ({ body }) => ({ body: recordsOf(body).slice(1).map(saved) })),
    );
    const results = await org.open().writer.updateNow(updates(3));
    expect(results.map(({ faults }) => faults[0]?.code)).toEqual(
      Array.from({ length: 3 }, () => 'UNPROCESSED'),
    );
  });

  it('throws where the allowance is exhausted', async () => {
    await using org = await scriptedOrg(() => ({
      status: 403,
      json: errorBody('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
    }));
    await expect(org.open().writer.updateNow(updates(3))).rejects.toMatchObject({ kind: 'quota' });
  });

  it('is not sent again by itself when the answer was lost: it may have had its effect', async () => {
    await using org = await scriptedOrg((request, nth) =>
      nth === 1
        ? { drop: 'unanswered' }
        : compositeReply(request, ({ body }) => ({ body: recordsOf(body).map(saved) })),
    );
    await expect(org.open().writer.updateNow(updates(2))).rejects.toMatchObject({
      kind: 'transient',
    });
    expect(org.requests).toHaveLength(1);
  });

  it('throws where the answer leaves parts out', async () => {
    await using org = await scriptedOrg(() => ({ json: { compositeResponse: [] } }));
    await expect(org.open().writer.updateNow(updates(2))).rejects.toMatchObject({
      kind: 'incomplete',
      code: 'ANSWERS_MISSING',
    });
  });

  it('asks nothing where there is nothing to update, and takes no more than a call holds', async () => {
    await using org = await scriptedOrg(() => ({ json: {} }));
    const { writer } = org.open();
    expect(await writer.updateNow([])).toEqual([]);
    await expect(writer.updateNow(updates(1_001))).rejects.toThrow(/up to 1000 Accounts/);
    expect(org.requests).toHaveLength(0);
  });
});
