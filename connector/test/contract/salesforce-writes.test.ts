import { describe, expect, it } from 'vitest';
import { BulkJobUnsettled } from '../../src/domain/bulk-job-unsettled.ts';
import type { AccountUpdate, UpdateResult } from '../../src/domain/change.ts';
import type { AccountWriter } from '../../src/ports/account-writer.ts';
import type { StartOptions } from '../../../scripts/local-org/start-options.ts';
import { seededOrg, type SeededOrg } from './seeded-org.ts';
import { unwatched } from './unwatched.ts';

type Send = (writer: AccountWriter, updates: readonly AccountUpdate[]) => Promise<UpdateResult[]>;

/** Both ways to write are held to the same. */
const ways: readonly (readonly [name: string, send: Send])[] = [
  ['at once', async (writer, updates) => [...(await writer.updateNow(updates))]],
  [
    'in bulk',
    async (writer, updates) => {
      const results: UpdateResult[] = [];
      for await (const batch of writer.updateInBulk(updates, unwatched)) results.push(...batch);
      return results;
    },
  ],
];

interface Customers extends AsyncDisposable {
  readonly acme: SeededOrg;
  readonly ids: readonly string[];
  /** What an unrelated client reads of the Accounts afterwards, in their order. */
  stored(): Promise<(readonly [mau: number | null, wau: number | null, dau: number | null])[]>;
}

const before = { MAU__c: 1, WAU__c: 2, DAU__c: 3 };

async function customers(count: number, options: StartOptions = {}): Promise<Customers> {
  const acme = await seededOrg(options);
  const ids = acme.insert(
    'Account',
    Array.from({ length: count }, (_, n) => ({ Name: `Customer ${n}`, ...before })),
  );
  return {
    acme,
    ids,
    stored: async () => {
      const witness = await acme.witness();
      const { records } = await witness.query<Record<string, number | null>>(
        'SELECT Id, MAU__c, WAU__c, DAU__c FROM Account ORDER BY Name',
        { autoFetch: true, maxFetch: 20_000 },
      );
      return records.map((record) => [
        record.MAU__c ?? null,
        record.WAU__c ?? null,
        record.DAU__c ?? null,
      ]);
    },
    [Symbol.asyncDispose]: () => acme[Symbol.asyncDispose](),
  };
}

const update = (accountId: string | undefined, values: AccountUpdate['values']): AccountUpdate => ({
  accountId: accountId ?? '',
  values,
});
const byAccount = (results: readonly UpdateResult[], ids: readonly string[]) =>
  ids.map((id) => results.find(({ accountId }) => accountId === id));
const codes = (results: readonly UpdateResult[], ids: readonly string[]) =>
  byAccount(results, ids).map((result) => (result?.success ? 'written' : result?.faults[0]?.code));

