import { describe, expect, it } from 'vitest';
import type { LogEntry, RunRequest, RunResult } from '../../src/domain/run.ts';
import type { CatalogueMetric } from '../../src/domain/usage-report.ts';
import { seededOrg, type SeededOrg } from './seeded-org.ts';
import { aMetric } from '../domain/a-mapping.ts';
import { aRunResult } from '../domain/a-run-result.ts';

const runKey = '6f1c0f6e-6ad5-4f7c-8d1c-2c9a8d1c3b11';
const startedAt = new Date('2026-11-24T10:00:00.000Z');
const finishedAt = new Date('2026-11-24T10:00:42.000Z');
const request: RunRequest = {
  runKey,
  trigger: 'Schedule',
  dryRun: false,
  massChangeApproved: false,
};

const entry = (more: Partial<LogEntry> = {}): LogEntry => ({
  level: 'Error',
  code: 'UNABLE_TO_LOCK_ROW',
  message: 'unable to obtain exclusive access to this record',
  explanation: 'It is sent again.',
  mapping: 'Monthly',
  field: 'MAU__c',
  count: 3,
  sampleAccountIds: [],
  ...more,
});
const result = (more: Partial<RunResult> = {}): RunResult =>
  aRunResult({
    runKey,
    status: 'Degraded',
    message: '12 values written, 1 failed.',
    startedAt,
    finishedAt,
    phases: [{ phase: 'Log', startedAt, finishedAt, summary: 'written' }],
    accountsRead: 100,
    values: { read: 20, unchanged: 5, written: 12, cleared: 2, failed: 1, deferred: 2 },
    apiCalls: { predicted: 20, used: 18 },
    ...more,
  });

async function rows(acme: SeededOrg, soql: string): Promise<Record<string, unknown>[]> {
  const witness = await acme.witness();
  const found = await witness.query<Record<string, unknown>>(soql, {
    autoFetch: true,
    maxFetch: 5_000,
  });
  return found.records.map((record) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'attributes')),
  );
}

describe('the log of runs in an org', () => {
  it('opens, follows and closes a run', async () => {
    await using acme = await seededOrg();
    const [account = ''] = acme.insert('Account', [{ Name: 'Customer' }]);
    const { runLog } = acme.open();
    await runLog.openRun(request, startedAt);
    expect(
      await rows(acme, 'SELECT RunKey__c, Status__c, Trigger__c, Phase__c FROM SyncRun__c'),
    ).toEqual([
      { RunKey__c: runKey, Status__c: 'Running', Trigger__c: 'Schedule', Phase__c: 'Connect' },
    ]);
    await runLog.closeRun(
      result({
        entries: [entry(), entry({ level: 'Warning', count: 1, sampleAccountIds: [account] })],
      }),
    );
    expect(
      await rows(
        acme,
        'SELECT Status__c, Message__c, Phases__c, ValuesRead__c, ValuesWritten__c, ValuesCleared__c, ApiCallsUsed__c FROM SyncRun__c',
      ),
    ).toEqual([
      {
        Status__c: 'Degraded',
        Message__c: '12 values written, 1 failed.',
        Phases__c: 'Log · 42.0 s · written',
        ValuesRead__c: 20,
        ValuesWritten__c: 12,
        ValuesCleared__c: 2,
        ApiCallsUsed__c: 18,
      },
    ]);
    expect(
      await rows(
        acme,
        'SELECT Level__c, ErrorCode__c, Mapping__c, Field__c, OccurrenceCount__c, Account__c, SampleAccountIds__c FROM SyncLogEntry__c ORDER BY Level__c',
      ),
    ).toEqual([
      expect.objectContaining({ Level__c: 'Error', OccurrenceCount__c: 3, Account__c: null }),
      expect.objectContaining({
        Level__c: 'Warning',
        Account__c: account,
        SampleAccountIds__c: account,
      }),
    ]);
  });

  it('takes over the run that an administrator requested', async () => {
    await using acme = await seededOrg();
    const [id] = acme.insert('SyncRun__c', [
      {
        RunKey__c: runKey,
        Status__c: 'Requested',
        Trigger__c: 'Request',
        MassChangeApproved__c: true,
      },
    ]);
    await acme
      .open()
      .runLog.openRun({ ...request, trigger: 'Request', massChangeApproved: true }, startedAt);
    expect(await rows(acme, 'SELECT Id, Status__c, MassChangeApproved__c FROM SyncRun__c')).toEqual(
      [{ Id: id, Status__c: 'Running', MassChangeApproved__c: true }],
    );
  });

  it('keeps an entry whose Account was deleted during the run', async () => {
    await using acme = await seededOrg();
    const [account = ''] = acme.insert('Account', [{ Name: 'Customer' }]);
    const { runLog } = acme.open();
    await runLog.openRun(request, startedAt);
    acme.org.asUser(acme.org.administratorId).delete('Account', account);
    await runLog.closeRun(result({ entries: [entry({ count: 1, sampleAccountIds: [account] })] }));
    expect(await rows(acme, 'SELECT Account__c, SampleAccountIds__c FROM SyncLogEntry__c')).toEqual(
      [{ Account__c: null, SampleAccountIds__c: account }],
    );
  });

  it.each(['before', 'during', 'after'] as const)(
    'writes each entry once where the connection breaks %s closing',
    async (moment) => {
      await using acme = await seededOrg();
      const { runLog } = acme.open();
      await runLog.openRun(request, startedAt);
      acme.running.faults.dropConnection({ operation: 'composite' }, moment);
      await runLog.closeRun(result({ entries: Array.from({ length: 300 }, () => entry()) }));
      expect(await rows(acme, 'SELECT Id FROM SyncLogEntry__c')).toHaveLength(300);
      expect(await rows(acme, 'SELECT Status__c FROM SyncRun__c')).toEqual([
        { Status__c: 'Degraded' },
      ]);
    },
  );

  it('takes texts longer than its fields', async () => {
    await using acme = await seededOrg();
    const { runLog } = acme.open();
    const long = 'é'.repeat(40_000);
    await runLog.openRun(request, startedAt);
    await runLog.closeRun(
      result({ message: long, entries: [entry({ code: long, message: long, explanation: long })] }),
    );
    const [run] = await rows(acme, 'SELECT Message__c FROM SyncRun__c');
    expect(run?.Message__c).toHaveLength(32_768);
    expect(await rows(acme, 'SELECT Id FROM SyncLogEntry__c')).toHaveLength(1);
  });

  it('deletes old runs with their entries, and runs never started', async () => {
    await using acme = await seededOrg();
    const [old] = acme.insert('SyncRun__c', [
      {
        RunKey__c: 'old',
        Status__c: 'Succeeded',
        Trigger__c: 'Schedule',
        StartedAt__c: '2026-06-01T00:00:00.000Z',
      },
      {
        RunKey__c: 'young',
        Status__c: 'Succeeded',
        Trigger__c: 'Schedule',
        StartedAt__c: '2026-11-01T00:00:00.000Z',
      },
    ]);
    acme.insert('SyncLogEntry__c', [{ SyncRun__c: old, Level__c: 'Info' }]);
    const { runLog } = acme.open();
    await runLog.pruneRuns(new Date('2026-08-26T00:00:00.000Z'));
    expect(await rows(acme, 'SELECT RunKey__c FROM SyncRun__c')).toEqual([{ RunKey__c: 'young' }]);
    expect(await rows(acme, 'SELECT Id FROM SyncLogEntry__c')).toEqual([]);
  });
});

