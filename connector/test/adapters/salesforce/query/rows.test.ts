import { describe, expect, it } from 'vitest';
import {
  salesforceClient,
  type SalesforceClient,
} from '../../../../src/adapters/salesforce/http/salesforce-client.ts';
import { systemClock } from '../../../../src/adapters/system-clock.ts';
import type { Clock } from '../../../../src/ports/clock.ts';
import { openTransport } from '../../../../src/adapters/salesforce/http/transport.ts';
import { allRows, type RowRequest } from '../../../../src/adapters/salesforce/query/rows.ts';
import {
  compositeReply,
  errorBody,
  scriptedOrg,
  subRequestsOf,
  type Reply,
  type ScriptedOrg,
} from '../scripted-org.ts';

const request: RowRequest = {
  soql: 'SELECT Id, Owner.Name FROM Account',
  purpose: 'read the Accounts',
  columns: ['Id', 'Owner.Name'],
};

function open(org: ScriptedOrg, clock: Clock = org.clock): SalesforceClient & AsyncDisposable {
  const client = salesforceClient({
    clock,
    transport: openTransport({ timeoutMs: 5_000, throughProxy: false }),
    apiVersion: '66.0',
    signIn: () =>
      Promise.resolve({
        accessToken: 't',
        instanceUrl: org.url,
        organizationId: '00D5g000004AbcD',
      }),
  });
  return { ...client, [Symbol.asyncDispose]: () => client.close() };
}

async function idsOf(
  client: SalesforceClient,
  asked: Partial<RowRequest> = {},
): Promise<unknown[]> {
  const ids: unknown[] = [];
  for await (const rows of allRows(client, { ...request, ...asked }, 1_000)) {
    ids.push(...rows.map((row) => row.value('Id')));
  }
  return ids;
}

const record = (n: number) => ({
  attributes: {},
  Id: `id${n}`,
  Owner: n % 2 ? { Name: `o${n}` } : null,
});
const records = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => record(from + index));
const next = (n: number) => `/services/data/v66.0/query/01gxx-${n}`;

/** Three pages of 2, 2 and 1 records. */
function threePages(path: string): Reply {
  if (path.includes('/query?q=')) {
    return { json: { totalSize: 5, done: false, nextRecordsUrl: next(2), records: records(0, 2) } };
  }
  if (path.endsWith('-2')) {
    return { json: { totalSize: 5, done: false, nextRecordsUrl: next(4), records: records(2, 4) } };
  }
  return { json: { totalSize: 5, done: true, records: records(4, 5) } };
}

