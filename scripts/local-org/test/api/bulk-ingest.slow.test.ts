import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { csvRows, signedInOrg, type Answer, type SignedInOrg } from './signed-in-org.ts';

interface Job {
  id: string;
  state: string;
  numberRecordsProcessed: number;
  numberRecordsFailed: number;
  errorMessage?: string;
}

let org: SignedInOrg;
let ids: string[];

beforeAll(async () => {
  org = await signedInOrg();
  ids = org.addAccounts(2_500);
});

beforeEach(() => {
  org.apiUsage.forgetCalls();
});

afterAll(() => org.close());

async function create(job: object): Promise<Job> {
  const { status, json, text } = await org.call('POST', '/jobs/ingest', { body: job });
  expect(status, text).toBe(200);
  return json as Job;
}

async function upload({ id }: Job, csv: string): Promise<Answer> {
  return org.call('PUT', `/jobs/ingest/${id}/batches`, {
    body: csv,
    headers: { 'content-type': 'text/csv' },
  });
}

async function setState({ id }: Job, state: string): Promise<Answer> {
  return org.call('PATCH', `/jobs/ingest/${id}`, { body: { state } });
}

async function over({ id }: Job): Promise<Job> {
  for (;;) {
    const { json, status, text } = await org.call('GET', `/jobs/ingest/${id}`);
    expect(status, text).toBe(200);
    const job = json as Job;
    if (['JobComplete', 'Failed', 'Aborted'].includes(job.state)) return job;
    await delay(20);
  }
}

async function run(job: object, csv: string): Promise<Job> {
  const created = await create(job);
  expect((await upload(created, csv)).status).toBe(201);
  await setState(created, 'UploadComplete');
  return over(created);
}

/** Rows of a result file, read by a library, heads in lower case. */
async function results(
  { id }: Job,
  kind: 'successfulResults' | 'failedResults' | 'unprocessedrecords',
) {
  const { text, headers } = await org.call('GET', `/jobs/ingest/${id}/${kind}`);
  expect(headers.get('content-type')).toContain('text/csv');
  return csvRows(text);
}

const update = { object: 'Account', operation: 'update', contentType: 'CSV', lineEnding: 'LF' };

function csv(rows: readonly (readonly unknown[])[], head = ['Id', 'MAU__c']): string {
  return [head, ...rows].map((row) => row.join(',')).join('\n') + '\n';
}

