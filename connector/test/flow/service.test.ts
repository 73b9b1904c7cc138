import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import type { Connection } from '@jsforce/jsforce-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyObserver } from '../../src/adapters/telemetry/every-observer.ts';
import { loadServiceConfig } from '../../src/config.ts';
import type { OrganizationToAdd } from '../../src/domain/service-status.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { openService, type Service } from '../../src/service.ts';
import { integrationUser, seededOrg, type SeededOrg } from '../contract/seeded-org.ts';
import { aRunResult } from '../domain/a-run-result.ts';

/** The time of the organization, which the service has to agree with; pauses are cut short. */
const now = new Date('2026-11-24T10:00:00.000Z');
const clock: Clock = {
  now: () => now,
  sleep: async (ms, signal) => {
    await delay(Math.min(ms, 300), undefined, { signal });
  },
};

/** A run that the organization let nobody in for. */
const ended = aRunResult({
  status: 'Failed',
  message: 'Salesforce does not answer.',
  trigger: 'Request',
  dryRun: true,
  startedAt: now,
  apiCalls: { predicted: 0, used: 1 },
  entries: [
    {
      level: 'Error',
      code: 'CONNECTION_LOST',
      message: 'Salesforce does not answer.',
      explanation: 'It is tried again.',
      count: 1,
      sampleAccountIds: [],
    },
  ],
});

