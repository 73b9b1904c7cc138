import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addUser } from '../../seed/add-user.ts';
import { csvRows, signedInOrg, signIn, type Answer, type SignedInOrg } from './signed-in-org.ts';

/** Bulk API, the first one, as its guide shows requests and answers (api_asynch, "Bulk API"). */
const root = '/services/async/62.0/job';
const xml = { 'content-type': 'application/xml; charset=UTF-8' };
const csv = { 'content-type': 'text/csv; charset=UTF-8' };
const json = { 'content-type': 'application/json' };
const namespace = 'http://www.force.com/2009/06/asyncapi/dataload';

let nowMs = Date.UTC(2026, 10, 24, 10);
let org: SignedInOrg;
let ids: string[];

beforeAll(async () => {
  org = await signedInOrg({ clock: { now: () => new Date(nowMs) }, tokenTtlMs: Infinity });
  ids = org.addAccounts(3);
});

beforeEach(() => {
  org.apiUsage.forgetCalls();
});

afterEach(() => {
  org.faults.clear();
});

afterAll(() => org.close());

function call(method: string, path: string, body?: string, headers = {}): Promise<Answer> {
  const session = { 'x-sfdc-session': org.token, ...headers };
  return org.call(method, `${root}${path}`, { token: '', headers: session, body });
}

function jobXml(members: Readonly<Record<string, string>>): string {
  const inside = Object.entries(members).map(([name, text]) => `<${name}>${text}</${name}>`);
  return `<?xml version="1.0" encoding="UTF-8"?><jobInfo xmlns="${namespace}">${inside.join('')}</jobInfo>`;
}

/** Text of the first element of this name. */
function member(text: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];
}

async function created(members: Readonly<Record<string, string>>): Promise<string> {
  const { status, text } = await call('POST', '', jobXml({ contentType: 'CSV', ...members }), xml);
  expect(status, text).toBe(201);
  return member(text, 'id') ?? '';
}

async function added(job: string, content: string, headers: object = csv): Promise<string> {
  const { status, text } = await call('POST', `/${job}/batch`, content, headers);
  expect(status, text).toBe(201);
  return member(text, 'id') ?? (JSON.parse(text) as { id: string }).id;
}

/** The batch once nothing more happens to it. */
async function over(job: string, batch: string): Promise<string> {
  for (;;) {
    const { text } = await call('GET', `/${job}/batch/${batch}`);
    if (!['Queued', 'InProgress'].includes(member(text, 'state') ?? '')) return text;
    await delay(10);
  }
}

async function results(job: string, batch: string): Promise<Record<string, string>[]> {
  expect(member(await over(job, batch), 'state')).toBe('Completed');
  const { text, headers } = await call('GET', `/${job}/batch/${batch}/result`);
  expect(headers.get('content-type')).toContain('text/csv');
  return csvRows(text);
}

async function ingested(members: Readonly<Record<string, string>>, content: string) {
  const job = await created({ object: 'Account', ...members });
  return results(job, await added(job, content));
}

const insert = { operation: 'insert', object: 'Account' };