describe('an ingest job', () => {
  it('goes from creation to results', async () => {
    const created = await create(update);
    expect(created).toMatchObject({
      id: expect.stringMatching(/^750\w{15}$/) as string,
      object: 'Account',
      operation: 'update',
      state: 'Open',
      concurrencyMode: 'Parallel',
      contentType: 'CSV',
      apiVersion: 62,
      contentUrl: `services/data/v62.0/jobs/ingest/${created.id}/batches`,
      lineEnding: 'LF',
      columnDelimiter: 'COMMA',
    });
    expect((await upload(created, csv(ids.map((id, index) => [id, index])))).text).toBe('');
    expect((await setState(created, 'UploadComplete')).json).toMatchObject({
      state: 'UploadComplete',
    });
    const job = await over(created);
    expect(job).toMatchObject({
      state: 'JobComplete',
      numberRecordsProcessed: 2_500,
      numberRecordsFailed: 0,
      jobType: 'V2Ingest',
    });
    const rows = await results(job, 'successfulResults');
    expect(new Map(rows.map((row) => [row.sf__Id, row.MAU__c]))).toEqual(
      new Map(ids.map((id, index) => [id, String(index)])),
    );
    expect(rows[0]).toMatchObject({ sf__Created: 'false' });
    expect(
      rows.map((row) => row.Id),
      "the order of results is nobody's to rely on",
    ).not.toEqual(ids);
    expect(await results(job, 'failedResults')).toEqual([]);
    expect(await results(job, 'unprocessedrecords')).toEqual([]);
    expect(org.accounts('MAU__c')).toMatchObject(ids.map((_, MAU__c) => ({ MAU__c })));
  });

  it('clears with #N/A, leaves alone what is empty, and coerces the rest', async () => {
    const job = await run(
      { ...update, columnDelimiter: 'SEMICOLON' },
      `ID;MAU__C;NUMBEROFEMPLOYEES;Notes__c\n${ids[0] ?? ''};#N/A;12;"two\nlines; ""quoted"""\n${ids[1]?.slice(0, 15) ?? ''};;3;x\n${ids[2] ?? ''};3.00E+02;;\n`,
    );
    expect(job).toMatchObject({ state: 'JobComplete', numberRecordsFailed: 0 });
    expect(org.accounts('MAU__c, NumberOfEmployees, Notes__c').slice(0, 3)).toMatchObject([
      { MAU__c: null, NumberOfEmployees: 12, Notes__c: 'two\nlines; "quoted"' },
      { MAU__c: 1, NumberOfEmployees: 3 },
      { MAU__c: 300, NumberOfEmployees: null },
    ]);
  });

  it('says of each failed row why, in the one form clients parse', async () => {
    const job = await run(
      { ...update, operation: 'insert' },
      'Name,MAU__c,Key__c\nGood,1,new1\n,2,new2\nBad,x,new3\n',
    );
    expect(job).toMatchObject({
      state: 'JobComplete',
      numberRecordsProcessed: 3,
      numberRecordsFailed: 2,
    });
    const failed = await results(job, 'failedResults');
    expect(failed.map((row) => [row.Key__c, row.sf__Error])).toEqual(
      expect.arrayContaining([
        ['new2', 'REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --'],
        ['new3', expect.stringMatching(/^INVALID_TYPE_ON_FIELD_IN_RECORD:.*:MAU__c --$/) as string],
      ]),
    );
    expect(await results(job, 'successfulResults')).toMatchObject([
      { sf__Created: 'true', Key__c: 'new1' },
    ]);
  });

  it('upserts and deletes', async () => {
    const upsert = { ...update, operation: 'upsert', externalIdFieldName: 'Key__c' };
    const job = await run(upsert, 'Key__c,Name\nK10,Renamed\nbrandnew,Made\n');
    const made = await results(job, 'successfulResults');
    expect(new Map(made.map((row) => [row.Key__c, row.sf__Created]))).toEqual(
      new Map([
        ['K10', 'false'],
        ['brandnew', 'true'],
      ]),
    );
    const gone = made.find((row) => row.Key__c === 'brandnew')?.sf__Id ?? '';
    expect(await run({ ...update, operation: 'delete' }, `Id\n${gone}\n`)).toMatchObject({
      numberRecordsFailed: 0,
    });
    expect((await org.call('GET', `/sobjects/Account/${gone}`)).status).toBe(404);
  });

  it('takes a parent by its external id', async () => {
    const job = await run({ ...update, operation: 'insert' }, 'Name,Parent.Key__c\nChild,K20\n');
    expect(job).toMatchObject({ state: 'JobComplete', numberRecordsFailed: 0 });
    const [{ sf__Id: id = '' } = {}] = await results(job, 'successfulResults');
    expect((await org.call('GET', `/sobjects/Account/${id}?fields=ParentId`)).json).toMatchObject({
      ParentId: ids[20],
    });
  });

  it.each([
    [
      'a column there is none of',
      csv([[1, 2]], ['Id', 'Nope__c']),
      {},
      'InvalidBatch : Field name not found : Nope__c',
    ],
    ['no id', csv([[1]], ['MAU__c']), {}, 'InvalidBatch : Field name not found : Id'],
    [
      'other line endings than it says',
      csv([[1, 2]]).replaceAll('\n', '\r\n'),
      {},
      'InvalidBatch : LineEnding is invalid on user data. Current LineEnding setting is LF',
    ],
    [
      'line feeds where it says CRLF',
      csv([[1, 2]]),
      { lineEnding: 'CRLF' },
      'InvalidBatch : LineEnding is invalid on user data. Current LineEnding setting is CRLF',
    ],
    [
      'another delimiter than it says',
      csv([[1, 2]]),
      { columnDelimiter: 'TAB' },
      'InvalidBatch : Field name not found : Id,MAU__c',
    ],
    [
      'more columns than ids to delete',
      csv([[1, 2]]),
      { operation: 'delete' },
      "InvalidBatch : The 'delete' batch must contain only ids",
    ],
    [
      'a header longer than 32,000 characters',
      csv([[1, 2]], ['Id', `A${'b'.repeat(32_000)}__c`]),
      {},
      'InvalidBatch : The header row is longer than 32000 characters',
    ],
    [
      'a row that is too long',
      csv([[1, 2, 3]]),
      {},
      'InvalidBatch : A row has 3 columns where the header has 2',
    ],
  ])('fails as a whole when its CSV has %s', async (_name, content, job, errorMessage) => {
    expect(await run({ ...update, ...job }, content)).toMatchObject({
      state: 'Failed',
      errorMessage,
      numberRecordsProcessed: 0,
    });
  });

  it('gives the rows of a failed job back as unprocessed', async () => {
    const job = await run(
      update,
      csv(
        [
          [ids[0], 1],
          [ids[1], 2],
        ],
        ['Id', 'Nope__c'],
      ),
    );
    expect(await results(job, 'unprocessedrecords')).toEqual([
      { Id: ids[0], Nope__c: '1' },
      { Id: ids[1], Nope__c: '2' },
    ]);
  });

  it('keeps the results of rows saved before the file turned out to be broken', async () => {
    const good = ids.slice(0, 400).map((id) => [id, 5]);
    const job = await run(update, `${csv(good)}"${ids[400] ?? ''}" ,6\n`);
    expect(job).toMatchObject({
      state: 'Failed',
      errorMessage: expect.stringContaining('closing quote') as string,
    });
    expect((await results(job, 'successfulResults')).length).toBe(job.numberRecordsProcessed);
  });

  it('takes one upload, and none once it is closed', async () => {
    const job = await create(update);
    await upload(job, csv([[ids[0], 1]]));
    const again = await upload(job, csv([[ids[0], 2]]));
    expect([again.status, again.json]).toEqual([
      400,
      [
        {
          errorCode: 'INVALIDJOBSTATE',
          message: expect.stringMatching(/^Found multiple contents for job: <750\w{15}>/) as string,
        },
      ],
    ]);
    await setState(job, 'UploadComplete');
    await over(job);
    expect((await upload(job, 'x')).json).toMatchObject([{ errorCode: 'INVALIDJOBSTATE' }]);
    expect((await setState(job, 'Aborted')).json).toMatchObject([{ errorCode: 'INVALIDJOBSTATE' }]);
  });

  it('is deleted only when it is closed', async () => {
    const job = await create(update);
    expect((await org.call('DELETE', `/jobs/ingest/${job.id}`)).json).toMatchObject([
      { errorCode: 'INVALIDJOBSTATE' },
    ]);
    await setState(job, 'Aborted');
    expect((await org.call('DELETE', `/jobs/ingest/${job.id}`)).status).toBe(204);
    expect((await org.call('GET', `/jobs/ingest/${job.id}`)).status).toBe(404);
  });

  it('is created, filled and closed in one call when it is small', async () => {
    const form = new FormData();
    form.append('job', new Blob([JSON.stringify(update)], { type: 'application/json' }));
    form.append('content', new Blob([csv([[ids[5], 55]])], { type: 'text/csv' }), 'content');
    const { status, json } = await org.call('POST', '/jobs/ingest', { body: form });
    expect([status, json]).toMatchObject([200, { state: 'UploadComplete' }]);
    expect(await over(json as Job)).toMatchObject({
      state: 'JobComplete',
      numberRecordsProcessed: 1,
    });
    expect(org.apiUsage.writeCalls('Account')).toHaveLength(1);
  });

  it('is refused in one call when it is not small', async () => {
    const form = new FormData();
    form.append('job', new Blob([JSON.stringify(update)], { type: 'application/json' }));
    form.append('content', new Blob(['x'.repeat(100_001)], { type: 'text/csv' }), 'content');
    expect((await org.call('POST', '/jobs/ingest', { body: form })).json).toMatchObject([
      { errorCode: 'INVALIDJOB' },
    ]);
  });

  it.each([
    [
      { object: 'Nope__c', operation: 'insert' },
      'INVALIDENTITY',
      "Entity 'Nope__c' is not supported by the Bulk API.",
    ],
    [{ object: 'Account', operation: 'merge' }, 'INVALIDJOB', 'Unknown operation'],
    [{ object: 'Account', operation: 'upsert' }, 'INVALIDJOB', 'External ID was blank for Account'],
    [
      { object: 'Account', operation: 'upsert', externalIdFieldName: 'Phone' },
      'INVALIDJOB',
      'Field name provided, Phone does not match an External ID',
    ],
    [
      { object: 'Account', operation: 'insert', columnDelimiter: 'SPACE' },
      'INVALIDJOB',
      'columnDelimiter',
    ],
  ])('is refused when it asks for %j', async (body, errorCode, message) => {
    const answer = await org.call('POST', '/jobs/ingest', { body });
    expect([answer.status, answer.json]).toEqual([
      400,
      [{ errorCode, message: expect.stringContaining(message) as string }],
    ]);
  });

  it('counts four calls and its rows once', async () => {
    const used = org.apiUsage.used;
    await run(
      update,
      csv([
        [ids[0], 1],
        [ids[1], 2],
      ]),
    );
    expect(org.apiUsage.used - used).toBeGreaterThanOrEqual(4);
    expect(
      org.apiUsage
        .writeCalls('Account')
        .map(({ method, writes }) => [method, writes.get('Account')]),
    ).toEqual([
      ['POST', 0],
      ['PUT', 0],
      ['PATCH', 2],
    ]);
  });
});