describe.each(ways)('updating Accounts of an org %s', (way, send) => {
  it('sets numbers, 0 included, clears with NULL and leaves alone what is not named', async () => {
    await using org = await customers(4);
    const { acme, ids } = org;
    const results = await send(acme.open().writer, [
      update(ids[0], { MAU__c: 12_345_678, WAU__c: 0 }),
      update(ids[1], { MAU__c: null }),
      update(ids[2], { DAU__c: null, WAU__c: 9 }),
      update(ids[3], { MAU__c: 5, WAU__c: null, DAU__c: 0 }),
    ]);
    expect(codes(results, ids)).toEqual(['written', 'written', 'written', 'written']);
    expect(await org.stored()).toEqual([
      [12_345_678, 0, 3],
      [null, 2, 3],
      [1, 9, null],
      [5, null, 0],
    ]);
  });

  it('tells which Accounts were deleted or merged away, and writes the others', async () => {
    await using org = await customers(3);
    const { acme, ids } = org;
    const [kept = '', merged = '', deleted = ''] = ids;
    acme.org.mergeAccounts(kept, [merged]);
    acme.org.asUser(acme.org.administratorId).delete('Account', deleted);
    const results = await send(
      acme.open().writer,
      ids.map((id) => update(id, { MAU__c: 8 })),
    );
    expect(codes(results, ids)).toEqual(['written', 'ENTITY_IS_DELETED', 'ENTITY_IS_DELETED']);
    expect(await org.stored()).toEqual([[8, 2, 3]]);
  });

  it('tells which rows were locked; they can be sent again', async () => {
    await using org = await customers(3);
    const { acme, ids } = org;
    const unlock = acme.running.faults.lockRows({ ids: [ids[1] ?? ''] });
    const { writer } = acme.open();
    const updates = ids.map((id) => update(id, { MAU__c: 8 }));
    expect(codes(await send(writer, updates), ids)).toEqual([
      'written',
      'UNABLE_TO_LOCK_ROW',
      'written',
    ]);
    unlock();
    expect(codes(await send(writer, updates.slice(1, 2)), ids.slice(1, 2))).toEqual(['written']);
    expect((await org.stored()).map(([mau]) => mau)).toEqual([8, 8, 8]);
  });

  it('gives a validation rule its own words', async () => {
    await using org = await customers(2);
    const { acme, ids } = org;
    acme.running.faults.rejectRows((_object, record) =>
      record.MAU__c === 13 || record.MAU__c === '13'
        ? {
            statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
            message: 'Thirteen: not in this org, please',
            fields: ['MAU__c'],
          }
        : undefined,
    );
    const results = await send(acme.open().writer, [
      update(ids[0], { MAU__c: 13 }),
      update(ids[1], { MAU__c: 14 }),
    ]);
    expect(byAccount(results, ids)[0]?.faults).toEqual([
      {
        code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
        message: 'Thirteen: not in this org, please',
        fields: ['MAU__c'],
      },
    ]);
    expect(codes(results, ids)[1]).toBe('written');
  });

  it('names the field that the integration user may not write', async () => {
    await using org = await customers(2);
    const { acme, ids } = org;
    acme.restrict([{ field: 'Account.WAU__c', access: 'read-only' }]);
    const results = await send(acme.open().writer, [
      update(ids[0], { MAU__c: 8, WAU__c: 8 }),
      update(ids[1], { MAU__c: 8 }),
    ]);
    expect(byAccount(results, ids)[0]?.faults[0]).toMatchObject({
      code: 'INVALID_FIELD_FOR_INSERT_UPDATE',
      fields: ['WAU__c'],
    });
    expect(codes(results, ids)[1]).toBe('written');
    expect(await org.stored()).toEqual([
      [1, 2, 3],
      [8, 2, 3],
    ]);
  });

  it('survives that the session ended', async () => {
    await using org = await customers(2);
    const { acme, ids } = org;
    const { connection, writer } = acme.open();
    await connection.connect();
    acme.running.faults.expireTokens();
    const results = await send(
      writer,
      ids.map((id) => update(id, { MAU__c: 8 })),
    );
    expect(codes(results, ids)).toEqual(['written', 'written']);
  });

  it('throws when the allowance is exhausted, and nothing is written', async () => {
    await using org = await customers(2);
    const { acme, ids } = org;
    const { connection, writer } = acme.open();
    await connection.connect();
    acme.running.faults.exhaustAllowance();
    await expect(
      send(
        writer,
        ids.map((id) => update(id, { MAU__c: 8 })),
      ),
    ).rejects.toMatchObject({
      kind: 'quota',
    });
    acme.running.apiUsage.limit += 100;
    expect((await org.stored()).map(([mau]) => mau)).toEqual([1, 1]);
  });
});

describe('a connection that breaks while Accounts are updated at once', () => {
  it.each([
    ['before', 1],
    ['during', 8],
    ['after', 8],
  ] as const)(
    '%s the request: it throws, and does not send it again by itself',
    async (moment, mau) => {
      await using org = await customers(300);
      const { acme, ids } = org;
      acme.running.faults.dropConnection({ operation: 'composite', method: 'POST' }, moment);
      const sending = acme.open().writer.updateNow(ids.map((id) => update(id, { MAU__c: 8 })));
      await expect(sending).rejects.toMatchObject({ kind: 'transient' });
      expect(new Set((await org.stored()).map(([stored]) => stored))).toEqual(new Set([mau]));
    },
  );
});

describe('updating a thousand Accounts at once', () => {
  it('is one call', async () => {
    await using org = await customers(1_000);
    const { acme, ids } = org;
    const { connection, writer } = acme.open();
    const results = await writer.updateNow(ids.map((id) => update(id, { MAU__c: 8 })));
    expect(results.every(({ success }) => success)).toBe(true);
    expect(connection.requestCount()).toBe(1);
    expect(acme.running.apiUsage.used).toBe(1);
  });

  it('fails the 200 of a collection that is refused as a whole, and no others', async () => {
    await using org = await customers(500);
    const { acme, ids } = org;
    acme.running.faults.failNext(
      { operation: 'collections', skip: 1 },
      { status: 400, errorCode: 'UNKNOWN_EXCEPTION', message: 'An unexpected error occurred.' },
    );
    const results = await acme.open().writer.updateNow(ids.map((id) => update(id, { MAU__c: 8 })));
    expect(results.map(({ success }) => success)).toEqual(ids.map((_, n) => n < 200 || n >= 400));
  });
});