describe('a job', () => {
  it('is created, shown and closed in XML', async () => {
    const { status, text, headers } = await call(
      'POST',
      '',
      jobXml({ ...insert, contentType: 'CSV' }),
      xml,
    );
    expect(status).toBe(201);
    expect(headers.get('content-type')).toContain('application/xml');
    expect(text).toContain(`<jobInfo xmlns="${namespace}">`);
    const id = member(text, 'id') ?? '';
    expect(id).toMatch(/^750\w{15}$/);
    const shown = {
      operation: 'insert',
      object: 'Account',
      createdById: org.org.administratorId,
      createdDate: '2026-11-24T10:00:00.000Z',
      state: 'Open',
      concurrencyMode: 'Parallel',
      contentType: 'CSV',
      numberBatchesTotal: '0',
      apiVersion: '62.0',
    };
    for (const [name, value] of Object.entries(shown)) expect(member(text, name)).toBe(value);
    const closed = await call('POST', `/${id}`, jobXml({ state: 'Closed' }), xml);
    expect([closed.status, member(closed.text, 'state')]).toEqual([200, 'Closed']);
    expect(member((await call('GET', `/${id.slice(0, 15)}`)).text, 'state')).toBe('Closed');
  });

  it('speaks JSON with who speaks JSON', async () => {
    const body = JSON.stringify({ ...insert, contentType: 'JSON' });
    const answer = await call('POST', '', body, json);
    expect(answer.json).toMatchObject({
      operation: 'insert',
      state: 'Open',
      contentType: 'JSON',
      createdDate: '2026-11-24T10:00:00.000+0000',
      apiVersion: 62,
      numberBatchesTotal: 0,
      externalIdFieldName: null,
    });
  });

  it('shares no id with a job of Bulk API 2.0', async () => {
    const other = await org.call('POST', '/jobs/ingest', { body: insert });
    expect((other.json as { id: string }).id).not.toBe(await created(insert));
  });

  it('takes no batch once it is closed', async () => {
    const job = await created(insert);
    await call('POST', `/${job}`, jobXml({ state: 'Closed' }), xml);
    const refused = await call('POST', `/${job}/batch`, 'Name\nLate\n', csv);
    expect([refused.status, member(refused.text, 'exceptionCode')]).toEqual([
      400,
      'InvalidJobState',
    ]);
  });

  it('takes no batch after a day, and is gone a week after its youngest batch', async () => {
    const job = await created(insert);
    await over(job, await added(job, 'Name\nOld\n'));
    nowMs += 25 * 3_600_000;
    const refused = await call('POST', `/${job}/batch`, 'Name\nLate\n', csv);
    expect(member(refused.text, 'exceptionCode')).toBe('InvalidJobState');
    nowMs += 5 * 24 * 3_600_000;
    expect((await call('GET', `/${job}`)).status).toBe(200);
    nowMs += 24 * 3_600_000;
    expect(member((await call('GET', `/${job}`)).text, 'exceptionCode')).toBe('InvalidJob');
  });

  it.each([
    ['an unknown object', { operation: 'insert', object: 'Nothing__c' }, 'InvalidEntity'],
    ['an unknown operation', { operation: 'merge', object: 'Account' }, 'InvalidJob'],
    ['an upsert without external id', { operation: 'upsert', object: 'Account' }, 'InvalidJob'],
    ['content it can not read', { ...insert, contentType: 'ZIP_CSV' }, 'FeatureNotEnabled'],
  ])('is refused for %s', async (_what, members, code) => {
    const { status, text } = await call(
      'POST',
      '',
      jobXml({ contentType: 'CSV', ...members }),
      xml,
    );
    expect([status, member(text, 'exceptionCode')]).toEqual([400, code]);
    expect(text).toContain(`<error xmlns="${namespace}">`);
  });

  it('is refused for a text that is no XML, and for PK chunking', async () => {
    expect(member((await call('POST', '', '<jobInfo>', xml)).text, 'exceptionCode')).toBe(
      'InvalidXML',
    );
    const chunked = await call('POST', '', jobXml({ ...insert, contentType: 'CSV' }), {
      ...xml,
      'sforce-enable-pkchunking': 'chunkSize=100000',
    });
    expect(member(chunked.text, 'exceptionMessage')).toContain('Sforce-Enable-PKChunking');
  });

  it('belongs to its user, its session and its version', async () => {
    const job = await created(insert);
    const path = `${root}/${job}`;
    const expired = await org.call('GET', path, {
      token: '',
      headers: { 'x-sfdc-session': 'gone' },
    });
    // jsforce signs in again when it reads exactly this.
    expect(expired.status).toBe(400);
    expect(expired.text).toContain('<exceptionCode>InvalidSessionId</exceptionCode>');
    addUser(org.org, {
      username: 'other@local-org.example',
      lastName: 'Other',
      permissionSets: [],
    });
    const { access_token: token } = await signIn(org, 'other@local-org.example');
    const foreign = await org.call('GET', path, {
      token: '',
      headers: { 'x-sfdc-session': token },
    });
    expect(member(foreign.text, 'exceptionCode')).toBe('InvalidUser');
    const elsewhere = await org.call('GET', path.replace('62.0', '61.0'));
    expect(member(elsewhere.text, 'exceptionCode')).toBe('InvalidUrl');
  });
});

