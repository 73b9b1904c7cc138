import { describe, expect, it } from 'vitest';
import { timedTransport } from '../../../../src/adapters/salesforce/http/timed-transport.ts';
import type { IncomingAnswer } from '../../../../src/adapters/salesforce/http/transport.ts';
import type { SalesforceClient } from '../../../../src/adapters/salesforce/http/salesforce-client.ts';
import type { FactsKeeper } from '../../../../src/adapters/salesforce/setup/org-facts.ts';
import { loggedFields } from '../../../../src/adapters/salesforce/run-log/logged-fields.ts';
import { orgHealth } from '../../../../src/adapters/salesforce/setup/org-health.ts';
import { packageNames } from '../../../../src/adapters/salesforce/setup/package-names.ts';
import { compositeReply, errorBody, scriptedOrg, type Reply } from '../scripted-org.ts';

const rights = { createable: true, updateable: true, deletable: true };
/** An object with all the fields that a run writes, as a package with a namespace has them. */
const described = (object: keyof typeof loggedFields, part: object = {}) => ({
  ...rights,
  fields: loggedFields[object].map((name) => ({ name: `isvapp__${name}`, createable: true })),
  ...part,
});
const [run, logEntry, metric] = (['SyncRun__c', 'SyncLogEntry__c', 'UsageMetric__c'] as const).map(
  (object) => described(object),
);

/** An organization whose descriptions of the log's objects are answered one by one. */
function health(...answers: readonly (readonly [number, unknown])[]) {
  const asked: string[] = [];
  const client = {
    apiPath: '/services/data/v66.0',
    json: ({ body }: { readonly body: { readonly content: () => string } }) => {
      const { compositeRequest } = JSON.parse(body.content()) as {
        compositeRequest: readonly { url: string; referenceId: string }[];
      };
      asked.push(...compositeRequest.map(({ url }) => url));
      const compositeResponse = compositeRequest.map(({ referenceId }, index) => {
        const [httpStatusCode, answer] = answers[index] ?? [500, []];
        return { referenceId, httpStatusCode, body: answer };
      });
      return Promise.resolve({ compositeResponse });
    },
  } as unknown as SalesforceClient;
  const facts = {
    known: () => Promise.resolve({ names: packageNames('isvapp') }),
  } as unknown as FactsKeeper;
  const transport = timedTransport(
    { exchange: () => Promise.reject(new Error('not asked')), close: () => Promise.resolve() },
    { now: () => new Date(0), sleep: () => Promise.resolve() },
  );
  const own = orgHealth(client, facts, transport);
  return { asked, missing: () => own.missingLogAccess() };
}

describe('access to the log', () => {
  it('is asked of the objects by their names in the organization', async () => {
    const { asked, missing } = health([200, run], [200, logEntry], [200, metric]);
    expect(await missing()).toEqual([]);
    expect(asked).toEqual(
      ['isvapp__SyncRun__c', 'isvapp__SyncLogEntry__c', 'isvapp__UsageMetric__c'].map(
        (name) => `/services/data/v66.0/sobjects/${name}/describe`,
      ),
    );
  });

  it('that is missing is named, all of it where the object is not seen', async () => {
    const unseen = [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }];
    const { missing } = health(
      [200, described('SyncRun__c', { deletable: false })],
      [404, unseen],
      [200, metric],
    );
    expect(await missing()).toEqual([
      'SyncRun__c: delete',
      'SyncLogEntry__c: create',
      'SyncLogEntry__c: edit',
      'SyncLogEntry__c: delete',
    ]);
  });

  it('is asked of every field that a run writes', async () => {
    const fields = loggedFields.SyncRun__c.map((name) => ({
      name: `isvapp__${name}`,
      createable: name !== 'Message__c',
    }));
    const older = fields.filter(({ name }) => name !== 'isvapp__MappingResults__c');
    const { missing } = health(
      [200, described('SyncRun__c', { fields: older })],
      [200, logEntry],
      [200, metric],
    );
    expect(await missing()).toEqual([
      'SyncRun__c.Message__c: edit',
      'SyncRun__c.MappingResults__c: edit',
    ]);
  });

  it('that can not be asked is not taken for missing', async () => {
    const { missing } = health([200, run], [500, [{ errorCode: 'UNKNOWN_EXCEPTION' }]]);
    await expect(missing()).rejects.toMatchObject({ code: 'UNKNOWN_EXCEPTION' });
  });
});

describe('the version of the package', () => {
  const publisher = (...records: readonly object[]) => ({
    json: { totalSize: records.length, done: true, records },
  });
  /** An organization with the package under a namespace, that answers the question for its publisher so. */
  async function version(answer: Reply, packageNamespace = 'isvapp') {
    await using org = await scriptedOrg((request) =>
      request.path.includes('FROM Publisher')
        ? answer
        : compositeReply(request, () => ({ body: { totalSize: 0, done: true, records: [] } })),
    );
    const found = await org.open({ packageNamespace }).health.packageVersion();
    return { found, asked: org.requests.filter(({ path }) => path.includes('FROM Publisher')) };
  }

  it.each([
    [publisher({ MajorVersion: 1, MinorVersion: 14 }), '1.14'],
    [publisher({ MajorVersion: 2, MinorVersion: 0 }), '2.0'],
    [publisher({ MajorVersion: 2, MinorVersion: null }), '2.0'],
    [publisher(), undefined],
    [{ status: 400, json: errorBody('INVALID_TYPE', 'not supported') }, undefined],
    [{ status: 403, json: errorBody('INSUFFICIENT_ACCESS', 'no access') }, undefined],
  ])('is what its publisher tells: %j', async (answer, expected) => {
    const { found, asked } = await version(answer);
    expect(found).toBe(expected);
    expect(asked.map(({ path }) => path)).toEqual([
      expect.stringContaining("WHERE NamespacePrefix = 'isvapp'"),
    ]);
  });

  it('is not asked for without a namespace', async () => {
    expect(await version(publisher({ MajorVersion: 9, MinorVersion: 9 }), '')).toEqual({
      found: undefined,
      asked: [],
    });
  });

  it('is not taken for untold where the organization does not answer', async () => {
    const down = { status: 503, text: 'down' };
    await expect(version(down)).rejects.toMatchObject({ kind: 'transient' });
  });
});

describe('the time of the other side', () => {
  function answered(date: string | undefined, ...times: readonly number[]) {
    const queue = [...times];
    const answer = { header: (name: string) => (name === 'date' ? date : undefined) };
    return timedTransport(
      {
        exchange: () => Promise.resolve(answer as unknown as IncomingAnswer),
        close: () => Promise.resolve(),
      },
      { now: () => new Date(queue.shift() ?? 0), sleep: () => Promise.resolve() },
    );
  }
  const request = { method: 'GET', url: 'https://x', headers: {}, content: null } as const;
  const date = 'Tue, 24 Nov 2026 10:00:00 GMT';
  const told = Date.parse(date);

  it.each([
    [told - 4_000, told + 4_000, 0],
    [told - 64_000, told - 60_000, 62_000],
    [told + 60_000, told + 64_000, -62_000],
  ])('is compared with the middle of the exchange', async (sent, received, skewMs) => {
    const transport = answered(date, sent, received);
    expect(transport.clockSkewMs()).toBeUndefined();
    await transport.exchange(request);
    expect(transport.clockSkewMs()).toBe(skewMs);
  });

  it.each([undefined, 'soon'])('is not known from %s', async (header) => {
    const transport = answered(header, told, told);
    await transport.exchange(request);
    expect(transport.clockSkewMs()).toBeUndefined();
  });
});
