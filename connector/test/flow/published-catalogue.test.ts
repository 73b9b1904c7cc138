import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { integrationUser, openDemoOrg, type DemoOrg } from '../../../scripts/demo/demo-org.ts';
import { sampleIsv } from '../../../scripts/sample-isv/sample-isv.ts';
import { writeAppAnalytics } from '../../../scripts/sample-isv/write-app-analytics.ts';
import { loadServiceConfig, type Config } from '../../src/config.ts';
import type { OrganizationToAdd } from '../../src/domain/service-status.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { openService, type Service } from '../../src/service.ts';
import { seededOrg } from '../contract/seeded-org.ts';

const now = new Date('2026-11-10T10:00:00Z');
const clock: Clock = {
  now: () => now,
  sleep: async (ms, signal) => {
    await delay(Math.min(ms, 50), undefined, { signal });
  },
};
const isv = sampleIsv({ seed: 7, accounts: 20, today: '2026-11-10', days: 9 });

let org: DemoOrg;
let folder: string;
let service: Service;
let log: string[];

const secret = () =>
  ({
    kind: 'jwt',
    clientId: org.running.client.clientId,
    username: integrationUser,
    privateKeyPem: org.running.client.privateKey,
  }) as const;
const wanted = (): OrganizationToAdd => ({
  instanceUrl: org.running.url,
  allowLocalAddress: true,
  secret: secret(),
});
const configured = (): Config['salesforce'] => ({
  loginUrl: org.running.url,
  allowLocalAddress: true,
  auth: secret(),
});
const opened = (): Promise<Service> =>
  openService(
    loadServiceConfig({
      DATA_DIRECTORY: folder,
      FEATURES_FILE: join(folder, 'features.json'),
      ENCRYPTION_KEY: Buffer.alloc(32, 3).toString('base64'),
      SALESFORCE_ALLOW_LOCAL: 'true',
    }),
    clock,
    { write: (line: string) => log.push(line) },
  );
const query = (soql: string): readonly Readonly<Record<string, unknown>>[] => [
  ...org.running.org.asUser(org.running.org.administratorId).query(soql).records(),
];
/** Metrics that the wizard offers, by category. */
const offered = (): Record<string, number> => {
  const found = query("SELECT Category__c FROM UsageMetric__c WHERE State__c != 'Removed'");
  const groups = Object.groupBy(found, ({ Category__c: category }) => String(category));
  return Object.fromEntries(
    Object.entries(groups).map(([name, each]) => [name, each?.length ?? 0]),
  );
};
/** Three engagements combined and of each package, two units of each feature; of no record, as no file tells of any. */
const withoutFiles = {
  Engagement: 3 * (1 + isv.packages.length),
  Feature: 2 * isv.features.length,
};

beforeAll(async () => {
  org = await openDemoOrg(isv, clock);
}, 240_000);
afterAll(() => org.close());
beforeEach(async () => {
  const { running } = org;
  const ids = query('SELECT Id FROM UsageMetric__c').map(({ Id }) => String(Id));
  for (const id of ids)
    running.org.asSystem(running.org.administratorId).delete('UsageMetric__c', id);
  log = [];
  folder = await mkdtemp(join(tmpdir(), 'published-catalogue-'));
  await writeFile(join(folder, 'features.json'), JSON.stringify(isv.features));
  service = await opened();
});
afterEach(async () => {
  await service[Symbol.asyncDispose]();
  expect(query('SELECT Id FROM SyncRun__c')).toEqual([]);
  await rm(folder, { recursive: true });
});

