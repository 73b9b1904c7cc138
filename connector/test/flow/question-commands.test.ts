import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { featuresFileOf, inboxOf, writeSettings } from '../../../scripts/demo/demo-connector.ts';
import { demoMappings } from '../../../scripts/demo/demo-mappings.ts';
import { openDemoOrg, type DemoOrg } from '../../../scripts/demo/demo-org.ts';
import { mappingPackage } from '../../../scripts/demo/metadata-package.ts';
import { sampleIsv } from '../../../scripts/sample-isv/sample-isv.ts';
import { lastDeliveredDay } from '../../../scripts/sample-isv/usage/arrival.ts';
import { writeAppAnalytics } from '../../../scripts/sample-isv/write-app-analytics.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { inProcess, type Answer } from './in-process-commands.ts';

const isv = sampleIsv({
  seed: 5,
  accounts: 40,
  today: systemClock.now().toISOString().slice(0, 10),
  days: 62,
});
const mappings = demoMappings(isv);
const targets = mappings.flatMap(({ name, field, metricKey }) =>
  metricKey === undefined ? [] : { name, field },
);
const main = resolve(import.meta.dirname, '../../src/main.ts');

interface Plan {
  readonly status: string;
  readonly predictedCalls: number;
  readonly mappings: readonly {
    readonly mapping: string;
    readonly read: number;
    readonly planned: number;
    readonly numbers: number;
    readonly zeros: number;
    readonly nulls: number;
    readonly unchanged: number;
    readonly undecided: number;
    readonly samples: readonly { readonly accountId: string; readonly before: number | null }[];
  }[];
}
interface Run {
  readonly status: string;
  readonly runKey: string;
  readonly values: { readonly written: number; readonly failed: number };
  readonly apiCalls: { readonly predicted: number; readonly used: number };
  readonly mappings: readonly { readonly mapping: string; readonly written: number }[];
}
interface Retry {
  readonly ofRun: string | null;
  readonly values: number;
  readonly result: Run | null;
}

let folder: string;
let org: DemoOrg;
let settings: Record<string, string>;

const command = (...words: readonly string[]): Promise<Answer> => inProcess(words, settings);

/** The command as an operator runs it, in a process of its own, without a terminal. */
async function ownProcess(...words: readonly string[]): Promise<Answer> {
  const child = spawn(process.execPath, [main, ...words], {
    cwd: folder,
    env: settings,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { code, out, err };
}

async function json<Content>(...words: readonly string[]): Promise<Content> {
  const { out, err } = await command(...words, '--json');
  expect(out, err).toMatch(/^\{/);
  return JSON.parse(out) as Content;
}

type Row = Readonly<Record<string, unknown>>;
const rowsOf = (soql: string): readonly Row[] => {
  const { org: local } = org.running;
  return [...local.asUser(local.administratorId).query(soql).records()];
};
const fieldsOfAccounts = (): readonly Row[] =>
  rowsOf(`SELECT Id, ${targets.map(({ field }) => field).join(', ')} FROM Account ORDER BY Id`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'question-commands-'));
  org = await openDemoOrg(isv, systemClock);
  await mkdir(inboxOf(folder), { recursive: true });
  await writeFile(featuresFileOf(folder), JSON.stringify(isv.features));
  await writeAppAnalytics(isv, inboxOf(folder), {
    lastDay: lastDeliveredDay(systemClock.now()),
    snapshotDays: 8,
  });
  await org.administrator.deploy(mappingPackage(mappings));
  settings = {
    ...(parseEnv(await writeSettings(org.running, isv, folder)) as Record<string, string>),
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
  };
});
afterAll(async () => {
  await org.close();
  await rm(folder, { recursive: true, force: true });
});

describe('plan', () => {
  it('tells what the run after it writes and costs, and leaves no trace', async () => {
    const before = fieldsOfAccounts();
    const plan = await json<Plan>('plan');
    expect(fieldsOfAccounts()).toEqual(before);
    expect(rowsOf('SELECT Id FROM SyncRun__c')).toEqual([]);
    expect((await command('explain', '--account', '001000000000001AAA')).code).toBe(1);

    for (const each of plan.mappings) {
      expect(each.planned).toBe(each.numbers + each.zeros + each.nulls);
      expect(each.read).toBe(each.planned + each.unchanged + each.undecided);
    }
    const run = await json<Run>('run', '--approve-mass-change');
    expect(new Map(plan.mappings.map(({ mapping, planned }) => [mapping, planned]))).toEqual(
      new Map(run.mappings.map(({ mapping, written }) => [mapping, written])),
    );
    expect(run.values.written).toBeGreaterThan(50);
    expect(Math.abs(plan.predictedCalls - run.apiCalls.used)).toBeLessThanOrEqual(3);
    const { samples = [] } = plan.mappings.find(({ mapping }) => mapping === 'MAU') ?? {};
    expect(samples).toHaveLength(3);
    for (const { accountId, before: held } of samples)
      expect(held).toBe(before.find(({ Id }) => Id === accountId)?.MAU__c);
  });

  it('says in plain lines that nothing would change', async () => {
    const { out, err } = await ownProcess('plan');
    expect(out).toMatch(/^Dry run: of \d+ values 0 would be written/);
    expect(out).toMatch(/^A run would need about \d+ API calls\.$/m);
    expect(out).toMatch(/^MAU, combined {2,}0 {2,}0 /m);
    expect(`${out}${err}`).not.toContain('\u001B');
  });
});

