import { describe, expect, it } from 'vitest';
import { updateFiles } from '../../../../src/adapters/salesforce/bulk/update-job.ts';
import { rowFault } from '../../../../src/adapters/salesforce/bulk/job-results.ts';
import { BulkJobUnsettled } from '../../../../src/domain/bulk-job-unsettled.ts';
import type { AccountUpdate, UpdateResult } from '../../../../src/domain/change.ts';
import type { BulkWatch } from '../../../../src/ports/account-writer.ts';
import { unwatched } from '../../../contract/unwatched.ts';
import {
  errorBody,
  scriptedOrg,
  type Reply,
  type ScriptedOrg,
  type SeenRequest,
} from '../scripted-org.ts';

const accountId = (n: number) => `0015g0000${String(n).padStart(6, '0')}AAA`;
const updates = (count: number): AccountUpdate[] =>
  Array.from({ length: count }, (_, n) => ({ accountId: accountId(n), values: { MAU__c: n } }));

interface JobScript {
  readonly state?: string;
  readonly processed?: number;
  readonly failed?: number;
  readonly errorMessage?: string;
  readonly failedRows?: string;
  readonly successfulRows?: string;
}

const jobId = '7505g00000JobIdAAA';

/** Answers the requests of one job; `first` may answer one differently. */
function jobOrg(
  script: JobScript,
  first: (request: SeenRequest) => Reply | undefined = () => undefined,
) {
  return scriptedOrg((request) => first(request) ?? jobReply(request, script));
}

function jobReply({ method, path }: SeenRequest, script: JobScript): Reply {
  if (path.endsWith('/failedResults')) {
    return { text: `"sf__Id","sf__Error",Id,MAU__c\n${script.failedRows ?? ''}` };
  }
  if (path.endsWith('/successfulResults')) {
    return { text: `"sf__Id","sf__Created",Id,MAU__c\n${script.successfulRows ?? ''}` };
  }
  if (method === 'PUT') return { status: 201 };
  return method === 'GET' ? jobState(script) : jobState({ state: 'Open' });
}

function jobState({ state, processed, failed, errorMessage }: JobScript): Reply {
  return {
    json: {
      id: jobId,
      state: state ?? 'JobComplete',
      numberRecordsProcessed: processed ?? 0,
      numberRecordsFailed: failed ?? 0,
      errorMessage: errorMessage ?? '',
    },
  };
}

async function resultsOf(
  org: ScriptedOrg,
  sent: readonly AccountUpdate[],
  watch: Partial<BulkWatch> = {},
): Promise<UpdateResult[]> {
  return all(org.open().writer.updateInBulk(sent, { ...unwatched, ...watch }));
}

function resumed(org: ScriptedOrg, count: number): Promise<UpdateResult[]> {
  const ids = updates(count).map((update) => update.accountId);
  return all(org.open().writer.resumeBulk(jobId, ids, unwatched));
}

async function all(batches: AsyncIterable<readonly UpdateResult[]>): Promise<UpdateResult[]> {
  const results: UpdateResult[] = [];
  for await (const batch of batches) results.push(...batch);
  return results;
}

const calls = (org: ScriptedOrg) =>
  org.requests.map(
    ({ method, path }) => `${method} ${path.replace('/services/data/v66.0/jobs/ingest', '')}`,
  );