describe('a batch of rows', () => {
  it('has a result for each row, in the order of the rows', async () => {
    const rows = await ingested(insert, 'name,PHONE\n"Quoted, name",1\n,2\nThird,3\n');
    expect(rows.map(({ Success, Created }) => [Success, Created])).toEqual([
      ['true', 'true'],
      ['false', 'false'],
      ['true', 'true'],
    ]);
    expect(rows[1]).toMatchObject({
      Id: '',
      Error: 'REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --',
    });
    const { json: record } = await org.call('GET', `/sobjects/Account/${rows[0]?.Id ?? ''}`);
    expect(record).toMatchObject({ Name: 'Quoted, name', Phone: '1' });
  });

  it('leaves an empty cell alone and clears with #N/A, with either line ending', async () => {
    const id = ids[0] ?? '';
    await org.call('PATCH', `/sobjects/Account/${id}`, { body: { Phone: '1', Fax: '2' } });
    await ingested({ operation: 'update' }, `Id,Phone,Fax\r\n${id},,#N/A\r\n`);
    expect((await org.call('GET', `/sobjects/Account/${id}`)).json).toMatchObject({
      Phone: '1',
      Fax: null,
    });
  });

  it('upserts by external id and deletes', async () => {
    const upsert = { operation: 'upsert', externalIdFieldName: 'Key__c' };
    const first = await ingested(upsert, 'Key__c,Name\nbulk-1,One\n');
    const second = await ingested(upsert, 'Key__c,Name\nbulk-1,Changed\nbulk-2,Two\n');
    expect([first[0]?.Created, ...second.map(({ Created }) => Created)]).toEqual([
      'true',
      'false',
      'true',
    ]);
    expect(second[0]?.Id).toBe(first[0]?.Id);
    const [deleted] = await ingested({ operation: 'delete' }, `Id\n${second[1]?.Id ?? ''}\n`);
    expect(deleted).toMatchObject({ Success: 'true', Created: 'false' });
    expect((await org.call('GET', `/sobjects/Account/${second[1]?.Id ?? ''}`)).status).toBe(404);
  });

  it('fails as a whole for a column nobody knows, and saves nothing', async () => {
    const job = await created(insert);
    const batch = await added(job, 'Name,Nonsense\nX,1\n');
    const info = await over(job, batch);
    expect([member(info, 'state'), member(info, 'stateMessage')]).toEqual([
      'Failed',
      'InvalidBatch : Field name not found : Nonsense',
    ]);
    expect(member((await call('GET', `/${job}`)).text, 'numberBatchesFailed')).toBe('1');
  });

  it('takes 10,000 rows and not one more', async () => {
    const job = await created({ operation: 'delete', object: 'Account' });
    const rows = Array.from({ length: 10_001 }, (_, at) => `001Lo000000${at}`).join('\n');
    const info = await over(job, await added(job, `Id\n${rows}\n`));
    expect(member(info, 'stateMessage')).toContain('at most 10000 records');
  });

  it('needs some content', async () => {
    const job = await created(insert);
    const { status, text } = await call('POST', `/${job}/batch`, '', csv);
    expect([status, member(text, 'exceptionCode')]).toEqual([400, 'InvalidBatch']);
  });

  it('may be JSON', async () => {
    const body = JSON.stringify({ ...insert, contentType: 'JSON' });
    const { id: job } = (await call('POST', '', body, json)).json as { id: string };
    const content = JSON.stringify([{ Name: 'From JSON', NumberOfEmployees: 12 }, { Phone: '1' }]);
    const batch = await added(job, content, json);
    await over(job, batch);
    const { json: rows } = await call('GET', `/${job}/batch/${batch}/result`);
    expect(rows).toMatchObject([
      { success: true, created: true, id: expect.stringMatching(/^001/) as string, errors: [] },
      { success: false, created: false, id: null, errors: [{ fields: ['Name'] }] },
    ]);
    expect((await call('GET', `/${job}/batch/${batch}/request`)).text).toBe(content);
  });

  it('counts: one call a request, its rows, and the day’s batches', async () => {
    const before = (await org.call('GET', '/limits')).json as Record<string, { Remaining: number }>;
    org.apiUsage.forgetCalls();
    const job = await created(insert);
    const batch = await added(job, 'Name\nA\nB\n');
    await over(job, batch);
    expect(org.apiUsage.writeCalls('Account').map(({ writes }) => writes.get('Account'))).toEqual([
      0, 2,
    ]);
    expect(org.apiUsage.countByOperation().bulkV1).toBeGreaterThanOrEqual(3);
    const after = (await org.call('GET', '/limits')).json as Record<string, { Remaining: number }>;
    expect(before.DailyBulkApiBatches?.Remaining).toBe(
      (after.DailyBulkApiBatches?.Remaining ?? 0) + 1,
    );
  });
});