/** A service on the embedded store, and an organization on this machine to connect to it. */
describe('A service', () => {
  let seeded: SeededOrg;
  let witness: Connection;
  let folder: string;
  let service: Service;
  const log: string[] = [];
  const inOrder = (): Promise<Service> =>
    openService(
      loadServiceConfig({
        DATA_DIRECTORY: folder,
        ENCRYPTION_KEY: Buffer.alloc(32, 3).toString('base64'),
        REQUEST_POLL_SECONDS: '60',
        SCHEDULE_SPREAD_MINUTES: '0',
        LOG_LEVEL: 'debug',
      }),
      clock,
      { write: (line: string) => log.push(line) },
    );
  const wanted = (part: Partial<OrganizationToAdd> = {}): OrganizationToAdd => ({
    instanceUrl: seeded.running.url,
    allowLocalAddress: true,
    secret: {
      kind: 'jwt',
      clientId: seeded.running.client.clientId,
      username: integrationUser,
      privateKeyPem: seeded.running.client.privateKey,
    },
    ...part,
  });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isvapp-service-'));
    seeded = await seededOrg();
    witness = await seeded.witness();
    service = await inOrder();
  });
  afterAll(async () => {
    await service[Symbol.asyncDispose]();
    await seeded[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  const requested = async (runKey: string): Promise<Record<string, unknown> | undefined> => {
    const { records } = await witness.query(
      `SELECT Status__c, Trigger__c, DryRun__c, MappingResults__c FROM SyncRun__c WHERE RunKey__c = '${runKey}'`,
    );
    return records[0];
  };

  const statusOf = async (runKey: string): Promise<string> =>
    String((await requested(runKey))?.Status__c);
  const isOpen = async (runKey: string): Promise<boolean> =>
    ['Requested', 'Running'].includes(await statusOf(runKey));

  it('keeps an organization that lets it in, with its schedule, and no other', async () => {
    await expect(
      service.add(wanted({ expectedOrganizationId: '00D000000000009AAA' })),
    ).rejects.toThrow(/belongs to organization/);
    await expect(
      service.add(
        wanted({
          secret: { kind: 'client-credentials', clientId: 'x', clientSecret: 'hush-hush' },
        }),
      ),
    ).rejects.toThrow(/sign in/);
    await expect(service.add(wanted({ allowLocalAddress: false }))).rejects.toThrow(
      /ADDRESS|does not sign in/,
    );
    expect(await service.organizations.list()).toEqual([]);

    const added = await service.add(wanted());
    expect(added).toMatchObject({
      id: seeded.running.org.organizationId,
      name: 'Acme',
      authKind: 'jwt',
      packageNamespace: '',
      schedule: { dailyStart: '23:30', timeZone: 'UTC' },
      isPaused: false,
    });
    expect(added.nextRunAt.toISOString()).toMatch(/T23:30:00\.000Z$/);
    expect(await service.test(added.id)).toMatchObject({ isSandbox: false });
    expect(await service.test('00D000000000009AAA')).toBeUndefined();
  });

  it('takes up a run that an administrator requested, and makes up the daily one that was missed', async () => {
    const { organizationId } = seeded.running.org;
    const runKey = '7a1f6d0e-0000-4000-8000-000000000001';
    seeded.insert('SyncRun__c', [
      { RunKey__c: runKey, Status__c: 'Requested', Trigger__c: 'Request', DryRun__c: true },
    ]);
    const stop = new AbortController();
    const working = service.work(stop.signal);
    while (await isOpen(runKey)) await clock.sleep(300);
    expect(await requested(runKey)).toMatchObject({ Trigger__c: 'Request', DryRun__c: true });
    expect(await statusOf(runKey)).toMatch(/^(?:Succeeded|Degraded)$/);

    const schedule = { dailyStart: '23:30', timeZone: 'UTC' };
    await service.organizations.setSchedule(
      organizationId,
      schedule,
      new Date(now.getTime() - 3 * 86_400_000),
    );
    const daily = async () =>
      (await witness.query("SELECT Id FROM SyncRun__c WHERE Trigger__c = 'Schedule'")).totalSize;
    while ((await daily()) === 0) await clock.sleep(300);
    while ((await service.queue.open()).length > 0) await clock.sleep(300);
    expect(await daily()).toBe(1);
    const kept = await service.organizations.find(organizationId);
    expect(kept?.nextRunAt).toEqual(new Date('2026-11-24T23:30:00.000Z'));
    const [newest, before] = await service.runs.newestRuns(organizationId, 5);
    expect(before?.runKey).toBe(runKey);
    expect(newest?.status).toMatch(/^(?:Succeeded|Degraded)$/);
    stop.abort();
    await working;
  });

  it('says no secret in its log, and every line of a run with its organization', () => {
    const all = log.join('');
    expect(all).toContain(seeded.running.org.organizationId);
    expect(all).not.toMatch(/PRIVATE KEY|hush-hush|access_token/);
    const lines = log.map((text) => JSON.parse(text) as Record<string, unknown>);
    const ofRuns = lines.filter(({ runKey }) => runKey !== undefined);
    expect(ofRuns.length).toBeGreaterThan(10);
    for (const each of ofRuns)
      expect(each).toMatchObject({ organizationId: seeded.running.org.organizationId });
  });

  it('knows its organizations after a restart', async () => {
    await service[Symbol.asyncDispose]();
    service = await inOrder();
    expect((await service.organizations.list()).map(({ name }) => name)).toEqual(['Acme']);
    expect(await service.test(seeded.running.org.organizationId)).toBeDefined();
  });

  it('carries out the run that somebody waits for, and none of those that wait for a worker', async () => {
    const { organizationId } = seeded.running.org;
    const request = { dryRun: true, massChangeApproved: false } as const;
    const runKey = '7a1f6d0e-0000-4000-8000-000000000005';
    const other = {
      ...request,
      organizationId: '00D000000000009AAA',
      trigger: 'Schedule',
    } as const;
    await service.queue.enqueue({ ...other, runKey });
    const own = '7a1f6d0e-0000-4000-8000-000000000006';
    const result = await service.runNow(
      { ...request, organizationId, runKey: own, trigger: 'Schedule' },
      everyObserver([]),
      new AbortController().signal,
    );
    expect(result).toMatchObject({ runKey: own, dryRun: true });
    expect(await service.queue.open()).toMatchObject([{ runKey, state: 'waiting' }]);
    await service.queue.cancel(runKey);
  });

  it('closes in the organization what an operator cancels before it begins', async () => {
    const { organizationId } = seeded.running.org;
    const runKey = '7a1f6d0e-0000-4000-8000-000000000002';
    seeded.insert('SyncRun__c', [
      { RunKey__c: runKey, Status__c: 'Requested', Trigger__c: 'Request' },
    ]);
    const request = { trigger: 'Request', dryRun: false, massChangeApproved: false } as const;
    expect(await service.queue.enqueue({ ...request, organizationId, runKey })).toBe('queued');
    expect(await service.queue.cancel(runKey)).toBe(true);
    await service.takeRuns();
    while (await isOpen(runKey)) await clock.sleep(300);
    expect(await statusOf(runKey)).toBe('Cancelled');
    while (!(await service.runs.hasRun(organizationId, runKey))) await clock.sleep(300);
    expect(await service.runs.find(organizationId, runKey)).toMatchObject({
      status: 'Cancelled',
      values: { read: 0, written: 0 },
    });
  });

  it('writes nothing for a requested run that an administrator cancelled while it waited', async () => {
    const { organizationId } = seeded.running.org;
    const runKey = '7a1f6d0e-0000-4000-8000-000000000004';
    const cancelled = { Status__c: 'Cancelled', CancelRequested__c: true, Message__c: 'By me.' };
    seeded.insert('SyncRun__c', [{ RunKey__c: runKey, Trigger__c: 'Request', ...cancelled }]);
    const request = { trigger: 'Request', dryRun: false, massChangeApproved: false } as const;
    await service.queue.enqueue({ ...request, organizationId, runKey });
    while (!(await service.runs.hasRun(organizationId, runKey))) await clock.sleep(300);
    expect(await service.runs.find(organizationId, runKey)).toMatchObject({
      status: 'Cancelled',
      phases: [],
    });
    const { records } = await witness.query(
      `SELECT Status__c, CancelRequested__c, Message__c FROM SyncRun__c WHERE RunKey__c = '${runKey}'`,
    );
    expect(records).toMatchObject([cancelled]);
  });

  it('tells in the organization how a run ended that could not be told there at its end', async () => {
    const { organizationId } = seeded.running.org;
    const runKey = '7a1f6d0e-0000-4000-8000-000000000003';
    const run = { runKey, trigger: 'Request', dryRun: true, massChangeApproved: false } as const;
    await service.runs.recordRun(organizationId, { ...ended, runKey });
    await service.queue.enqueue({ ...run, organizationId });
    while ((await service.queue.open()).length > 0) await clock.sleep(300);
    seeded.insert('SyncRun__c', [
      { RunKey__c: runKey, Status__c: 'Requested', Trigger__c: 'Request', DryRun__c: true },
    ]);
    await service.organizations.setNextPoll(organizationId, now);
    const stop = new AbortController();
    const working = service.work(stop.signal);
    while (await isOpen(runKey)) await clock.sleep(300);
    expect(await statusOf(runKey)).toBe('Failed');
    const entries = await witness.query(
      `SELECT ErrorCode__c FROM SyncLogEntry__c WHERE SyncRun__r.RunKey__c = '${runKey}'`,
    );
    expect(entries.records).toMatchObject([{ ErrorCode__c: 'CONNECTION_LOST' }]);
    stop.abort();
    await working;
  });

  it('forgets an organization that is removed', async () => {
    const id = seeded.running.org.organizationId;
    const request = { name: 'Named Credential', scope: 'read', expiresAt: null } as const;
    const own = await service.keys.issue({ ...request, organizationId: id });
    const ofAll = await service.keys.issue({ ...request, organizationId: null });
    expect(await service.remove(id)).toEqual({
      organizationId: id,
      access: 'none-approved',
      problem: null,
    });
    expect(await service.remove(id)).toBeUndefined();
    expect(await service.keys.verify(own.token)).toBeUndefined();
    expect(await service.keys.verify(ofAll.token)).toBeDefined();
  });
});
