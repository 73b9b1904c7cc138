import { describe, expect, it } from 'vitest';
import type { LogEntry, RunRequest, RunResult } from '../../../../src/domain/run.ts';
import {
  compositeReply,
  errorBody,
  scriptedOrg,
  subRequestsOf,
  type Reply,
  type Respond,
  type SeenRequest,
  type SubRequestSeen,
} from '../scripted-org.ts';
import { setUpAnswer } from '../setup/set-up.ts';
import { aRunResult } from '../../../domain/a-run-result.ts';

const runKey = '6f1c0f6e-6ad5-4f7c-8d1c-2c9a8d1c3b11';
const recordId = 'a025g00000RunIdAAA';
const accountId = '0015g00000AbCdEAAV';
const startedAt = new Date('2026-11-24T10:00:00.000Z');
const finishedAt = new Date('2026-11-24T10:00:42.500Z');
const request: RunRequest = { runKey, trigger: 'Request', dryRun: false, massChangeApproved: true };

const entry = (more: Partial<LogEntry> = {}): LogEntry => ({
  level: 'Error',
  code: 'STRING_TOO_LONG',
  message: 'data value too large',
  explanation: 'An administrator can enlarge the field.',
  count: 3,
  sampleAccountIds: [accountId, '0015g00000ZzZzZAAV'],
  ...more,
});

const result = (more: Partial<RunResult> = {}): RunResult =>
  aRunResult({
    runKey,
    status: 'Succeeded',
    message: '12 values written.',
    startedAt,
    finishedAt,
    phases: [
      {
        phase: 'Licenses',
        startedAt,
        finishedAt: new Date('2026-11-24T10:00:12.400Z'),
        summary: '2,104 licenses of 4 packages',
      },
      { phase: 'Log', startedAt: finishedAt, finishedAt, summary: 'written' },
    ],
    accountsRead: 100,
    values: { read: 20, unchanged: 5, written: 12, cleared: 2, failed: 1, deferred: 2 },
    apiCalls: { predicted: 20, used: 18 },
    ...more,
  });

interface SubAnswer {
  status?: number;
  body: unknown;
}

const saveAll = ({ body }: SubRequestSeen): SubAnswer => {
  const { records } = body as { records: unknown[] };
  return { body: records.map((_, n) => ({ id: `id${n}`, success: true, errors: [] })) };
};
const isClosing = ({ method, url }: SubRequestSeen) =>
  method === 'PATCH' && url.startsWith('/sobjects/');

/** Takes the run's record, and answers the sub-requests that save entries with `save`. */
function logOrg(
  save: (sub: SubRequestSeen) => SubAnswer = saveAll,
  other: (request: SeenRequest, nth: number) => Reply | undefined = () => undefined,
) {
  return scriptedOrg(((seen, nth) => {
    const reply = other(seen, nth);
    if (reply) return reply;
    if (!seen.path.endsWith('/composite')) return { json: { id: recordId, success: true } };
    return compositeReply(seen, (sub) => {
      if (isClosing(sub)) return { status: 204, body: null };
      return sub.method === 'GET' ? setUpAnswer(sub, {}) : save(sub);
    });
  }) satisfies Respond);
}

const sentJson = (seen: SeenRequest | undefined): unknown => JSON.parse(seen?.body ?? '{}');

describe('opening a run', () => {
  it('makes its record by the run key, or takes over the one an administrator requested', async () => {
    await using org = await logOrg();
    const { connection, runLog } = org.open();
    await connection.connect();
    await runLog.openRun(request, startedAt);
    expect(org.requests).toHaveLength(2);
    expect(org.requests[1]).toMatchObject({
      method: 'PATCH',
      path: `/services/data/v66.0/sobjects/SyncRun__c/RunKey__c/${runKey}`,
    });
    expect(sentJson(org.requests[1])).toEqual({
      Status__c: 'Running',
      Trigger__c: 'Request',
      DryRun__c: false,
      MassChangeApproved__c: true,
      StartedAt__c: '2026-11-24T10:00:00.000Z',
      Heartbeat__c: '2026-11-24T10:00:00.000Z',
      Phase__c: 'Connect',
      PhaseProgress__c: 0,
    });
  });

  it('spells every name with the namespace of the package', async () => {
    await using org = await logOrg();
    const { runLog } = org.open({ packageNamespace: 'isvapp' });
    await runLog.openRun(request, startedAt);
    const seen = org.requests.at(-1);
    expect(seen?.path).toContain('/sobjects/isvapp__SyncRun__c/isvapp__RunKey__c/');
    for (const field of Object.keys(sentJson(seen) as object)) expect(field).toMatch(/^isvapp__/);
  });
});

