import { Connection } from '@jsforce/jsforce-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedInOrg, type SignedInOrg } from './signed-in-org.ts';

/** The unmodified client against both Bulk APIs, as its documentation shows them used. */
let org: SignedInOrg;
let ids: string[];
let connection: Connection;

beforeAll(async () => {
  org = await signedInOrg();
  ids = org.addAccounts(1_200);
  connection = new Connection({ version: '62.0', instanceUrl: org.url, accessToken: org.token });
  connection.bulk.pollInterval = 20;
  connection.bulk2.pollInterval = 20;
});

afterAll(() => org.close());

function namesLike(pattern: string): unknown[] {
  const administrator = org.org.asUser(org.org.administratorId);
  return Array.from(
    administrator.query(`SELECT Name FROM Account WHERE Name LIKE '${pattern}' ORDER BY Name`).rows,
    ([name]) => name,
  );
}

describe('conn.bulk', () => {
  it('loads records, result by result in their order', async () => {
    const results = await connection.bulk.load('Account', 'insert', [
      { Name: 'Bulk one', NumberOfEmployees: 12, Description: 'two\nlines, and "quotes"' },
      { Phone: '1' },
      { Name: 'Bulk three' },
    ]);
    expect(results).toMatchObject([
      { success: true, errors: [] },
      {
        id: null,
        success: false,
        errors: ['REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --'],
      },
      { success: true, errors: [] },
    ]);
    const first = (results[0] as { id: string }).id;
    expect(await connection.sobject('Account').retrieve(first)).toMatchObject({
      Name: 'Bulk one',
      NumberOfEmployees: 12,
      Description: 'two\nlines, and "quotes"',
    });
  });

  it('loads CSV text', async () => {
    const csv = 'Name,Phone\nFrom text 1,1\nFrom text 2,2\n';
    const results = await connection.bulk.load('Account', 'insert', csv);
    expect(results.map(({ success }) => success)).toEqual([true, true]);
    expect(namesLike('From text%')).toEqual(['From text 1', 'From text 2']);
  });

  it('updates and clears with null', async () => {
    const rows = ids.slice(0, 2).map((Id, index) => ({ Id, MAU__c: index, Phone: null }));
    const results = await connection.bulk.load('Account', 'update', rows);
    expect(results).toMatchObject(rows.map(({ Id }) => ({ id: Id, success: true })));
    expect(org.accounts('MAU__c').slice(0, 2)).toMatchObject([{ MAU__c: 0 }, { MAU__c: 1 }]);
  });

  it('upserts by external id and deletes', async () => {
    const options = { extIdField: 'Key__c' };
    const upsert = (Name: string) =>
      connection.bulk.load('Account', 'upsert', options, [{ Key__c: 'v1', Name }]);
    const [created] = await upsert('Upserted');
    const [updated] = await upsert('Upserted again');
    expect(created).toMatchObject({ success: true, created: true });
    expect(updated).toMatchObject({ success: true, created: false });
    expect(namesLike('Upserted%')).toEqual(['Upserted again']);
    const Id = (created as { id: string }).id;
    expect(await connection.bulk.load('Account', 'delete', [{ Id }])).toMatchObject([
      { id: Id, success: true },
    ]);
    expect(namesLike('Upserted%')).toEqual([]);
  });

  it('sends several batches in one job and reads their states', async () => {
    const job = connection.bulk.createJob('Account', 'update');
    const batches = [ids.slice(0, 600), ids.slice(600)].map((part) => {
      const batch = job.createBatch();
      batch.on('queue', () => {
        batch.poll(20, 10_000);
      });
      return batch.execute(part.map((Id) => ({ Id, Site: 'batched' })));
    });
    const results = await Promise.all(batches);
    expect(results.map((each) => each.length)).toEqual([600, 600]);
    expect((await job.list()).map(({ state }) => state)).toEqual(['Completed', 'Completed']);
    expect(await job.check()).toMatchObject({
      numberBatchesTotal: '2',
      numberRecordsProcessed: '1200',
      numberRecordsFailed: '0',
    });
    expect(await job.close()).toMatchObject({ state: 'Closed' });
  });

  it('is told when a whole batch can not be read', async () => {
    await expect(connection.bulk.load('Account', 'insert', [{ Nonsense: '1' }])).rejects.toThrow(
      'InvalidBatch : Field name not found : Nonsense',
    );
  });

  it('gets an error it can read', async () => {
    await expect(connection.bulk.createJob('Nothing__c', 'insert').open()).rejects.toMatchObject({
      errorCode: 'InvalidEntity',
    });
  });

  it('aborts a job', async () => {
    const job = connection.bulk.createJob('Account', 'insert');
    await job.open();
    expect(await job.abort()).toMatchObject({ state: 'Aborted' });
  });

  it('queries', async () => {
    const stream = await connection.bulk.query('SELECT Id, Name, Owner.Name FROM Account');
    const records = (await stream.toArray()) as { Id: string; 'Owner.Name': string }[];
    expect(records.map(({ Id }) => Id)).toEqual(expect.arrayContaining(ids));
    expect(records[0]?.['Owner.Name']).not.toBe('');
  });

  it('signs in again when its session has ended', async () => {
    let renewals = 0;
    const renewing = new Connection({
      version: '62.0',
      instanceUrl: org.url,
      accessToken: `${org.org.organizationId}!expired`,
      refreshFn: (_connection, callback) => {
        renewals += 1;
        callback(null, org.token);
      },
      oauth2: { clientId: org.client.clientId, loginUrl: org.url },
    });
    renewing.bulk.pollInterval = 20;
    expect(
      await (await renewing.bulk.query('SELECT Id FROM Account LIMIT 1')).toArray(),
    ).toHaveLength(1);
    expect(renewals).toBe(1);
  });
});