describe('a batch under way', () => {
  it('is not processed when its job is aborted before its turn', async () => {
    const slow = await signedInOrg({ jobLatency: { queuedMs: 300 } });
    const headers = { 'x-sfdc-session': slow.token };
    const post = (path: string, body: string, type: object) =>
      slow.call('POST', `${root}${path}`, { headers: { ...headers, ...type }, body });
    const { text } = await post('', jobXml({ ...insert, contentType: 'CSV' }), xml);
    const job = member(text, 'id') ?? '';
    const batch = member((await post(`/${job}/batch`, 'Name\nNever\n', csv)).text, 'id') ?? '';
    const early = await slow.call('GET', `${root}/${job}/batch/${batch}/result`, { headers });
    expect([early.status, member(early.text, 'exceptionCode')]).toEqual([400, 'InvalidBatch']);
    const aborted = await post(`/${job}`, jobXml({ state: 'Aborted' }), xml);
    expect(member(aborted.text, 'state')).toBe('Aborted');
    await delay(400);
    const list = await slow.call('GET', `${root}/${job}/batch`, { headers });
    expect(list.text).toContain('<batchInfoList');
    expect(member(list.text, 'state')).toBe('NotProcessed');
    expect(slow.accounts('Id')).toEqual([]);
    await slow.close();
  });

  it('is there although its answer was lost', async () => {
    const job = await created(insert);
    org.faults.loseJobAnswer();
    await expect(call('POST', `/${job}/batch`, 'Name\nUnheard of\n', csv)).rejects.toThrow();
    const batch = member((await call('GET', `/${job}/batch`)).text, 'id') ?? '';
    expect(await results(job, batch)).toMatchObject([{ Success: 'true' }]);
  });

  it('is refused once the allowance is used up', async () => {
    const small = await signedInOrg({ allowance: 1 });
    const headers = { 'x-sfdc-session': small.token, ...xml };
    const post = () =>
      small.call('POST', root, { headers, body: jobXml({ ...insert, contentType: 'CSV' }) });
    expect((await post()).status).toBe(201);
    const refused = await post();
    expect([
      refused.status,
      member(refused.text, 'exceptionCode'),
      member(refused.text, 'exceptionMessage'),
    ]).toEqual([400, 'ExceededQuota', 'TotalRequests Limit exceeded.']);
    await small.close();
  });

  it('meets row faults and request faults', async () => {
    org.faults.rejectRows((_object, record) =>
      record.Name === 'No' ? { statusCode: 'CUSTOM', message: 'No.', fields: [] } : undefined,
    );
    const rows = await ingested(insert, 'Name\nYes\nNo\n');
    expect(rows.map(({ Error: error }) => error)).toEqual(['', 'CUSTOM:No.:--']);
    org.faults.failNext(
      { operation: 'bulkV1', object: 'Account', method: 'POST' },
      { status: 503, errorCode: 'Unknown', message: 'Try later.' },
    );
    const { status, text } = await call('POST', '', jobXml({ ...insert, contentType: 'CSV' }), xml);
    expect([status, member(text, 'exceptionMessage')]).toEqual([503, 'Try later.']);
  });
});

