import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvRows, signedInOrg, type SignedInOrg } from './signed-in-org.ts';

let org: SignedInOrg;
let ids: string[];

beforeAll(async () => {
  org = await signedInOrg({ bulkResultRows: 100 });
  ids = org.addAccounts(1_050);
  const administrator = org.org.asUser(org.org.administratorId);
  administrator.update('Account', {
    Id: ids[0] ?? '',
    MAU__c: 12_345_678,
    Notes__c: 'a "quoted",\nnote',
  });
});

afterAll(() => org.close());

interface Job {
  id: string;
  state: string;
}

async function create(query: string, more: object = {}) {
  return org.call('POST', '/jobs/query', { body: { operation: 'query', query, ...more } });
}

async function completed(query: string, more: object = {}): Promise<Job> {
  const { json, status, text } = await create(query, more);
  expect(status, text).toBe(200);
  const path = `/jobs/query/${(json as Job).id}`;
  for (;;) {
    const answer = await org.call('GET', path);
    expect(answer.status, answer.text).toBe(200);
    const job = answer.json as Job;
    if (job.state !== 'UploadComplete' && job.state !== 'InProgress') return job;
    await delay(10);
  }
}

async function results({ id }: Job, parameters = '') {
  const { text, headers, status } = await org.call('GET', `/jobs/query/${id}/results${parameters}`);
  expect(status, text).toBe(200);
  return {
    text,
    rows: csvRows(text),
    locator: headers.get('sforce-locator'),
    count: Number(headers.get('sforce-numberofrecords')),
  };
}

