import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signedInOrg, signIn, tokenRequest, type SignedInOrg } from '../api/signed-in-org.ts';

let org: SignedInOrg;
let ids: string[];

beforeEach(async () => {
  org = await signedInOrg({ pageSize: 100, bulkResultRows: 100, control: true });
  ids = org.addAccounts(350);
  org.apiUsage.forgetCalls();
});

afterEach(() => org.close());

const soql = '/query?q=SELECT+Id+FROM+Account';

interface Page {
  nextRecordsUrl?: string;
  records: unknown[];
}

function codeOf(json: unknown): string | undefined {
  return (json as { errorCode: string }[])[0]?.errorCode;
}

async function update(rows: readonly string[], value: number) {
  const records = rows.map((Id) => ({ attributes: { type: 'Account' }, Id, MAU__c: value }));
  return org.call('PATCH', '/composite/sobjects', { body: { records } });
}

function values(): unknown[] {
  return org.accounts('MAU__c').map((record) => (record as { MAU__c: unknown }).MAU__c);
}

describe('failNext', () => {
  it('refuses the next request in the form of the API, once', async () => {
    org.faults.failNext(
      { operation: 'query' },
      { status: 503, errorCode: 'SERVER_UNAVAILABLE', message: 'Later.' },
    );
    const first = await org.call('GET', soql);
    expect([first.status, first.json]).toEqual([
      503,
      [{ errorCode: 'SERVER_UNAVAILABLE', message: 'Later.' }],
    ]);
    expect((await org.call('GET', soql)).status).toBe(200);
  });

  it('reaches a certain page of a certain query', async () => {
    org.faults.failNext({ operation: 'queryMore', soql: /FROM Account/, page: 3 }, { status: 500 });
    const statuses: number[] = [];
    let next: string | undefined = soql;
    while (next !== undefined && statuses.length < 10) {
      const { status, json } = await org.call('GET', next);
      statuses.push(status);
      next = status === 200 ? (json as Page).nextRecordsUrl : undefined;
    }
    expect(statuses).toEqual([200, 200, 500]);
    expect((await org.call('GET', '/query?q=SELECT+Id+FROM+User')).status).toBe(200);
  });

  it('reaches a certain page of a Bulk query', async () => {
    org.faults.failNext(
      { operation: 'bulkQuery', path: '/results', soql: 'FROM Account', page: 2 },
      { status: 500 },
    );
    const created = await org.call('POST', '/jobs/query', {
      body: { operation: 'query', query: 'SELECT Id FROM Account' },
    });
    const path = `/jobs/query/${(created.json as { id: string }).id}/results`;
    let first = await org.call('GET', path);
    while (first.status === 412) {
      await delay(10);
      first = await org.call('GET', path);
    }
    expect(first.status).toBe(200);
    const second = `${path}?locator=${first.headers.get('sforce-locator') ?? ''}`;
    expect((await org.call('GET', second)).status).toBe(500);
    expect((await org.call('GET', second)).status).toBe(200);
  });

  it('has the form of the token endpoint there', async () => {
    org.faults.failNext(
      { operation: 'token' },
      { status: 400, errorCode: 'invalid_grant', message: 'user is locked' },
    );
    const answer = await tokenRequest(org.url, { grant_type: 'password' });
    expect(answer.json).toEqual({ error: 'invalid_grant', error_description: 'user is locked' });
  });

  it('sends what no API sends', async () => {
    org.faults.failNext(
      { operation: 'describe' },
      { status: 502, body: '<html>Bad gateway</html>', contentType: 'text/html' },
    );
    const answer = await org.call('GET', '/sobjects/Account/describe');
    expect([answer.status, answer.text]).toEqual([502, '<html>Bad gateway</html>']);
  });

  it('reaches a subrequest of Composite and leaves its neighbours alone', async () => {
    org.faults.failNext(
      { operation: 'collections', skip: 1 },
      { status: 500, errorCode: 'UNKNOWN_EXCEPTION' },
    );
    const part = (referenceId: string, Id: string | undefined) => ({
      method: 'PATCH',
      url: '/services/data/v62.0/composite/sobjects',
      referenceId,
      body: { records: [{ attributes: { type: 'Account' }, Id, MAU__c: 9 }] },
    });
    const compositeRequest = [part('a', ids[0]), part('b', ids[1]), part('c', ids[2])];
    const { json } = await org.call('POST', '/composite', { body: { compositeRequest } });
    const { compositeResponse } = json as { compositeResponse: { httpStatusCode: number }[] };
    expect(compositeResponse.map(({ httpStatusCode }) => httpStatusCode)).toEqual([200, 500, 200]);
    expect(values().slice(0, 3)).toEqual([9, null, 9]);
  });
});