describe('the catalogue of metrics in an org', () => {
  const metric = (more: Partial<CatalogueMetric> = {}): CatalogueMetric =>
    aMetric('engagement.mau', {
      label: 'MAU, all packages',
      latestDataPoint: '2026-10-31',
      ...more,
    });
  const records =
    'SELECT Key__c, Name, LatestDataPoint__c, PackageId__c, State__c FROM UsageMetric__c ORDER BY Key__c';

  it('becomes equal to the list, and the second time costs no write', async () => {
    await using acme = await seededOrg();
    const { connection, runLog } = acme.open();
    await connection.connect();
    const many = Array.from({ length: 250 }, (_, n) => metric({ key: `feature.f${n}` }));
    await runLog.publishCatalogue([metric(), ...many]);
    acme.running.apiUsage.forgetCalls();
    await runLog.publishCatalogue([metric(), ...many]);
    expect(acme.running.apiUsage.writeCalls()).toEqual([]);
    expect(acme.running.apiUsage.calls).toHaveLength(1);

    await runLog.publishCatalogue([metric({ latestDataPoint: null, state: 'NoData' })]);
    const found = await rows(acme, records);
    expect(found).toHaveLength(251);
    expect(found[0]).toEqual({
      Key__c: 'engagement.mau',
      Name: 'MAU, all packages',
      LatestDataPoint__c: null,
      PackageId__c: null,
      State__c: 'NoData',
    });
    expect(found.slice(1).every((each) => each.State__c === 'Removed')).toBe(true);
  });

  it('tells keys apart by case', async () => {
    await using acme = await seededOrg();
    const { runLog } = acme.open();
    await runLog.publishCatalogue([
      metric({ key: 'records.0335g000000AbcD.Player', packageId: '0335g000000AbcD' }),
      metric({ key: 'records.0335g000000abcD.Player', packageId: '0335g000000abcD' }),
    ]);
    expect((await rows(acme, records)).map((each) => each.PackageId__c).sort()).toEqual([
      '0335g000000AbcD',
      '0335g000000abcD',
    ]);
  });
});
