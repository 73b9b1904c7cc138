import { describe, expect, it } from 'vitest';
import { updateFiles } from '../../../../src/adapters/salesforce/bulk/update-job.ts';
import { rowFault } from '../../../../src/adapters/salesforce/bulk/job-results.ts';
import type { AccountUpdate, UpdateResult } from '../../../../src/domain/change.ts';
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
): Promise<UpdateResult[]> {
  const results: UpdateResult[] = [];
  for await (const batch of org.open().writer.updateInBulk(sent)) results.push(...batch);
  return results;
}

const calls = (org: ScriptedOrg) =>
  org.requests.map(
    ({ method, path }) => `${method} ${path.replace('/services/data/v66.0/jobs/ingest', '')}`,
  );

describe('a Bulk update of few rows', () => {
  it('is created, uploaded and closed in one call', async () => {
    await using org = await jobOrg({ processed: 2 });
    const results = await resultsOf(org, updates(2));
    expect(results.map(({ success }) => success)).toEqual([true, true]);
    expect(calls(org)).toEqual(['POST ', `GET /${jobId}`]);
    const [create] = org.requests;
    expect(create?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(create?.body).toContain('"lineEnding":"LF"');
    expect(create?.body).toContain(`Id,MAU__c\n${accountId(0)},0\n${accountId(1)},1\n`);
  });
});

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

  it('throws when the upload is refused: then no row was processed', async () => {
    await using org = await jobOrg({}, ({ method }) =>
      method === 'PUT'
        ? {
            status: 403,
            json: errorBody('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
          }
        : undefined,
    );
    await expect(resultsOf(org, many)).rejects.toMatchObject({ kind: 'quota' });
  });

  it('never deletes or aborts a job', async () => {
    await using org = await jobOrg({ state: 'InProgress' });
    const results = await resultsOf(org, many);
    expect(results[0]?.faults[0]).toMatchObject({
      code: 'UNPROCESSED',
      message: expect.stringContaining(jobId) as string,
    });
    expect(
      org.requests.some(({ method, body }) => method === 'DELETE' || body.includes('Aborted')),
    ).toBe(false);
    expect(Math.max(...org.clock.pausesMs)).toBe(60_000);
  });
});

const done = (processed: number): Reply => jobState({ processed });

describe('what became of the rows', () => {
  const lock = '"UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record:--"';

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

  it('is UNPROCESSED, with the job, where it can no longer be asked', async () => {
    await using org = await jobOrg({}, ({ method }) =>
      method === 'GET'
        ? {
            status: 403,
            json: errorBody('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
          }
        : undefined,
    );
    const results = await resultsOf(org, updates(2));
    expect(results).toHaveLength(2);
    expect(results[0]?.faults[0]).toMatchObject({
      code: 'UNPROCESSED',
      message: expect.stringContaining(jobId) as string,
    });
  });

  it('comes back once for each row, in files as large as Salesforce takes', () => {
    const files = updateFiles(updates(100), 600);
    expect(files.length).toBeGreaterThan(1);
    expect(files.flatMap((file) => file.updates)).toEqual(updates(100));
    for (const file of files) expect(file.chars).toBeLessThanOrEqual(600);
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