describe('dropConnection', () => {
  it('before: nothing has happened', async () => {
    org.faults.dropConnection({ operation: 'collections' }, 'before');
    await expect(update(ids.slice(0, 2), 1)).rejects.toThrow();
    expect(values().slice(0, 2)).toEqual([null, null]);
  });

  it('after: all has happened, and nobody heard of it', async () => {
    org.faults.dropConnection({ operation: 'collections' }, 'after');
    await expect(update(ids.slice(0, 2), 1)).rejects.toThrow();
    expect(values().slice(0, 2)).toEqual([1, 1]);
    expect((await update(ids.slice(0, 2), 2)).status).toBe(200);
  });

  it('during: half an answer is no answer', async () => {
    org.faults.dropConnection({ operation: 'query' }, 'during');
    await expect(org.call('GET', soql)).rejects.toThrow();
    expect((await org.call('GET', soql)).status).toBe(200);
  });
});

describe('delay', () => {
  it('makes matching requests wait', async () => {
    org.faults.delay({ operation: 'limits' }, 150);
    const start = performance.now();
    await org.call('GET', '/limits');
    expect(performance.now() - start).toBeGreaterThan(140);
  });
});

describe('hold', () => {
  it('keeps matching requests waiting until they are let go, and those after them no more', async () => {
    const release = org.faults.hold({ operation: 'limits', times: 2 });
    let answered = 0;
    const asked = [1, 2].map(() => org.call('GET', '/limits').then(() => (answered += 1)));
    expect((await org.call('GET', soql)).status).toBe(200);
    expect((await org.call('GET', '/limits')).status).toBe(200);
    expect(answered).toBe(0);
    release();
    await Promise.all(asked);
    expect(answered).toBe(2);
  });
});

describe('loseJobAnswer', () => {
  it('creates the job without telling', async () => {
    org.faults.loseJobAnswer();
    const body = { object: 'Account', operation: 'update' };
    await expect(org.call('POST', '/jobs/ingest', { body })).rejects.toThrow();
    const { records } = (await org.call('GET', '/jobs/ingest')).json as {
      records: { state: string }[];
    };
    expect(records.map(({ state }) => state)).toEqual(['Open']);
  });
});

describe('expireTokens', () => {
  it('ends sessions until somebody signs in again', async () => {
    org.faults.expireTokens();
    expect(codeOf((await org.call('GET', '/limits')).json)).toBe('INVALID_SESSION_ID');
    const { access_token: token } = await signIn(org, org.username);
    expect((await org.call('GET', '/limits', { token })).status).toBe(200);
  });
});

describe('expireCursors', () => {
  it('makes locators unknown', async () => {
    const { nextRecordsUrl = '' } = (await org.call('GET', soql)).json as Page;
    org.faults.expireCursors();
    expect(codeOf((await org.call('GET', nextRecordsUrl)).json)).toBe('INVALID_QUERY_LOCATOR');
  });
});

describe('exhaustAllowance', () => {
  it('leaves so many calls and then refuses, even the question how many are left', async () => {
    org.faults.exhaustAllowance(2);
    expect((await org.call('GET', soql)).headers.get('sforce-limit-info')).toBe(
      'api-usage=14999/15000',
    );
    expect((await org.call('GET', soql)).status).toBe(200);
    const refused = await org.call('GET', '/limits');
    expect([refused.status, refused.json]).toEqual([
      403,
      [{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }],
    ]);
    expect((await org.call('GET', '/services/data')).status).toBe(200);
  });

  it('is nothing but the allowance itself running out', async () => {
    const small = await signedInOrg({ allowance: 1 });
    expect((await small.call('GET', '/limits')).status).toBe(200);
    expect(codeOf((await small.call('GET', '/limits')).json)).toBe('REQUEST_LIMIT_EXCEEDED');
    await small.close();
  });
});

describe('lockRows', () => {
  it('refuses the row as often as asked, whichever API brings it', async () => {
    org.faults.lockRows({ ids: [ids[0] ?? ''], attempts: 1 });
    const { json } = await update(ids.slice(0, 2), 5);
    expect(json).toMatchObject([
      {
        success: false,
        errors: [
          {
            statusCode: 'UNABLE_TO_LOCK_ROW',
            message: expect.stringContaining(
              'unable to obtain exclusive access to this record',
            ) as string,
          },
        ],
      },
      { success: true },
    ]);
    expect((await update(ids.slice(0, 1), 5)).json).toMatchObject([{ success: true }]);
  });

  it('locks a share of the rows until freed', async () => {
    const free = org.faults.lockRows({ share: 0.3 });
    const failures = ((await update(ids.slice(0, 200), 5)).json as { success: boolean }[]).filter(
      ({ success }) => !success,
    );
    expect(failures.length).toBeGreaterThan(30);
    expect(failures.length).toBeLessThan(100);
    free();
    expect(
      ((await update(ids.slice(0, 200), 6)).json as { success: boolean }[]).every(
        ({ success }) => success,
      ),
    ).toBe(true);
  });
});