describe('reporting progress', () => {
  it('spends few calls on a short run and keeps showing a long one alive', async () => {
    await using org = await logOrg();
    const { connection, runLog } = org.open();
    await connection.connect();
    await runLog.openRun(request, org.clock.now());
    const before = org.requests.length;
    for (let second = 1; second <= 60; second += 1) {
      org.clock.advance(1_000);
      await runLog.reportProgress('Accounts', second);
    }
    expect(org.requests.length - before).toBe(3);
    expect(sentJson(org.requests.at(-1))).toEqual({
      Phase__c: 'Accounts',
      PhaseProgress__c: 35,
      Heartbeat__c: '2026-11-24T10:00:35.000Z',
    });
    for (let minute = 1; minute <= 60; minute += 1) {
      org.clock.advance(60_000);
      await runLog.reportProgress('Write', minute);
    }
    expect(org.requests.length - before).toBeLessThan(20);
    expect(org.requests.length - before).toBeGreaterThan(12);
  });

  it('tells a phase that takes long at once, and any other when the last report is old enough', async () => {
    await using org = await logOrg();
    const { connection, runLog } = org.open();
    await connection.connect();
    await runLog.openRun(request, org.clock.now());
    const told = async (...report: Parameters<typeof runLog.reportProgress>): Promise<unknown> => {
      const before = org.requests.length;
      await runLog.reportProgress(...report);
      if (org.requests.length === before) return undefined;
      return (sentJson(org.requests.at(-1)) as { Phase__c: unknown }).Phase__c;
    };
    expect(await told('Licenses', 0)).toBeUndefined();
    expect(await told('Mappings', 0, true)).toBe('Mappings');
    org.clock.advance(4_000);
    expect(await told('Accounts', 0)).toBeUndefined();
    org.clock.advance(1_000);
    expect(await told('Values', 0)).toBe('Values');
    org.clock.advance(5_000);
    // A phase that begins is worth more than a further sign of life of the same.
    expect(await told('Values', 50)).toBeUndefined();
    expect(await told('Write', 0)).toBe('Write');
  });

  it('says nothing without an open run', async () => {
    await using org = await logOrg();
    org.clock.advance(3_600_000);
    await org.open().runLog.reportProgress('Write', 10);
    expect(org.requests).toHaveLength(0);
  });
});