describe('a query', () => {
  const query = { operation: 'query', object: 'Account' };

  it('has one result, a CSV with the values as Bulk API 2.0 writes them', async () => {
    const content = 'Name,AnnualRevenue\n"A ""quoted"" name",12345678\n';
    const id = (await ingested(insert, content))[0]?.Id ?? '';
    const job = await created(query);
    const soql = `SELECT Id, Name, AnnualRevenue, Owner.Name, CreatedDate FROM Account WHERE Id = '${id}'`;
    const batch = await added(job, soql);
    expect(member(await over(job, batch), 'numberRecordsProcessed')).toBe('1');
    const list = await call('GET', `/${job}/batch/${batch}/result`);
    expect(list.headers.get('content-type')).toContain('application/xml');
    const result = member(list.text, 'result') ?? '';
    expect(result).toMatch(/^752\w{15}$/);
    const { text } = await call('GET', `/${job}/batch/${batch}/result/${result}`);
    expect(text.split('\n')[0]).toBe('"Id","Name","AnnualRevenue","Owner.Name","CreatedDate"');
    expect(csvRows(text)).toMatchObject([
      { Id: id, Name: 'A "quoted" name', AnnualRevenue: '1.2345678E7' },
    ]);
  });

  it('says in words that it found nothing', async () => {
    const job = await created(query);
    const batch = await added(job, "SELECT Id FROM Account WHERE Name = 'nobody'");
    await over(job, batch);
    const list = await call('GET', `/${job}/batch/${batch}/result`);
    const result = member(list.text, 'result') ?? '';
    const { text } = await call('GET', `/${job}/batch/${batch}/result/${result}`);
    expect(text).toBe('Records not found for this query');
  });

  it('sees deleted records with queryAll only', async () => {
    const id = ids[1] ?? '';
    await org.call('DELETE', `/sobjects/Account/${id}`);
    const found = async (operation: string) => {
      const job = await created({ ...query, operation });
      const batch = await added(job, `SELECT Id FROM Account WHERE Id = '${id}'`);
      return member(await over(job, batch), 'numberRecordsProcessed');
    };
    expect([await found('query'), await found('queryAll')]).toEqual(['0', '1']);
  });

  it('may be answered in JSON', async () => {
    const id = ids[2] ?? '';
    const body = JSON.stringify({ ...query, contentType: 'JSON' });
    const { id: job } = (await call('POST', '', body, json)).json as { id: string };
    const batch = await added(job, `SELECT Id, Owner.Name FROM Account WHERE Id = '${id}'`, json);
    await over(job, batch);
    const { json: list } = await call('GET', `/${job}/batch/${batch}/result`);
    const [result = ''] = list as string[];
    expect((await call('GET', `/${job}/batch/${batch}/result/${result}`)).json).toMatchObject([
      { attributes: { type: 'Account' }, Id: id, Owner: { attributes: { type: 'User' } } },
    ]);
  });

  it.each([
    ['SELECT Nothing FROM Account', /Failed to process query: INVALID_FIELD: /],
    ['SELECT COUNT() FROM Account', /FUNCTIONALITY_NOT_ENABLED: Aggregate functions/],
    ['SELECT Id FROM Contact', /'from' clause of query must match/],
  ])('fails: %s', async (soql, message) => {
    const job = await created(query);
    const info = await over(job, await added(job, soql));
    expect(member(info, 'state')).toBe('Failed');
    expect(member(info, 'stateMessage')?.replaceAll('&apos;', "'")).toMatch(message);
  });
});