describe('rejectRows', () => {
  it('gives the row the error of a validation rule', async () => {
    const stop = org.faults.rejectRows((object, record) =>
      object === 'Account' && record.MAU__c === 13
        ? {
            statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
            message: 'Not thirteen.',
            fields: ['MAU__c'],
          }
        : undefined,
    );
    expect((await update(ids.slice(0, 1), 13)).json).toEqual([
      {
        success: false,
        errors: [
          {
            statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
            message: 'Not thirteen.',
            fields: ['MAU__c'],
          },
        ],
      },
    ]);
    expect(values()[0]).toBeNull();
    stop();
    expect((await update(ids.slice(0, 1), 13)).json).toMatchObject([{ success: true }]);
  });
});

describe('restart', () => {
  it('is down, comes back on the same port, and remembers its sessions', async () => {
    const restarted = org.faults.restart(200);
    await delay(50);
    await expect(org.call('GET', '/limits')).rejects.toThrow();
    await restarted;
    expect((await org.call('GET', '/limits')).status).toBe(200);
  });

  it('can be closed afterwards', async () => {
    const other = await signedInOrg();
    await other.faults.restart(0);
    await other.close();
    await expect(other.call('GET', '/limits')).rejects.toThrow();
  });
});

describe('the control address', () => {
  const json = { 'content-type': 'application/json' };

  it('takes faults, shows them and forgets them', async () => {
    const order = {
      kind: 'failNext',
      match: { operation: 'query', soql: '/FROM\\s+Account/', times: 2 },
      failure: { status: 500 },
    };
    const made = await org.call('POST', '/local-org/faults', { body: order });
    expect([made.status, made.json]).toEqual([
      201,
      { pending: [{ kind: 'fail', timesLeft: 2, skipLeft: 0 }] },
    ]);
    expect((await org.call('GET', soql)).status).toBe(500);
    expect((await org.call('DELETE', '/local-org/faults')).status).toBe(204);
    expect((await org.call('GET', soql)).status).toBe(200);
  });

  it.each([
    { kind: 'expireTokens' },
    { kind: 'expireCursors' },
    { kind: 'exhaustAllowance', remaining: 5 },
    { kind: 'lockRows', rows: { share: 0.5 } },
    {
      kind: 'rejectRows',
      rejection: { object: 'Account', error: { statusCode: 'X', message: 'x', fields: [] } },
    },
    { kind: 'delay', match: {}, delayMs: 1 },
    { kind: 'dropConnection', match: { operation: 'query' }, moment: 'after' },
    { kind: 'loseJobAnswer' },
  ])('knows %j', async (order) => {
    expect((await org.call('POST', '/local-org/faults', { body: order })).status).toBe(201);
  });

  it('rejects rows by a field', async () => {
    const error = { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'No.', fields: [] };
    const order = {
      kind: 'rejectRows',
      rejection: { object: 'Account', field: 'MAU__c', equals: 4, error },
    };
    await org.call('POST', '/local-org/faults', { body: order });
    expect((await update(ids.slice(0, 1), 4)).json).toMatchObject([{ success: false }]);
    expect((await update(ids.slice(0, 1), 5)).json).toMatchObject([{ success: true }]);
  });

  it('restarts after it has answered', async () => {
    expect(
      (await org.call('POST', '/local-org/faults', { body: { kind: 'restart', downMs: 50 } }))
        .status,
    ).toBe(201);
    await delay(300);
    expect((await org.call('GET', '/limits')).status).toBe(200);
  });

  it('names what it knows when asked for something else', async () => {
    const answer = await org.call('POST', '/local-org/faults', { body: { kind: 'earthquake' } });
    expect([answer.status, answer.text]).toEqual([
      400,
      expect.stringContaining('failNext, dropConnection') as string,
    ]);
  });

  it('tells which calls were made', async () => {
    await org.call('GET', soql);
    await update(ids.slice(0, 3), 1);
    const { json } = await org.call('GET', '/local-org/usage');
    expect(json).toMatchObject({
      limit: 15_000,
      byOperation: { query: 1, collections: 1 },
      calls: [
        { operation: 'query', writes: {} },
        { operation: 'collections', writes: { Account: 3 }, status: 200 },
      ],
    });
  });

  it('is no address for web pages', async () => {
    const foreign = await new Promise<number>((resolve, reject) => {
      void import('node:http').then(({ request }) => {
        const options = { method: 'POST', headers: { ...json, host: 'attacker.example' } };
        request(`${org.url}/local-org/faults`, options, ({ statusCode = 0 }) => {
          resolve(statusCode);
        })
          .on('error', reject)
          .end('{"kind":"expireTokens"}');
      });
    });
    expect(foreign).toBe(403);
    const simple = await org.call('POST', '/local-org/faults', {
      body: '{"kind":"expireTokens"}',
      headers: { 'content-type': 'text/plain' },
    });
    expect(simple.status).toBe(415);
  });

  it('is shut unless asked for', async () => {
    const quiet = await signedInOrg();
    expect((await quiet.call('GET', '/local-org/faults')).status).toBe(404);
    await quiet.close();
  });
});