describe('a slow ingest job', () => {
  it('shows its states, and stops where it is aborted', async () => {
    const slow = await signedInOrg({ jobLatency: { queuedMs: 60, chunkMs: 60 } });
    try {
      const accounts = slow.addAccounts(1_000);
      const job = (await slow.call('POST', '/jobs/ingest', { body: update })).json as Job;
      const path = `/jobs/ingest/${job.id}`;
      await slow.call('PUT', `${path}/batches`, {
        body: csv(accounts.map((id) => [id, 1])),
        headers: { 'content-type': 'text/csv' },
      });
      await slow.call('PATCH', path, { body: { state: 'UploadComplete' } });
      expect((await slow.call('GET', path)).json).toMatchObject({ state: 'UploadComplete' });
      expect((await slow.call('GET', `${path}/successfulResults`)).json).toMatchObject([
        { errorCode: 'INVALIDJOBSTATE' },
      ]);
      while (((await slow.call('GET', path)).json as Job).numberRecordsProcessed === 0)
        await delay(10);
      expect((await slow.call('GET', path)).json).toMatchObject({ state: 'InProgress' });
      expect((await slow.call('DELETE', path)).status).toBe(400);
      await slow.call('PATCH', path, { body: { state: 'Aborted' } });
      await delay(600);
      const { numberRecordsProcessed } = (await slow.call('GET', path)).json as Job;
      const { text } = await slow.call('GET', `${path}/unprocessedrecords`);
      expect(numberRecordsProcessed).toBeLessThan(1_000);
      expect(text.trim().split('\n')).toHaveLength(1_000 - numberRecordsProcessed + 1);
    } finally {
      await slow.close();
    }
  });
});