describe('a query job', () => {
  it('starts as documented', async () => {
    const { json } = await create('SELECT Id FROM Account');
    expect(json).toMatchObject({
      id: expect.stringMatching(/^750\w{15}$/) as string,
      operation: 'query',
      object: 'Account',
      state: 'UploadComplete',
      concurrencyMode: 'Parallel',
      contentType: 'CSV',
      apiVersion: 62,
      lineEnding: 'LF',
      columnDelimiter: 'COMMA',
    });
  });

  it('gives all rows in pages, each with its header, until the locator is null', async () => {
    const job = await completed('SELECT Id, Name FROM Account');
    expect(job).toMatchObject({
      state: 'JobComplete',
      numberRecordsProcessed: 1_050,
      jobType: 'V2Query',
    });
    const seen: string[] = [];
    let locator: string | null = '';
    let pages = 0;
    while (locator !== 'null') {
      const page = await results(
        job,
        `?maxRecords=400${locator === '' ? '' : `&locator=${locator ?? ''}`}`,
      );
      expect(page.text).toMatch(/^"Id","Name"\n/);
      expect(page.rows).toHaveLength(page.count);
      seen.push(...page.rows.map(({ Id = '' }) => Id));
      locator = page.locator;
      pages += 1;
    }
    expect(pages).toBe(3);
    expect(new Set(seen)).toEqual(new Set(ids));
    expect(seen).toHaveLength(1_050);
  });

  it('gives a page again, the same', async () => {
    const job = await completed('SELECT Id FROM Account');
    const first = await results(job, '?maxRecords=300');
    const again = `?maxRecords=300&locator=${first.locator ?? ''}`;
    expect((await results(job, again)).text).toBe((await results(job, again)).text);
  });

  it('writes values the way Java and CSV do', async () => {
    const job = await completed(
      `SELECT Name, MAU__c, NumberOfEmployees, IsDeleted, CreatedDate, Notes__c, Owner.Name FROM Account WHERE Id = '${ids[0] ?? ''}'`,
    );
    const { rows } = await results(job);
    expect(rows).toEqual([
      {
        Name: 'Account 000000',
        MAU__c: '1.2345678E7',
        NumberOfEmployees: '',
        IsDeleted: 'false',
        CreatedDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
        Notes__c: 'a "quoted",\nnote',
        'Owner.Name': expect.any(String) as string,
      },
    ]);
  });

  it('writes other delimiters and line endings', async () => {
    const soql = 'SELECT Id, Name FROM Account ORDER BY Name LIMIT 1';
    const job = await completed(soql, { columnDelimiter: 'PIPE', lineEnding: 'CRLF' });
    expect((await results(job)).text).toBe(`"Id"|"Name"\r\n"${ids[0] ?? ''}"|"Account 000000"\r\n`);
  });

  it('gives the header alone when nothing was found', async () => {
    const page = await results(await completed("SELECT Id FROM Account WHERE Name = 'nobody'"));
    expect([page.text, page.count, page.locator]).toEqual(['"Id"\n', 0, 'null']);
  });

  it('hands out five pages at a time for parallel download', async () => {
    const job = await completed('SELECT Id FROM Account');
    const starts: string[] = [];
    let next: string | undefined = `/jobs/query/${job.id}/resultPages`;
    const sizes: number[] = [];
    while (next !== undefined) {
      const { json } = await org.call('GET', next);
      const page = json as {
        resultPages: { resultUrl: string }[];
        nextRecordsUrl?: string;
        done: boolean;
      };
      expect(page.done).toBe(page.nextRecordsUrl === undefined);
      sizes.push(page.resultPages.length);
      starts.push(...page.resultPages.map(({ resultUrl }) => resultUrl));
      next = page.nextRecordsUrl;
    }
    expect(sizes).toEqual([5, 5, 1]);
    const texts = await Promise.all(starts.map(async (url) => (await org.call('GET', url)).text));
    const found = texts.flatMap((text) => text.trim().split('\n').slice(1));
    expect(new Set(found).size).toBe(1_050);
  });

  it.each([
    ['SELECT COUNT(Id) FROM Account', 'Aggregate functions'],
    ['SELECT COUNT() FROM Account', 'Aggregate functions'],
    ['SELECT Name, COUNT(Id) FROM Account GROUP BY Name', 'GROUP BY'],
    ['SELECT Id FROM Account LIMIT 10 OFFSET 5', 'OFFSET'],
    ['SELECT BillingAddress FROM Account', 'compound data'],
    ['SELECT Id, (SELECT Id FROM ChildAccounts) FROM Account', 'Aggregate Relationships'],
  ])('refuses %s', async (soql, reason) => {
    const answer = await create(soql);
    expect([answer.status, answer.json]).toEqual([
      400,
      [
        {
          errorCode: 'FUNCTIONALITY_NOT_ENABLED',
          message: expect.stringContaining(reason) as string,
        },
      ],
    ]);
  });

  it('minds clauses, not words in quotes', async () => {
    expect(
      await completed("SELECT Id FROM Account WHERE Name = 'GROUP BY it\\'s OFFSET'"),
    ).toMatchObject({ state: 'JobComplete' });
  });

  it('refuses what is no query', async () => {
    expect((await create('SELECT Nope__c FROM Account')).json).toMatchObject([
      { errorCode: 'INVALID_FIELD' },
    ]);
    expect((await create('nonsense')).json).toMatchObject([{ errorCode: 'MALFORMED_QUERY' }]);
    expect((await create('')).json).toMatchObject([{ errorCode: 'INVALIDJOB' }]);
  });

  it('gives results to the version that created it alone', async () => {
    const { id } = await completed('SELECT Id FROM Account LIMIT 1');
    const answer = await org.call('GET', `/services/data/v61.0/jobs/query/${id}/results`);
    expect(answer.status).toBe(409);
  });

  it('is deleted with its results', async () => {
    const { id } = await completed('SELECT Id FROM Account LIMIT 1');
    expect((await org.call('DELETE', `/jobs/query/${id}`)).status).toBe(204);
    expect((await org.call('GET', `/jobs/query/${id}/results`)).status).toBe(404);
  });

  it('has no results before it is complete', async () => {
    const slow = await signedInOrg({ jobLatency: { queuedMs: 200 } });
    try {
      const { json } = await slow.call('POST', '/jobs/query', {
        body: { operation: 'query', query: 'SELECT Id FROM Account' },
      });
      const { id } = json as Job;
      const early = await slow.call('GET', `/jobs/query/${id}/results`);
      expect([early.status, early.json]).toMatchObject([412, [{ errorCode: 'JOB_NOT_COMPLETE' }]]);
      expect(
        (await slow.call('PATCH', `/jobs/query/${id}`, { body: { state: 'Aborted' } })).json,
      ).toMatchObject({ state: 'Aborted' });
      await delay(300);
      expect((await slow.call('GET', `/jobs/query/${id}`)).json).toMatchObject({
        state: 'Aborted',
      });
    } finally {
      await slow.close();
    }
  });
});
