import { Connection } from '@jsforce/jsforce-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertion, signedInOrg, type SignedInOrg } from './signed-in-org.ts';

/** The unmodified client: what it accepts and sends decides whether this org can stand in for one. */
let org: SignedInOrg;
let ids: string[];
let connection: Connection;

beforeAll(async () => {
  org = await signedInOrg({ pageSize: 200 });
  ids = org.addAccounts(450);
  connection = await signedIn();
});

afterAll(() => org.close());

async function signedIn(): Promise<Connection> {
  const { clientId } = org.client;
  const fresh = new Connection({ version: '62.0', oauth2: { clientId, loginUrl: org.url } });
  await fresh.authorize({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: await assertion(org, org.username, { aud: `${org.url}/` }),
  });
  return fresh;
}

describe('jsforce', () => {
  it('signs in with a JWT and knows who it is', async () => {
    expect(connection.instanceUrl).toBe(org.url);
    expect(connection.userInfo).toMatchObject({
      id: org.org.administratorId,
      organizationId: org.org.organizationId,
    });
    expect(await connection.identity()).toMatchObject({ username: org.username });
  });

  it('signs in with client credentials', async () => {
    const { clientId, clientSecret } = org.client;
    const other = new Connection({ oauth2: { clientId, clientSecret, loginUrl: org.url } });
    await other.authorize({ grant_type: 'client_credentials' });
    expect((await other.query('SELECT Id FROM Account LIMIT 1')).totalSize).toBe(1);
  });

  it('gets an error it can read when sign-in is refused', async () => {
    const other = new Connection({ oauth2: { clientId: 'nobody', loginUrl: org.url } });
    await expect(other.authorize({ grant_type: 'client_credentials' })).rejects.toThrow(
      'client identifier invalid',
    );
  });

  it('renews an expired session and asks again', async () => {
    const { clientId } = org.client;
    let renewals = 0;
    const renewing = new Connection({
      oauth2: { clientId, loginUrl: org.url },
      instanceUrl: org.url,
      accessToken: `${org.org.organizationId}!expired`,
      refreshFn: (_connection, callback) => {
        renewals += 1;
        signedIn().then(
          ({ accessToken }) => {
            callback(null, accessToken ?? '');
          },
          (error: unknown) => {
            callback(error as Error);
          },
        );
      },
    });
    expect((await renewing.query('SELECT Id FROM Account LIMIT 1')).totalSize).toBe(1);
    expect(renewals).toBe(1);
  });

  it('reads all pages of a query', async () => {
    const { records, totalSize } = await connection.query(
      'SELECT Id, Name, Owner.Name FROM Account',
      { autoFetch: true, maxFetch: 10_000 },
    );
    expect(totalSize).toBe(450);
    expect(new Set(records.map(({ Id }) => Id))).toEqual(new Set(ids));
    expect(org.apiUsage.countByOperation().queryMore).toBeGreaterThanOrEqual(2);
  });

  it('sees the allowance', async () => {
    await connection.query('SELECT Id FROM Account LIMIT 1');
    expect(connection.limitInfo.apiUsage).toEqual({ used: org.apiUsage.used, limit: 15_000 });
    expect((await connection.limits()).DailyApiRequests).toEqual({
      Max: 15_000,
      Remaining: org.apiUsage.remaining,
    });
  });

  it('describes', async () => {
    const { fields } = await connection.sobject('Account').describe();
    expect(fields.find(({ name }) => name === 'MAU__c')).toMatchObject({
      type: 'double',
      updateable: true,
    });
    const { sobjects } = await connection.describeGlobal();
    expect(sobjects.map(({ name }) => name)).toContain('Account');
  });

  it('creates, reads, changes, upserts and deletes one record', async () => {
    const account = connection.sobject('Account');
    const created = await account.create({ Name: 'jsforce' });
    const id = created.id ?? '';
    expect(created.success).toBe(true);
    expect(await account.update({ Id: id, MAU__c: 5 })).toMatchObject({ id, success: true });
    expect(await account.retrieve(id)).toMatchObject({ Name: 'jsforce', MAU__c: 5 });
    expect(await account.upsert({ Key__c: 'js', Name: 'By key' }, 'Key__c')).toMatchObject({
      success: true,
    });
    expect(await account.upsert({ Key__c: 'js', Name: 'By key again' }, 'Key__c')).toMatchObject({
      success: true,
    });
    expect(await account.destroy(id)).toMatchObject({ success: true });
    await expect(account.retrieve(id)).rejects.toMatchObject({ errorCode: 'ENTITY_IS_DELETED' });
    await expect(account.create({ Phone: '1' })).rejects.toMatchObject({
      errorCode: 'REQUIRED_FIELD_MISSING',
    });
  });

  it('saves 450 rows in collections of 200', async () => {
    org.apiUsage.forgetCalls();
    const rows = ids.map((Id, index) => ({ Id, MAU__c: index }));
    const results = await connection.sobject('Account').update(rows, { allowRecursive: true });
    expect(results.map(({ success }) => success)).toEqual(ids.map(() => true));
    expect(org.apiUsage.writeCalls('Account').map(({ writes }) => writes.get('Account'))).toEqual([
      200, 200, 50,
    ]);
    await expect(connection.sobject('Account').update(rows)).rejects.toMatchObject({
      errorCode: 'EXCEEDED_ID_LIMIT',
    });
  });

  it('loads with Bulk 2.0', async () => {
    connection.bulk2.pollInterval = 20;
    const results = await connection.bulk2.loadAndWaitForResults({
      object: 'Account',
      operation: 'update',
      input: [
        { Id: ids[0] ?? '', MAU__c: 41 },
        { Id: ids[1] ?? '', MAU__c: null },
        { Id: '001Lo00000zzzzz', MAU__c: 1 },
      ],
      pollInterval: 20,
    });
    expect(results.successfulResults.map(({ sf__Id }) => sf__Id)).toEqual(
      expect.arrayContaining([ids[0], ids[1]]),
    );
    expect(results.failedResults).toMatchObject([
      { sf__Error: expect.stringMatching(/^INVALID_CROSS_REFERENCE_KEY:/) as string },
    ]);
    expect(results.unprocessedRecords).toEqual([]);
    expect(org.accounts('MAU__c').slice(0, 2)).toMatchObject([{ MAU__c: 41 }, { MAU__c: null }]);
  });

  it('reads one page with Bulk 2.0', async () => {
    const stream = await connection.bulk2.query(
      'SELECT Id, Name FROM Account ORDER BY Name LIMIT 5',
      { pollInterval: 20 },
    );
    expect(await stream.toArray()).toMatchObject(ids.slice(0, 5).map((Id) => ({ Id })));
  });
});