describe('closing a run', () => {
  async function closed(
    org: Awaited<ReturnType<typeof logOrg>>,
    own: RunResult,
    options: object = {},
  ): Promise<readonly SeenRequest[]> {
    const { connection, runLog } = org.open(options);
    await connection.connect();
    await runLog.openRun(request, startedAt);
    const before = org.requests.length;
    await runLog.closeRun(own);
    return org.requests.slice(before);
  }

  it('writes its counts and entries in one call', async () => {
    await using org = await logOrg();
    const entries = Array.from({ length: 450 }, () => entry());
    const seen = await closed(org, result({ entries }));
    expect(seen).toHaveLength(1);
    const [close, ...collections] = seen[0] ? subRequestsOf(seen[0]) : [];
    expect(close).toMatchObject({
      method: 'PATCH',
      url: `/sobjects/SyncRun__c/${recordId}`,
      body: {
        Status__c: 'Succeeded',
        StartedAt__c: '2026-11-24T10:00:00.000Z',
        FinishedAt__c: '2026-11-24T10:00:42.500Z',
        Heartbeat__c: '2026-11-24T10:00:42.500Z',
        Phase__c: 'Log',
        PhaseProgress__c: 100,
        Message__c: '12 values written.',
        Phases__c: 'Licenses · 12.4 s · 2,104 licenses of 4 packages\nLog · 0.0 s · written',
        AccountsRead__c: 100,
        ValuesRead__c: 20,
        ValuesUnchanged__c: 5,
        ValuesWritten__c: 12,
        ValuesCleared__c: 2,
        ValuesFailed__c: 1,
        ValuesDeferred__c: 2,
        ApiCallsPredicted__c: 20,
        ApiCallsUsed__c: 18,
        MappingResults__c: '[]',
      },
    });
    const sizes = collections.map(({ body }) => (body as { records: unknown[] }).records.length);
    expect(sizes).toEqual([200, 200, 50]);
  });

  it('tells what each mapping did as JSON, and leaves out what does not fit', async () => {
    await using org = await logOrg();
    const counts = { read: 9, unchanged: 7, written: 2, cleared: 0, failed: 0, deferred: 0 };
    const mappings = Array.from({ length: 2_000 }, (_, index) => ({
      mapping: `Metric_${index}`,
      label: 'MAU',
      ...counts,
    }));
    const told = async (own: RunResult): Promise<string> => {
      const [seen] = await closed(org, own);
      const [close] = seen ? subRequestsOf(seen) : [];
      return (close?.body as { MappingResults__c: string }).MappingResults__c;
    };
    expect(JSON.parse(await told(result({ mappings: mappings.slice(0, 1) })))).toEqual([
      { mapping: 'Metric_0', ...counts },
    ]);
    const sources = ['Segment', 'Seats'];
    expect(JSON.parse(await told(result({ mappings: mappings.slice(0, 1), sources })))).toEqual([
      { mapping: 'Metric_0', ...counts },
      { mapping: 'Segment' },
      { mapping: 'Seats' },
    ]);
    const most = await told(result({ mappings }));
    expect(most.length).toBeLessThanOrEqual(131_072);
    expect((JSON.parse(most) as unknown[]).length).toBeGreaterThan(1_000);
  });

  it('looks up to the Account where an entry is about one alone', async () => {
    await using org = await logOrg();
    const one = entry({
      count: 1,
      sampleAccountIds: [accountId],
      mapping: 'Monthly',
      field: 'MAU__c',
    });
    const [seen] = await closed(org, result({ entries: [one, entry()] }));
    const sent = seen ? (subRequestsOf(seen)[1]?.body as { records: object[] }).records : [];
    expect(sent).toEqual([
      {
        attributes: { type: 'SyncLogEntry__c' },
        SyncRun__c: recordId,
        Level__c: 'Error',
        ErrorCode__c: 'STRING_TOO_LONG',
        Message__c: 'data value too large',
        Explanation__c: 'An administrator can enlarge the field.',
        OccurrenceCount__c: 1,
        Mapping__c: 'Monthly',
        Field__c: 'MAU__c',
        SampleAccountIds__c: accountId,
        Account__c: accountId,
      },
      expect.not.objectContaining({ Account__c: expect.anything() as unknown }),
    ]);
    expect(sent[1]).toMatchObject({ SampleAccountIds__c: `${accountId}\n0015g00000ZzZzZAAV` });
  });

  it('cuts texts to what their fields take', async () => {
    await using org = await logOrg();
    const long = 'x'.repeat(40_000);
    const own = result({
      message: long,
      entries: [
        entry({ code: long, message: long, explanation: long, mapping: long, field: long }),
      ],
    });
    const [seen] = await closed(org, own);
    const [close, entries] = seen ? subRequestsOf(seen) : [];
    expect((close?.body as { Message__c: string }).Message__c).toHaveLength(32_768);
    const [sent] = (entries?.body as { records: Record<string, string>[] }).records;
    const lengths = Object.entries(sent ?? {}).map(([field, value]) => [field, value.length]);
    expect(Object.fromEntries(lengths)).toMatchObject({
      Message__c: 32_768,
      Explanation__c: 32_768,
      ErrorCode__c: 80,
      Mapping__c: 80,
      Field__c: 255,
    });
    expect(sent?.Message__c).toMatch(/^x{32767}…$/);
  });

  it('writes the 500 gravest entries and says how many more there are', async () => {
    await using org = await logOrg();
    const entries = [
      ...Array.from({ length: 600 }, () => entry({ level: 'Info', code: 'NOTE', count: 2 })),
      entry({ code: 'GRAVE' }),
    ];
    const [seen] = await closed(org, result({ entries }));
    const sent = (seen ? subRequestsOf(seen).slice(1) : []).flatMap(
      ({ body }) => (body as { records: Record<string, unknown>[] }).records,
    );
    expect(sent).toHaveLength(501);
    expect(sent[0]?.ErrorCode__c).toBe('GRAVE');
    expect(sent.at(-1)).toMatchObject({
      ErrorCode__c: 'MORE_ENTRIES',
      Message__c: '101 more entries of this run are not shown.',
      OccurrenceCount__c: 202,
    });
  });

  it('keeps an entry whose Account is gone, without the lookup', async () => {
    const gone = { statusCode: 'ENTITY_IS_DELETED', message: 'entity is deleted', fields: [] };
    await using org = await logOrg(({ body }) => ({
      body: (body as { records: object[] }).records.map((record) =>
        'Account__c' in record ? { success: false, errors: [gone] } : { success: true, errors: [] },
      ),
    }));
    const one = entry({ count: 1, sampleAccountIds: [accountId] });
    const seen = await closed(org, result({ entries: [one, entry()] }));
    expect(seen).toHaveLength(2);
    const [again] = seen[1] ? subRequestsOf(seen[1]) : [];
    const { records } = again?.body as { records: object[] };
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ SampleAccountIds__c: accountId });
    expect(records[0]).not.toHaveProperty('Account__c');
  });

  it('tells when entries are refused for good', async () => {
    const denied = { statusCode: 'INSUFFICIENT_ACCESS', message: 'no', fields: [] };
    await using org = await logOrg(({ body }) => ({
      body: (body as { records: object[] }).records.map(() => ({
        success: false,
        errors: [denied],
      })),
    }));
    await expect(closed(org, result({ entries: [entry()] }))).rejects.toMatchObject({
      kind: 'permission',
      code: 'RECORDS_REFUSED',
      message: expect.stringMatching(
        /1 of 1 records.*INSUFFICIENT_ACCESS: no.*IsvappConnector/,
      ) as string,
    });
  });

  it('tells when the record of the run is refused', async () => {
    await using org = await scriptedOrg((seen) =>
      seen.path.endsWith('/composite')
        ? compositeReply(seen, (sub) =>
            isClosing(sub)
              ? { status: 400, body: errorBody('INVALID_FIELD', 'No such column') }
              : setUpAnswer(sub, {}),
          )
        : { json: { id: recordId } },
    );
    await expect(closed(org, result())).rejects.toMatchObject({ kind: 'permission' });
  });

  it.each([
    ['they are there', 1, 1],
    ['they are not', 0, 2],
  ])('asks for the entries where the answer was lost: %s', async (_, count, timesSent) => {
    let closings = 0;
    let saved = 0;
    await using org = await logOrg(
      (sub) => {
        saved += 1;
        return saveAll(sub);
      },
      (seen) => {
        if (seen.path.includes('COUNT() FROM SyncLogEntry__c')) {
          return { json: { totalSize: count, done: true, records: [] } };
        }
        if (!seen.body.includes('Succeeded')) return undefined;
        closings += 1;
        return closings === 1 ? { drop: 'unanswered' } : undefined;
      },
    );
    await closed(org, result({ entries: [entry()] }));
    expect(closings).toBe(2);
    expect(saved + 1).toBe(timesSent);
  });

  it('finds the record of a run that was opened elsewhere by its key', async () => {
    await using org = await logOrg();
    const { runLog } = org.open();
    await runLog.closeRun(result());
    expect(org.requests[1]?.path).toContain(`/sobjects/SyncRun__c/RunKey__c/${runKey}`);
    expect(sentJson(org.requests[1])).toMatchObject({ Status__c: 'Succeeded' });
  });
});