describe('a Bulk update', () => {
  const count = 4_000;
  const updates = (ids: readonly string[]) =>
    ids.map((id, n) => update(id, { MAU__c: n, WAU__c: null }));
  const sendInBulk = ways[1]?.[1] ?? (() => Promise.resolve([]));

  it('takes three calls, and one for each look at its state', async () => {
    await using org = await customers(count);
    const { acme, ids } = org;
    const results = await sendInBulk(acme.open().writer, updates(ids));
    expect(new Set(codes(results, ids))).toEqual(new Set(['written']));
    const [create, upload, close, ...looks] = acme.running.apiUsage.calls.map(
      ({ method }) => method,
    );
    expect([create, upload, close]).toEqual(['POST', 'PUT', 'PATCH']);
    expect(new Set(looks)).toEqual(new Set(['GET']));
  });

  it.each([
    ['PUT', 'before'],
    ['PUT', 'during'],
    ['PUT', 'after'],
    ['PATCH', 'before'],
    ['PATCH', 'after'],
    ['POST', 'before'],
    ['POST', 'during'],
    ['POST', 'after'],
  ] as const)(
    'survives a connection that breaks at the %s, %s its effect',
    async (method, moment) => {
      await using org = await customers(count);
      const { acme, ids } = org;
      acme.running.faults.dropConnection({ operation: 'bulkIngest', method }, moment);
      const results = await sendInBulk(acme.open().writer, updates(ids));
      expect(new Set(codes(results, ids))).toEqual(new Set(['written']));
      const stored = await org.stored();
      expect(stored.every(([, wau]) => wau === null)).toBe(true);
    },
  );

  it('survives a connection that breaks while it reads which rows failed', async () => {
    await using org = await customers(count);
    const { acme, ids } = org;
    acme.running.faults.lockRows({ ids: ids.slice(10, 20) });
    acme.running.faults.dropConnection(
      { operation: 'bulkIngest', path: 'failedResults' },
      'during',
    );
    const results = await sendInBulk(acme.open().writer, updates(ids));
    const found = codes(results, ids);
    expect(found.slice(10, 20)).toEqual(Array.from({ length: 10 }, () => 'UNABLE_TO_LOCK_ROW'));
    expect(found.filter((code) => code === 'written')).toHaveLength(count - 10);
  });

  it('stays unsettled where its end can not be learned, and another goes on with it', async () => {
    await using org = await customers(count);
    const { acme, ids } = org;
    acme.running.faults.failNext(
      { operation: 'bulkIngest', method: 'GET' },
      {
        status: 403,
        errorCode: 'REQUEST_LIMIT_EXCEEDED',
        message: 'TotalRequests Limit exceeded.',
      },
    );
    const sending = sendInBulk(acme.open().writer, updates(ids));
    const unsettled = await sending.catch((error: unknown) => error);
    if (!(unsettled instanceof BulkJobUnsettled)) throw unsettled;
    const results: UpdateResult[] = [];
    const { writer } = acme.open();
    for await (const batch of writer.resumeBulk(unsettled.jobId, ids, unwatched))
      results.push(...batch);
    expect(new Set(codes(results, ids))).toEqual(new Set(['written']));
    expect((await org.stored()).every(([, wau]) => wau === null)).toBe(true);
  });

  it('is aborted by whoever goes on where it never was uploaded, and unknown where there is none', async () => {
    await using org = await customers(2);
    const { acme, ids } = org;
    let jobId = '';
    const dying = acme.open().writer.updateInBulk(updates(ids), {
      ...unwatched,
      onCreated: (id) => {
        jobId = id;
        return Promise.reject(new Error('The worker died.'));
      },
    });
    const first = dying[Symbol.asyncIterator]();
    await expect(first.next()).rejects.toThrow('The worker died.');
    const { writer } = acme.open();
    for (const id of [jobId, jobId.replace(/^750.{3}/, '750zzz')]) {
      const results: UpdateResult[] = [];
      for await (const batch of writer.resumeBulk(id, ids, unwatched)) results.push(...batch);
      expect(codes(results, ids)).toEqual(['UNPROCESSED', 'UNPROCESSED']);
    }
    expect((await org.stored()).map(([mau]) => mau)).toEqual([1, 1]);
  });
});