describe('conn.bulk2', () => {
  it('drives a job step by step, and reads what failed', async () => {
    const job = connection.bulk2.createJob({ operation: 'insert', object: 'Account' });
    await job.open();
    await job.uploadData('Name,Phone\nStep,1\n,2\n');
    await job.close();
    await job.poll(20, 10_000);
    expect(await job.check()).toMatchObject({
      state: 'JobComplete',
      numberRecordsProcessed: 2,
      numberRecordsFailed: 1,
    });
    expect(await job.getFailedResults()).toMatchObject([
      {
        sf__Error: 'REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --',
        Phone: '2',
      },
    ]);
    expect(await job.getSuccessfulResults()).toMatchObject([{ sf__Created: 'true', Name: 'Step' }]);
    await job.delete();
    await expect(job.check()).rejects.toMatchObject({ errorCode: 'NOT_FOUND' });
  });

  it('aborts a job, whose rows stay unprocessed', async () => {
    const job = connection.bulk2.createJob({ operation: 'insert', object: 'Account' });
    await job.open();
    await job.uploadData('Name\nNever\n');
    await job.abort();
    expect(await job.check()).toMatchObject({ state: 'Aborted' });
    expect(namesLike('Never')).toEqual([]);
  });

  it('upserts by external id', async () => {
    const upsert = (Name: string) =>
      connection.bulk2.loadAndWaitForResults({
        object: 'Account',
        operation: 'upsert',
        externalIdFieldName: 'Key__c',
        input: [{ Key__c: 'v2', Name }],
        pollInterval: 20,
      });
    expect((await upsert('Second')).successfulResults).toMatchObject([{ sf__Created: 'true' }]);
    expect((await upsert('Second again')).successfulResults).toMatchObject([
      { sf__Created: 'false' },
    ]);
    expect(namesLike('Second%')).toEqual(['Second again']);
  });

  it('fails as a whole for a column nobody knows', async () => {
    const job = connection.bulk2.createJob({ operation: 'insert', object: 'Account' });
    await job.open();
    await job.uploadData('Name,Nonsense\nX,1\n');
    await job.close();
    await expect(job.poll(20, 10_000)).rejects.toThrow(
      'InvalidBatch : Field name not found : Nonsense',
    );
  });
});