describe('pruning old runs', () => {
  const before = new Date('2026-08-26T00:00:00.000Z');

  it('asks once where there are none', async () => {
    await using org = await logOrg(saveAll, ({ path }) =>
      path.includes('/query?q=') ? { json: { totalSize: 0, done: true, records: [] } } : undefined,
    );
    const { connection, runLog } = org.open();
    await connection.connect();
    await runLog.pruneRuns(before);
    expect(org.requests).toHaveLength(2);
    expect(org.requests[1]?.path).toContain(
      'FROM SyncRun__c WHERE StartedAt__c < 2026-08-26T00:00:00.000Z OR (StartedAt__c = null AND CreatedDate < 2026-08-26T00:00:00.000Z)',
    );
    expect(org.requests[1]?.path).toMatch(/LIMIT 200$/);
  });

  const prune = async (results: readonly object[]) => {
    const records = [{ Id: 'a02000000000001AAA' }, { Id: 'a02000000000002AAA' }];
    await using org = await logOrg(saveAll, ({ method, path }) => {
      if (path.includes('/query?q=')) return { json: { totalSize: 2, done: true, records } };
      return method === 'DELETE' ? { json: results } : undefined;
    });
    await org.open().runLog.pruneRuns(before);
    return org.requests.at(-1);
  };

  it('deletes them in one call', async () => {
    const done = { success: true, errors: [] };
    expect(await prune([done, done])).toMatchObject({
      method: 'DELETE',
      path: '/services/data/v66.0/composite/sobjects?ids=a02000000000001AAA,a02000000000002AAA&allOrNone=false',
    });
  });

  it('does not mind one that is deleted already, but one that is refused', async () => {
    const failed = (statusCode: string) => ({
      success: false,
      errors: [{ statusCode, message: 'no', fields: [] }],
    });
    const done = { success: true, errors: [] };
    await prune([failed('ENTITY_IS_DELETED'), done]);
    await expect(prune([failed('INSUFFICIENT_ACCESS'), done])).rejects.toMatchObject({
      code: 'RECORDS_REFUSED',
    });
  });
});