describe('a Bulk update of many rows', () => {
  const many = updates(6_000);

  it('is created, uploaded and closed step by step', async () => {
    await using org = await jobOrg({ processed: 6_000 });
    const results = await resultsOf(org, many);
    expect(results).toHaveLength(6_000);
    expect(results.every(({ success }) => success)).toBe(true);
    expect(calls(org)).toEqual([
      'POST ',
      `PUT /${jobId}/batches`,
      `PATCH /${jobId}`,
      `GET /${jobId}`,
    ]);
    expect(org.requests[1]?.body.split('\n')).toHaveLength(6_002);
    expect(JSON.parse(org.requests[2]?.body ?? '')).toEqual({ state: 'UploadComplete' });
  });

  it('uploads again when the first upload did not arrive', async () => {
    let uploads = 0;
    await using org = await jobOrg({ state: 'Open', processed: 6_000 }, ({ method }) => {
      if (method === 'PUT') uploads += 1;
      if (method === 'PUT' && uploads === 1) return { drop: 'unanswered' };
      return uploads < 2 ? undefined : method === 'GET' ? done(6_000) : undefined;
    });
    expect((await resultsOf(org, many)).every(({ success }) => success)).toBe(true);
    expect(uploads).toBe(2);
  });

  it('takes "Found multiple contents" for an upload that had arrived', async () => {
    let uploads = 0;
    await using org = await jobOrg({ state: 'Open' }, ({ method }) => {
      if (method === 'PUT') uploads += 1;
      if (method === 'PUT' && uploads === 1) return { status: 503, text: 'down' };
      if (method === 'PUT') {
        return {
          status: 400,
          json: errorBody('INVALIDJOBSTATE', `Found multiple contents for job: <${jobId}>`),
        };
      }
      return uploads === 2 && method === 'GET' ? done(6_000) : undefined;
    });
    expect((await resultsOf(org, many)).every(({ success }) => success)).toBe(true);
  });

  it('looks at the job before it closes it again', async () => {
    await using org = await jobOrg({ state: 'JobComplete', processed: 6_000 }, ({ method }) =>
      method === 'PATCH' ? { drop: 'unanswered' } : undefined,
    );
    expect((await resultsOf(org, many)).every(({ success }) => success)).toBe(true);
    expect(calls(org).filter((call) => call.startsWith('PATCH'))).toHaveLength(1);
  });

  it('tells of the job before it uploads anything, and uploads nothing where nobody notes it', async () => {
    const told: string[] = [];
    await using org = await jobOrg({ processed: 2 });
    await resultsOf(org, updates(2), {
      onCreated: (id, ids) => {
        told.push(id, ...ids, ...calls(org));
        return Promise.resolve();
      },
    });
    expect(told).toEqual([jobId, accountId(0), accountId(1), 'POST ']);

    const lost = new Error('The database is away.');
    const refusing = resultsOf(org, updates(2), { onCreated: () => Promise.reject(lost) });
    await expect(refusing).rejects.toBe(lost);
    expect(calls(org).slice(4)).toEqual(['POST ']);
  });

  it('throws when the upload is refused, and aborts the job, so that no row is processed', async () => {
    await using org = await jobOrg({ state: 'Open' }, ({ method }) =>
      method === 'PUT' ? refusal : undefined,
    );
    await expect(resultsOf(org, many)).rejects.toMatchObject({ kind: 'quota' });
    expect(calls(org).slice(2)).toEqual([`GET /${jobId}`, `PATCH /${jobId}`]);
    expect(JSON.parse(org.requests[3]?.body ?? '')).toEqual({ state: 'Aborted' });
  });

  it('waits for a job that it could not close, and that is at work all the same', async () => {
    await using org = await jobOrg({ processed: 6_000 }, ({ method }) =>
      method === 'PATCH' ? refusal : undefined,
    );
    expect((await resultsOf(org, many)).every(({ success }) => success)).toBe(true);
    expect(calls(org).filter((call) => call.startsWith('PATCH'))).toHaveLength(1);
  });

  it('stays unsettled where it could not be closed and can not be asked', async () => {
    await using org = await jobOrg({}, ({ method }) =>
      method === 'PATCH' || method === 'GET' ? refusal : undefined,
    );
    await expect(resultsOf(org, many)).rejects.toBeInstanceOf(BulkJobUnsettled);
  });

  it('is neither deleted nor aborted while it is at work, however long that takes', async () => {
    await using org = await jobOrg({ state: 'InProgress' });
    const waiting = resultsOf(org, many);
    await expect(waiting).rejects.toBeInstanceOf(BulkJobUnsettled);
    await expect(waiting).rejects.toMatchObject({
      jobId,
      message: expect.stringMatching(/InProgress.*six hours/) as string,
    });
    expect(
      org.requests.some(({ method, body }) => method === 'DELETE' || body.includes('Aborted')),
    ).toBe(false);
    expect(Math.max(...org.clock.pausesMs)).toBe(60_000);
  });

  it('is asked again after Salesforce was disturbed', async () => {
    let looks = 0;
    await using org = await jobOrg({ processed: 6_000 }, ({ method }) => {
      if (method === 'GET') looks += 1;
      return method === 'GET' && looks < 12 ? { status: 503, text: 'down' } : undefined;
    });
    expect((await resultsOf(org, many)).every(({ success }) => success)).toBe(true);
  });

  it('is left alone by whoever is told to stop, or no longer holds the run', async () => {
    await using org = await jobOrg({ state: 'InProgress' });
    const stopped = new AbortController();
    stopped.abort(new Error('stop'));
    const waiting = resultsOf(org, many, { signal: stopped.signal });
    await expect(waiting).rejects.toBeInstanceOf(BulkJobUnsettled);
    const lost = new Error('Another has the run.');
    const fenced = resultsOf(org, many, { onLook: () => Promise.reject(lost) });
    await expect(fenced).rejects.toBe(lost);
    expect(calls(org).filter((call) => call.startsWith('GET'))).toEqual([]);
  });
});