describe('An organization that is connected is told what can be mapped, without a run', () => {
  it('by the command line and the API', async () => {
    const { id } = await service.add(wanted());
    const told = await service.published(id);
    expect(offered()).toEqual(withoutFiles);
    expect(told).toEqual({ metrics: query('SELECT Id FROM UsageMetric__c').length, problem: null });
  });

  it('with what files in its inbox tell, which are taken in', async () => {
    const { organizationId } = org.running.org;
    const inbox = await filledInbox();
    await service.add(wanted());
    await service.published(organizationId);
    expect(offered().RecordCount).toBeGreaterThan(3);
    expect(
      query("SELECT LatestDataPoint__c FROM UsageMetric__c WHERE Key__c = 'engagement.dau'"),
    ).toMatchObject([{ LatestDataPoint__c: '2026-11-08' }]);
    expect(await filesIn(inbox)).toEqual([]);
  });

  it('with what was taken in before, where somebody is counting with it', async () => {
    const { organizationId } = org.running.org;
    const inbox = await filledInbox();
    const waiting = await filesIn(inbox);
    const session = await service.api.usageSessions?.begin('key', organizationId);
    if (typeof session !== 'object') throw new Error('It does not count for others.');
    await service.add(wanted());
    expect(await service.published(organizationId)).toMatchObject({ problem: null });
    expect(offered()).toEqual(withoutFiles);
    expect(await filesIn(inbox)).toEqual(waiting);
  });

  it('by a sign-in in a browser, once it has come back', async () => {
    await using approving = await seededOrg({ clock, approvesAs: 'integration@acme.example' });
    const { client, org: other, url } = approving.running;
    const begun = await service.api.authorize({
      instanceUrl: url,
      allowLocalAddress: true,
      clientId: client.clientId,
    });
    if (typeof begun === 'string') throw new Error(begun);
    const answer = await fetch(begun.url, { redirect: 'manual' });
    const back = new URL(answer.headers.get('location') ?? '').searchParams;
    const { id } = await service.api.finishAuthorization(back);
    expect(await service.published(id)).toEqual({
      metrics: 3 + withoutFiles.Feature,
      problem: null,
    });
    const engagements = "SELECT Id FROM UsageMetric__c WHERE Category__c = 'Engagement'";
    expect([...other.asUser(other.administratorId).query(engagements).rows]).toHaveLength(3);
  });

  it('by the variables, at the first start alone', async () => {
    const id = await service.keepConfigured(configured());
    await service.published(id);
    expect(offered()).toEqual(withoutFiles);
    await service[Symbol.asyncDispose]();
    service = await opened();
    await service.keepConfigured(configured());
    expect(service.published(id)).toBeUndefined();
  });

  it('before the process ends that connected it', async () => {
    await service.add(wanted());
    await service[Symbol.asyncDispose]();
    expect(offered()).toEqual(withoutFiles);
    service = await opened();
  });
});

describe('Where it can not be published', () => {
  it('the organization is connected all the same, it is told why, and connecting again does it', async () => {
    const failure = { status: 400, errorCode: 'INSUFFICIENT_ACCESS', message: 'No access.' };
    org.running.faults.failNext({ soql: 'FROM UsageMetric__c' }, failure);
    const { id } = await service.add(wanted());
    expect(await service.published(id)).toEqual({
      metrics: null,
      problem: expect.stringMatching(/catalogue of metrics.*No access/) as string,
    });
    expect((await service.organizations.list()).map((each) => each.id)).toEqual([id]);
    expect(offered()).toEqual({});
    const line = log.find((each) => each.includes('could not be published'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({ level: 'warn', organizationId: id });

    await service.add(wanted());
    expect(await service.published(id)).toMatchObject({ problem: null });
    expect(offered()).toEqual(withoutFiles);
  });
});

/** The inbox of the organization, with a week of files. */
async function filledInbox(): Promise<string> {
  const inbox = join(folder, 'inbox', org.running.org.organizationId);
  await mkdir(inbox, { recursive: true });
  await writeAppAnalytics(isv, inbox, { lastDay: '2026-11-08', snapshotDays: 2 });
  return inbox;
}

async function filesIn(directory: string): Promise<readonly string[]> {
  const found = await readdir(directory, { withFileTypes: true });
  return found.filter((each) => each.isFile()).map(({ name }) => name);
}