describe('explain', () => {
  it('tells of each value what is in the field and why, NULL and 0 apart', async () => {
    const reasons = new Set<unknown>();
    const inScope = rowsOf(
      `SELECT Id, Name, ${targets.map(({ field }) => field).join(', ')} FROM Account WHERE Id IN (SELECT sfLma__Account__c FROM sfLma__License__c) LIMIT 2`,
    );
    for (const account of inScope) {
      const told = await json<{
        readonly accountName: string;
        readonly values: readonly {
          readonly accountField: string;
          readonly reason: string;
          readonly written: { readonly value: number | null; readonly at: string } | null;
        }[];
      }>('explain', '--account', String(account.Id).slice(0, 15));
      expect(told.accountName).toBe(account.Name);
      expect(told.values).toHaveLength(targets.length);
      for (const { accountField, reason, written } of told.values) {
        reasons.add(reason);
        // NULL that was there before the first run was never written.
        expect(written?.value ?? null).toBe(account[accountField]);
        expect(reason === 'not-licensed').toBe(account[accountField] === null);
      }
    }
    expect(reasons).toContain('as-reported');
    const { out, code } = await command('explain', '--account', String(inScope[0]?.Id));
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}MAU__c {2}\d+ {2}\(MAU\)\n {4}(?:counted|no usage) from /m);
    expect(out).toMatch(/^Internal seats {2}/m);
  });
});

describe('retry --failed', () => {
  it('sends again what failed, as often as it takes, and nothing where nothing failed', async () => {
    expect(await json<Retry>('retry', '--failed')).toEqual({
      ofRun: null,
      values: 0,
      result: null,
    });
    const [victim] = rowsOf('SELECT Id, MAU__c FROM Account WHERE MAU__c > 0 LIMIT 1');
    const { org: local } = org.running;
    local
      .asUser(local.administratorId)
      .update('Account', { Id: String(victim?.Id), MAU__c: 99_999 });
    const repair = org.running.faults.rejectRows((object, record) =>
      object === 'Account' && record.Id === victim?.Id
        ? { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Not now', fields: [] }
        : undefined,
    );
    const broken = await json<Run>('run');
    expect(broken.values.failed).toBe(1);
    const again = await command('retry', '--failed');
    expect(again.code).toBe(1);
    expect(again.out).toContain(`1 values that failed in the run ${broken.runKey}`);
    repair();

    const repaired = await json<Retry>('retry', '--failed', '--run', broken.runKey);
    expect(repaired).toMatchObject({
      ofRun: broken.runKey,
      values: 1,
      result: { trigger: 'Retry' },
    });
    expect(repaired.result?.values).toMatchObject({ written: 1, failed: 0 });
    expect(rowsOf(`SELECT MAU__c FROM Account WHERE Id = '${String(victim?.Id)}'`)).toMatchObject([
      { MAU__c: victim?.MAU__c },
    ]);
  });

  it('says which runs there are where the one that is named is not known', async () => {
    const { code, err } = await ownProcess('retry', '--failed', '--run', 'no-such-run');
    expect(code).toBe(2);
    expect(err).toMatch(/No run has the key no-such-run\. .*"isvapp-connector runs"/);
  });
});

describe('a connected organization', () => {
  it('is planned, explained and retried by its id', async () => {
    const key = join(folder, 'private-key.pem');
    const { url, client, org: local } = org.running;
    const id = local.organizationId;
    const added = await ownProcess(
      ...['orgs', 'add', '--local', '--url', url, '--client-id', client.clientId],
      ...['--username', String(settings.SALESFORCE_USERNAME), '--private-key-file', key],
    );
    expect(added.code, added.err).toBe(0);
    const plan = await json<Plan>('plan', '--org', id.slice(0, 15));
    expect(plan.mappings.length).toBeGreaterThan(0);
    const [account] = rowsOf('SELECT Id FROM Account WHERE MAU__c > 0 LIMIT 1');
    const told = await json<Row>('explain', '--org', id, '--account', String(account?.Id));
    expect(told.accountId).toBe(account?.Id);
    const retried = await json<Retry>('retry', '--failed', '--org', id);
    expect(retried.values).toBe(1);
    expect(retried.result?.values).toMatchObject({ failed: 0 });
    const unknown = await command('plan', '--org', '00D000000000009AAA');
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain('"isvapp-connector orgs list" shows those that are');
  });
});