describe('reading by pages', () => {
  it('follows them to the last', async () => {
    await using org = await scriptedOrg(({ path }) => threePages(path));
    await using client = open(org);
    expect(await idsOf(client)).toEqual(['id0', 'id1', 'id2', 'id3', 'id4']);
  });

  it('finds values of parents, and null where there is no parent', async () => {
    await using org = await scriptedOrg(({ path }) => threePages(path));
    await using client = open(org);
    const names: unknown[] = [];
    for await (const rows of allRows(client, request, 1_000)) {
      names.push(...rows.map((row) => row.value('Owner.Name')));
    }
    expect(names).toEqual([null, 'o1', null, 'o3', null]);
  });

  it.each([
    ['a page came short', { totalSize: 5, done: true, records: records(2, 3) }],
    ['the last page is missing', { totalSize: 5, done: true, records: records(2, 4) }],
    ['a page is empty', { totalSize: 5, done: false, nextRecordsUrl: next(2), records: [] }],
    ['there are more than announced', { totalSize: 5, done: true, records: records(2, 9) }],
  ])('fails when %s', async (_, second) => {
    await using org = await scriptedOrg(({ path }) =>
      path.includes('/query?q=') ? threePages(path) : { json: second },
    );
    await using client = open(org);
    await expect(idsOf(client)).rejects.toMatchObject({ kind: 'incomplete', code: 'ROWS_MISSING' });
  });

  it('fails when a page fails, and does not pass for shorter', async () => {
    await using org = await scriptedOrg(({ path }) =>
      path.includes('/query?q=')
        ? threePages(path)
        : {
            status: 403,
            json: errorBody('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
          },
    );
    await using client = open(org);
    await expect(idsOf(client)).rejects.toMatchObject({ kind: 'quota' });
  });

  it('says plainly that the cursor expired', async () => {
    await using org = await scriptedOrg(({ path }) =>
      path.includes('/query?q=')
        ? threePages(path)
        : { status: 400, json: errorBody('INVALID_QUERY_LOCATOR', 'invalid query locator') },
    );
    await using client = open(org);
    await expect(idsOf(client)).rejects.toMatchObject({
      kind: 'incomplete',
      code: 'INVALID_QUERY_LOCATOR',
      message: expect.stringMatching(/after 2 of 5 rows .*cursors expire/) as string,
    });
  });

  it('does not follow a link that leads elsewhere', async () => {
    await using org = await scriptedOrg(() => ({
      json: {
        totalSize: 5,
        done: false,
        nextRecordsUrl: '//evil.example.org/x',
        records: records(0, 2),
      },
    }));
    await using client = open(org);
    await expect(idsOf(client)).rejects.toMatchObject({ kind: 'incomplete' });
    expect(org.requests).toHaveLength(1);
  });

  it('sends a query that is too long for an address in the body of a Composite call', async () => {
    const soql = `SELECT ${'X'.repeat(9_000)} FROM Account`;
    await using org = await scriptedOrg((seen) =>
      compositeReply(seen, () => ({ body: { totalSize: 1, done: true, records: records(0, 1) } })),
    );
    await using client = open(org);
    expect(await idsOf(client, { soql })).toEqual(['id0']);
    expect(org.requests).toHaveLength(1);
    const [seen] = org.requests;
    expect(seen?.path).toBe('/services/data/v66.0/composite');
    expect(seen && subRequestsOf(seen)[0]?.url).toBe(`/query?q=${soql}`);
  });
});

const job = (state: string, rows = 0) => ({
  id: '7505g00000JobIdAAA',
  state,
  numberRecordsProcessed: rows,
});

/** A Bulk job that needs two looks, with pages by locator. */
function bulkOrg(pages: readonly Reply[], processed: number) {
  let looks = 0;
  let reads = 0;
  return scriptedOrg(({ method, path }) => {
    if (method === 'POST') return { json: job('UploadComplete') };
    if (!path.includes('/results')) {
      looks += 1;
      return { json: looks < 2 ? job('InProgress') : job('JobComplete', processed) };
    }
    reads += 1;
    return pages[reads - 1] ?? { status: 500 };
  });
}

const page = (text: string, locator: string, rows: number, drop?: 'midway'): Reply => ({
  text,
  headers: {
    'content-type': 'text/csv',
    'sforce-locator': locator,
    'sforce-numberofrecords': String(rows),
  },
  ...(drop && { drop }),
});
const header = '"Id","Owner.Name"\n';

describe('reading by a Bulk job', () => {
  const many = { expectedRows: 17_000 };

  it('takes the pages of all locators, each with its header line', async () => {
    await using org = await bulkOrg(
      [
        page(`${header}"id0",""\n"id1","o1"\n`, 'MjAwMA', 2),
        page(`${header}"id2",""\n`, 'null', 1),
      ],
      3,
    );
    await using client = open(org);
    const rows: unknown[] = [];
    for await (const group of allRows(client, { ...request, ...many }, 1_000)) {
      rows.push(...group.map((row) => [row.value('Id'), row.value('Owner.Name')]));
    }
    expect(rows).toEqual([
      ['id0', null],
      ['id1', 'o1'],
      ['id2', null],
    ]);
    expect(org.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /services/data/v66.0/jobs/query',
      'GET /services/data/v66.0/jobs/query/7505g00000JobIdAAA',
      'GET /services/data/v66.0/jobs/query/7505g00000JobIdAAA',
      'GET /services/data/v66.0/jobs/query/7505g00000JobIdAAA/results?maxRecords=250000',
      'GET /services/data/v66.0/jobs/query/7505g00000JobIdAAA/results?maxRecords=250000&locator=MjAwMA',
    ]);
    expect(org.clock.pausesMs).toEqual([1_000, 2_000]);
  });

  it('takes columns by their name, in any order and case', async () => {
    await using org = await bulkOrg([page('"OWNER.NAME","ID"\n"o0","id0"\n', 'null', 1)], 1);
    await using client = open(org);
    expect(await idsOf(client, many)).toEqual(['id0']);
  });

  it('reads a page again that broke, without handing its rows on twice', async () => {
    const whole = `${header}"id0",""\n"id1",""\n"id2",""\n`;
    await using org = await bulkOrg(
      [page(`${header}"id0",""\n"id1",""\n"i`, 'null', 3, 'midway'), page(whole, 'null', 3)],
      3,
    );
    await using client = open(org);
    expect(await idsOf(client, many)).toEqual(['id0', 'id1', 'id2']);
  });

  it.each([
    ['a page came short', [page(`${header}"id0",""\n`, 'null', 2)], 1],
    ['a page is missing', [page(`${header}"id0",""\n`, 'null', 1)], 2],
    [
      'the same locator comes back',
      [page(`${header}"id0",""\n`, 'A', 1), page(`${header}"id1",""\n`, 'A', 1)],
      2,
    ],
    ['a row has other cells than the header', [page(`${header}"id0","","x"\n`, 'null', 1)], 1],
  ])('fails when %s', async (_, pages, processed) => {
    await using org = await bulkOrg(pages, processed);
    await using client = open(org);
    await expect(idsOf(client, many)).rejects.toMatchObject({ kind: 'incomplete' });
  });

  it('fails when a column is missing', async () => {
    await using org = await bulkOrg([page('"Id","Name"\n"id0",""\n', 'null', 1)], 1);
    await using client = open(org);
    await expect(idsOf(client, many)).rejects.toMatchObject({ code: 'COLUMN_MISSING' });
  });

  it('fails when the job fails, with its message', async () => {
    await using org = await scriptedOrg(() => ({
      json: { ...job('Failed'), errorMessage: 'InvalidBatch : too complex' },
    }));
    await using client = open(org);
    await expect(idsOf(client, many)).rejects.toMatchObject({
      kind: 'incomplete',
      code: 'BULK_QUERY_FAILED',
      message: expect.stringContaining('InvalidBatch : too complex') as string,
    });
  });

  it('is waited for with an empty group for each look, so that somebody can show that it is', async () => {
    await using org = await bulkOrg([page(`${header}"id0",""\n`, 'null', 1)], 1);
    await using client = open(org);
    const groups: number[] = [];
    for await (const rows of allRows(client, { ...request, ...many }, 1)) groups.push(rows.length);
    expect(groups.slice(0, 2)).toEqual([0, 1]);
  });

  it('is not waited for any more when the run is told to stop, be it in the middle of a pause', async () => {
    const stopping = new AbortController();
    const reason = new Error('The run is told to stop.');
    await using org = await scriptedOrg(() => {
      stopping.abort(reason);
      return { json: job('UploadComplete') };
    });
    await using client = open(org, systemClock);
    const reading = idsOf(client, { ...many, signal: stopping.signal });
    await expect(reading).rejects.toBe(reason);
    expect(org.requests.map(({ method }) => method)).toEqual(['POST']);
  });

  it('is chosen where the first page tells of many', async () => {
    let queries = 0;
    await using org = await scriptedOrg(({ path, method }) => {
      if (path.includes('/query?q=')) {
        queries += 1;
        return {
          json: {
            totalSize: 12_001,
            done: false,
            nextRecordsUrl: next(2),
            records: records(0, 2_000),
          },
        };
      }
      if (method === 'POST') return { json: job('UploadComplete') };
      return path.includes('/results')
        ? page(`${header}"id0",""\n`, 'null', 1)
        : { json: job('JobComplete', 1) };
    });
    await using client = open(org);
    expect(await idsOf(client)).toEqual(['id0']);
    expect(queries).toBe(1);
  });

  it('is chosen where wide rows would come in many short pages', async () => {
    await using org = await scriptedOrg(({ path, method }) => {
      if (path.includes('/query?q=')) {
        return {
          json: {
            totalSize: 2_000,
            done: false,
            nextRecordsUrl: next(2),
            records: records(0, 200),
          },
        };
      }
      if (method === 'POST') return { json: job('UploadComplete') };
      return path.includes('/results')
        ? page(`${header}"id0",""\n`, 'null', 1)
        : { json: job('JobComplete', 1) };
    });
    await using client = open(org);
    expect(await idsOf(client)).toEqual(['id0']);
  });
});