const refusal: Reply = {
  status: 403,
  json: errorBody('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
};
const done = (processed: number): Reply => jobState({ processed });

const lock = '"UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record:--"';
const failedRow = `"${accountId(1)}",${lock},"${accountId(1)}","1"\n`;

describe('what became of the rows', () => {
  it('is told by the failed ones alone where the counts add up', async () => {
    await using org = await jobOrg({
      processed: 3,
      failed: 1,
      failedRows: `"${accountId(1)}",${lock},"${accountId(1)}","1"\n`,
    });
    const results = await resultsOf(org, updates(3));
    expect(results.map(({ success }) => success)).toEqual([true, false, true]);
    expect(results[1]?.faults).toEqual([
      {
        code: 'UNABLE_TO_LOCK_ROW',
        message: 'unable to obtain exclusive access to this record',
        fields: [],
      },
    ]);
    expect(calls(org).at(-1)).toBe(`GET /${jobId}/failedResults`);
  });

  it('is only what Salesforce confirms where they do not', async () => {
    await using org = await jobOrg({
      state: 'Failed',
      processed: 2,
      failed: 1,
      errorMessage: 'InternalServerError : stopped',
      failedRows: `"${accountId(1)}",${lock},"${accountId(1)}","1"\n`,
      successfulRows: `"${accountId(0)}","false","${accountId(0)}","0"\n`,
    });
    const results = await resultsOf(org, updates(4));
    expect(results.map(({ success }) => success)).toEqual([true, false, false, false]);
    expect(results[2]?.faults[0]).toMatchObject({
      code: 'UNPROCESSED',
      message: expect.stringContaining('InternalServerError : stopped') as string,
    });
  });

  it.each([
    ['a job that says it is complete but left a row out', { processed: 2 }],
    ['a job that failed after it had looked at every row', { state: 'Failed', processed: 3 }],
  ])('is only what Salesforce confirms of %s', async (_, script) => {
    const written = (n: number) => `"${accountId(n)}","false","${accountId(n)}","${n}"\n`;
    await using org = await jobOrg({ ...script, successfulRows: written(0) + written(1) });
    const results = await resultsOf(org, updates(3));
    expect(results.map(({ success }) => success)).toEqual([true, true, false]);
  });

  it('is not taken for success where fewer failed rows are listed than counted', async () => {
    await using org = await jobOrg({
      processed: 3,
      failed: 2,
      failedRows: `"${accountId(1)}",${lock},"${accountId(1)}","1"\n`,
      successfulRows: `"${accountId(0)}","false","${accountId(0)}","0"\n`,
    });
    const results = await resultsOf(org, updates(3));
    expect(results.map(({ success }) => success)).toEqual([true, false, false]);
    expect(results[2]?.faults[0]?.code).toBe('UNPROCESSED');
  });

  it('is not known yet where the job, or its results, can not be asked', async () => {
    await using silent = await jobOrg({}, ({ method }) => (method === 'GET' ? refusal : undefined));
    await expect(resultsOf(silent, updates(2))).rejects.toMatchObject({ jobId });
    await using mute = await jobOrg({ processed: 2, failed: 1 }, ({ path }) =>
      path.endsWith('failedResults') ? refusal : undefined,
    );
    await expect(resultsOf(mute, updates(2))).rejects.toBeInstanceOf(BulkJobUnsettled);
  });

  it('comes back once for each row, in files as large as Salesforce takes', () => {
    const files = updateFiles(updates(100), 600);
    expect(files.length).toBeGreaterThan(1);
    expect(files.flatMap((file) => file.updates)).toEqual(updates(100));
    for (const file of files) expect(file.chars).toBeLessThanOrEqual(600);
  });
});

describe('a Bulk update that somebody else began', () => {
  const written = (n: number) => `"${accountId(n)}","false","${accountId(n)}","${n}"\n`;

  it('is waited for, and tells of the rows that are asked for alone', async () => {
    let looks = 0;
    const script = { processed: 50, successfulRows: written(0), failed: 1, failedRows: failedRow };
    await using org = await jobOrg(script, ({ method, path }) => {
      if (method === 'GET' && path.endsWith(jobId)) looks += 1;
      return method === 'GET' && looks < 3 ? jobState({ state: 'InProgress' }) : undefined;
    });
    const results = await resumed(org, 3);
    expect(results.map(({ success, faults }) => (success ? 'written' : faults[0]?.code))).toEqual([
      'written',
      'UNABLE_TO_LOCK_ROW',
      'UNPROCESSED',
    ]);
    expect(calls(org).filter((call) => !call.startsWith('GET'))).toEqual([]);
  });

  it('is aborted where it was never completely uploaded', async () => {
    let state = 'Open';
    await using org = await jobOrg({}, ({ method }) => {
      if (method === 'PATCH') state = 'Aborted';
      return method === 'GET' && state === 'Open' ? jobState({ state }) : undefined;
    });
    const results = await resumed(org, 2);
    expect(results.map(({ faults }) => faults[0]?.code)).toEqual(['UNPROCESSED', 'UNPROCESSED']);
    expect(org.requests.map(({ body }) => body).filter(Boolean)).toEqual(['{"state":"Aborted"}']);
  });

  it('tells nothing where it is gone', async () => {
    await using org = await jobOrg({}, () => ({
      status: 404,
      json: errorBody('NOT_FOUND', 'The requested resource does not exist'),
    }));
    const [result] = await resumed(org, 1);
    expect(result?.faults[0]).toMatchObject({
      code: 'UNPROCESSED',
      message: expect.stringContaining('is gone') as string,
    });
  });

  it('stays unsettled where it can not be asked', async () => {
    await using org = await jobOrg({}, () => refusal);
    await expect(resumed(org, 1)).rejects.toBeInstanceOf(BulkJobUnsettled);
  });
});

describe('rowFault', () => {
  it.each([
    [
      'REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --',
      {
        code: 'REQUIRED_FIELD_MISSING',
        message: 'Required fields are missing: [Name]',
        fields: ['Name'],
      },
    ],
    [
      'INVALID_FIELD_FOR_INSERT_UPDATE:Unable to create/update fields: MAU__c, WAU__c. Please check:MAU__c, WAU__c --',
      {
        code: 'INVALID_FIELD_FOR_INSERT_UPDATE',
        message: 'Unable to create/update fields: MAU__c, WAU__c. Please check',
        fields: ['MAU__c', 'WAU__c'],
      },
    ],
    [
      'FIELD_CUSTOM_VALIDATION_EXCEPTION:Seats: too\nmany:--',
      { code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Seats: too\nmany', fields: [] },
    ],
    ['something odd', { code: 'UNKNOWN_ERROR', message: 'something odd', fields: [] }],
  ])('reads %j', (text, fault) => {
    expect(rowFault(text)).toEqual(fault);
  });
});
