import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { featuresFileOf, inboxOf, openDemoService } from '../../../scripts/demo/demo-connector.ts';
import { demoMappings } from '../../../scripts/demo/demo-mappings.ts';
import { openDemoOrg, type DemoOrg } from '../../../scripts/demo/demo-org.ts';
import { mappingPackage } from '../../../scripts/demo/metadata-package.ts';
import { sampleIsv } from '../../../scripts/sample-isv/sample-isv.ts';
import { writeAppAnalytics } from '../../../scripts/sample-isv/write-app-analytics.ts';
import { runProgress } from '../../src/entrypoints/cli/run-progress.ts';
import { serveHttp } from '../../src/entrypoints/http/serve-http.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { PastRun } from '../../src/ports/run-history.ts';
import type { Service } from '../../src/service.ts';

const now = new Date('2026-11-24T10:00:00Z');
let aheadMs = 0;
/** Pauses are cut short: what they wait for happens in this process. */
const clock: Clock = {
  now: () => new Date(now.getTime() + aheadMs),
  sleep: async (ms, signal) => {
    await delay(Math.min(ms, 200), undefined, { signal });
  },
};
const isv = sampleIsv({ seed: 11, accounts: 150, today: '2026-11-24', days: 60 });
const mappings = demoMappings(isv);
const firstRun = '00000000-0000-4000-8000-000000000001';

type Row = Readonly<Record<string, unknown>>;
interface PreviewAnswer {
  readonly rows: readonly {
    readonly accountId: string;
    readonly licensed: boolean;
    readonly write: boolean;
    readonly nextNumber: number | null;
    readonly nextText: string | null;
    readonly explanation: string;
  }[];
  readonly counts: Readonly<Record<'number' | 'zero' | 'null' | 'kept', number>>;
}
interface Explanation {
  readonly values: readonly {
    readonly mapping: string;
    readonly reason: string;
    readonly explanation: string;
    readonly writtenAt: string | null;
    readonly runKey: string | null;
  }[];
  readonly internalSeats: Row;
  readonly externalSeats: Row;
  readonly renewal: Row;
}
interface Page {
  readonly rows: readonly {
    readonly accountId: string;
    readonly name: string;
    readonly values: Row;
  }[];
  readonly nextCursor: string | null;
  readonly total: number;
}

let folder: string;
let org: DemoOrg;
let service: Service;
let first: PastRun;
let token: string;
let address: string;
const stopping = new AbortController();
let serving: Promise<unknown>;
/** What the wizard said of each metric before anything was mapped or any run was made. */
const previews = new Map<string, PreviewAnswer>();

const rowsOf = (soql: string): readonly Row[] => {
  const { org: local } = org.running;
  return [...local.asUser(local.administratorId).query(soql).records()];
};

async function ask(path: string, body?: unknown): Promise<{ status: number; json: unknown }> {
  const answer = await fetch(`${address}${path}`, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
  return { status: answer.status, json: await answer.json() };
}

async function answerOf<Answer>(path: string, body?: unknown): Promise<Answer> {
  const { status, json } = await ask(path, body);
  expect(status, JSON.stringify(json)).toBeLessThan(300);
  return json as Answer;
}

const preview = (
  kind: string,
  accountField: string,
  metricKey: string | null,
  ids: string[] = [],
) =>
  answerOf<PreviewAnswer>('/v1/preview', {
    kind,
    accountField,
    metricKey,
    accountIds: ids,
    sampleSize: 6,
  });

const syncOnce = (runKey: string): Promise<PastRun> =>
  service.runNow(
    {
      organizationId: org.running.org.organizationId,
      runKey,
      trigger: 'CommandLine',
      dryRun: false,
      massChangeApproved: true,
    },
    runProgress(() => undefined),
    stopping.signal,
  );

const metrics = mappings.flatMap(({ name, field, metricKey }) =>
  metricKey === undefined ? [] : { name, field, metricKey },
);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'http-api-'));
  org = await openDemoOrg(isv, clock);
  await mkdir(inboxOf(folder), { recursive: true });
  await writeFile(featuresFileOf(folder), JSON.stringify(isv.features));
  await writeAppAnalytics(isv, inboxOf(folder), { lastDay: '2026-11-22', snapshotDays: 8 });
  service = await openDemoService(org.running, isv, folder, clock);
  const { organizationId } = org.running.org;
  const request = {
    organizationId,
    name: 'Lightning app',
    scope: 'operate',
    expiresAt: null,
  } as const;
  ({ token } = await service.keys.issue(request));
  await new Promise<void>((resolve) => {
    const answering = serveHttp(service.api, {
      host: '127.0.0.1',
      port: 0,
      requestsPerMinute: 100_000,
      signal: stopping.signal,
      onListening: (at) => {
        address = at;
        resolve();
      },
    });
    serving = Promise.all([answering, service.work(stopping.signal)]);
  });
  // A run without a mapping takes the App Analytics files in, as a nightly run before the first visit does.
  await syncOnce('00000000-0000-4000-8000-000000000000');
  for (const { name, field, metricKey } of metrics)
    previews.set(name, await preview('Metric', field, metricKey, [...org.ids.accounts.values()]));
  await org.administrator.deploy(mappingPackage(mappings));
  first = await syncOnce(firstRun);
});

afterAll(async () => {
  stopping.abort();
  await serving;
  await service[Symbol.asyncDispose]();
  await org.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the preview of a metric that was not saved yet', () => {
  it.each(metrics)('said of $name what the run then wrote', ({ name, field }) => {
    const { rows, counts } = previews.get(name) ?? { rows: [], counts: {} };
    const licensedOnes = rowsOf(
      `SELECT Id, ${field} FROM Account WHERE Id IN (SELECT sfLma__Account__c FROM sfLma__License__c WHERE sfLma__Account__c != null)`,
    );
    const written = new Map(licensedOnes.map((row) => [row.Id, row[field]]));
    expect(new Map(rows.map((row) => [row.accountId, row.nextNumber]))).toEqual(written);
    const values = [...written.values()];
    expect(counts).toEqual({
      number: values.filter((value) => value !== null && value !== 0).length,
      zero: values.filter((value) => value === 0).length,
      null: values.filter((value) => value === null).length,
      kept: 0,
    });
    expect(values.length).toBeGreaterThan(100);
  });

  it('shows licensed and unlicensed Accounts where it chooses them', async () => {
    const { rows } = await preview('Metric', 'MAU_Tournaments__c', metrics[3]?.metricKey ?? '');
    expect(rows).toHaveLength(6);
    expect(rows.filter(({ licensed }) => licensed)).toHaveLength(3);
    for (const { licensed, nextNumber, explanation } of rows) {
      expect(nextNumber === null).toBe(!licensed);
      if (!licensed) expect(explanation).toMatch(/^not licensed for Acme Tournaments: /);
    }
  });
});

describe('the preview of a source', () => {
  it('counts what the Accounts themselves hold', async () => {
    const { counts } = await preview('DisplayField', 'Segment__c', null);
    const held = new Map(
      isv.accounts.map((each) => [org.ids.accounts.get(each.key), each.fields.Segment__c]),
    );
    const inScope = (await everyPage({})).map(({ accountId }) => held.get(accountId) ?? null);
    expect(counts).toEqual({
      number: inScope.filter((value) => value !== null).length,
      zero: 0,
      null: inScope.filter((value) => value === null).length,
      kept: 0,
    });
  });

  it('takes seats from the field, of which 0 is a value, and says why not otherwise', async () => {
    const all = [...org.ids.accounts.values()];
    const { rows } = await preview('InternalSeats', 'InternalSeats__c', null, all);
    const fields = new Map(
      isv.accounts.map((each) => [org.ids.accounts.get(each.key), each.fields.InternalSeats__c]),
    );
    for (const { accountId, nextNumber, explanation } of rows) {
      const own = fields.get(accountId);
      if (typeof own === 'number' && own >= 0) expect(nextNumber).toBe(own);
      else expect(explanation).toMatch(/^(the field is empty|.* is negative)/);
    }
  });

  it('refuses a field that can not be it, in words', async () => {
    const body = {
      kind: 'RenewalDate',
      accountField: 'Segment__c',
      metricKey: null,
      accountIds: [],
      sampleSize: 1,
    };
    const { status, json } = await ask('/v1/preview', body);
    expect(status).toBe(422);
    expect((json as { detail: string }).detail).toContain('Segment__c is of type picklist');
  });
});

async function everyPage(parameters: Record<string, string>): Promise<Page['rows']> {
  const rows: Page['rows'][number][] = [];
  let cursor = '';
  do {
    const query = new URLSearchParams({ limit: '40', ...parameters, ...(cursor && { cursor }) });
    const page = await answerOf<Page>(`/v1/directory?${query.toString()}`);
    rows.push(...page.rows);
    expect(page.total).toBeGreaterThanOrEqual(rows.length);
    cursor = page.nextCursor ?? '';
  } while (cursor !== '');
  return rows;
}

describe('the directory', () => {
  it('has each Account in scope once, with the numbers that the org holds', async () => {
    const rows = await everyPage({});
    expect(rows).toHaveLength(first.accountsRead);
    expect(new Set(rows.map(({ accountId }) => accountId)).size).toBe(rows.length);
    const inOrg = new Map(
      rowsOf('SELECT Id, Name, MAU__c, WAU__c, DAU__c, Segment__c FROM Account').map((row) => [
        row.Id,
        row,
      ]),
    );
    for (const { accountId, name, values } of rows) {
      const {
        Name,
        MAU__c: mau,
        WAU__c: wau,
        DAU__c: dau,
        Segment__c,
      } = inOrg.get(accountId) ?? {};
      expect({ name, values }).toMatchObject({ name: Name, values: { mau, wau, dau, Segment__c } });
    }
  });

  it('filters and sorts as a recount of the org does', async () => {
    const filters = JSON.stringify([
      { column: 'Segment__c', operator: 'in', values: ['Enterprise', 'SMB'] },
      { column: 'mau', operator: 'between', from: 1, to: null },
    ]);
    const rows = await everyPage({ filters, sort: 'mau', order: 'desc' });
    const all = await everyPage({});
    const expected = all
      .filter(
        ({ values: { Segment__c: segment, mau } }) =>
          (segment === 'Enterprise' || segment === 'SMB') && typeof mau === 'number' && mau >= 1,
      )
      .sort(
        (a, b) =>
          Number(b.values.mau) - Number(a.values.mau) || (a.accountId < b.accountId ? -1 : 1),
      );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toEqual(expected);
  });
});

function expectExplained(why: Explanation['values'][number], value: unknown): void {
  const { reason, explanation, runKey, writtenAt } = why;
  expect(explanation).not.toBe('');
  // 0 can also be reported: no record is left.
  if (reason === 'not-licensed') expect(value).toBeNull();
  else if (reason === 'no-usage') expect(value).toBe(0);
  else expect(value).toBeTypeOf('number');
  // NULL that was always there was never written; NULL over an old number was.
  expect([runKey, writtenAt]).toEqual(
    value === null && runKey === null ? [null, null] : [firstRun, now.toISOString()],
  );
}

describe('the explanation of an Account', () => {
  it('agrees with what is in its fields, for every Account and metric', async () => {
    const fields = metrics.map(({ field }) => field);
    const inOrg = rowsOf(`SELECT Id, ${fields.join(', ')} FROM Account`);
    const values = new Map(inOrg.map((row) => [String(row.Id), row]));
    const reasons = new Set<string>();
    for (const { accountId } of await everyPage({})) {
      const told = await answerOf<Explanation>(`/v1/explain?accountId=${accountId}`);
      expect(told.values.map(({ mapping }) => mapping).sort()).toEqual(
        metrics.map(({ name }) => name).sort(),
      );
      for (const value of told.values) {
        reasons.add(value.reason);
        const field = metrics.find(({ name }) => name === value.mapping)?.field ?? '';
        expectExplained(value, values.get(accountId)?.[field]);
      }
    }
    expect([...reasons].sort()).toEqual(['as-reported', 'no-usage', 'not-licensed']);
  });

  it('names the field that overrides', async () => {
    const overridden = isv.accounts.find(
      ({ fields }) => typeof fields.ExternalSeats__c === 'number',
    );
    const id = org.ids.accounts.get(overridden?.key ?? '') ?? '';
    const { externalSeats } = await answerOf<Explanation>(`/v1/explain?accountId=${id}`);
    expect(externalSeats).toEqual({
      value: overridden?.fields.ExternalSeats__c,
      source: 'override',
      accountField: 'ExternalSeats__c',
    });
  });

  it('knows no Account of elsewhere', async () => {
    expect((await ask('/v1/explain?accountId=001ZZ00000ZZZZZAAA')).status).toBe(404);
  });
});

describe('a retry', () => {
  const all = { errorCode: null, mapping: null, field: null };

  it('refuses runs that are not known, and runs without a failure', async () => {
    expect((await ask('/v1/runs/7a1f6d0e/retry', all)).status).toBe(404);
    expect((await ask(`/v1/runs/${firstRun}/retry`, all)).status).toBe(409);
  });

  it('writes what a broken field had kept from being written, and nothing else', async () => {
    const local = org.running.org;
    const [victim] = rowsOf('SELECT Id, MAU__c, WAU__c FROM Account WHERE MAU__c > 0 LIMIT 1');
    const id = String(victim?.Id);
    const administrator = local.asUser(local.administratorId);
    administrator.update('Account', { Id: id, MAU__c: 99_999 });
    const repair = org.running.faults.rejectRows((object, record) =>
      object === 'Account' && record.Id === id
        ? {
            statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
            message: 'Not now',
            fields: ['MAU__c'],
          }
        : undefined,
    );
    const broken = await syncOnce('00000000-0000-4000-8000-000000000009');
    expect(broken.values.failed).toBe(1);
    repair();

    const started = await answerOf<{ runKey: string; accounts: number }>(
      `/v1/runs/${broken.runKey}/retry`,
      { ...all, field: 'MAU__c' },
    );
    expect(started.accounts).toBe(1);
    await expect
      .poll(() => rowsOf(`SELECT MAU__c FROM Account WHERE Id = '${id}'`)[0]?.MAU__c, {
        timeout: 30_000,
      })
      .toBe(victim?.MAU__c);
    await expect
      .poll(
        () =>
          rowsOf(
            `SELECT Status__c, Trigger__c, ValuesWritten__c FROM SyncRun__c WHERE RunKey__c = '${started.runKey}'`,
          ),
        { timeout: 30_000 },
      )
      .toMatchObject([{ Status__c: 'Succeeded', Trigger__c: 'Retry', ValuesWritten__c: 1 }]);
  });

  it('that the brake holds is let go by an approval, and by nothing else', async () => {
    const local = org.running.org;
    const administrator = local.asUser(local.administratorId);
    const fields = ['MAU_Tournaments__c', 'PlayersCount__c', 'FeatureTournament__c'];
    const soql = `SELECT ${fields.join(', ')}, Id FROM Account`;
    const [victim = {}] = rowsOf(`${soql} WHERE MAU_Tournaments__c > 0 LIMIT 1`);
    const id = String(victim.Id);
    const values = () => {
      const [row = {}] = rowsOf(`${soql} WHERE Id = '${id}'`);
      return fields.map((field) => row[field]);
    };
    const right = values();
    const wrong = fields.map(() => 99_999);
    const withWrong = Object.fromEntries(fields.map((field) => [field, 99_999]));
    administrator.update('Account', { Id: id, ...withWrong });
    const repair = org.running.faults.rejectRows((object, record) =>
      object === 'Account' && record.Id === id
        ? { statusCode: 'ENTITY_IS_LOCKED', message: 'Not now', fields: [] }
        : undefined,
    );
    const broken = await syncOnce('00000000-0000-4000-8000-000000000010');
    expect(broken.values.failed).toBe(3);
    repair();
    const licenses = rowsOf(
      `SELECT Id, sfLma__Expiration__c FROM sfLma__License__c WHERE sfLma__Account__c = '${id}'`,
    );
    for (const { Id } of licenses)
      administrator.update('sfLma__License__c', { Id, sfLma__Expiration__c: '2026-01-31' });

    const ended = async (ofRun: string, body: object) => {
      const { runKey } = await answerOf<{ runKey: string }>(`/v1/runs/${ofRun}/retry`, body);
      const status = () =>
        rowsOf(`SELECT Status__c FROM SyncRun__c WHERE RunKey__c = '${runKey}'`)[0]?.Status__c;
      await expect.poll(status, { timeout: 30_000 }).toMatch(/^(?:Held|Succeeded|Degraded)$/);
      return { runKey, status: status() };
    };
    const held = await ended(broken.runKey, all);
    expect(held.status).toBe('Held');
    expect((await ended(held.runKey, all)).status).toBe('Held');
    expect(values()).toEqual(wrong);
    await ended(held.runKey, { ...all, approveMassChange: true });
    expect(values()).toEqual([null, null, null]);

    for (const license of licenses) administrator.update('sfLma__License__c', license);
    await syncOnce('00000000-0000-4000-8000-000000000011');
    expect(values()).toEqual(right);
  });
});

describe('an operator', () => {
  const named = () => `/v1/organizations/${org.running.org.organizationId}`;
  const asOperator = async (path: string, body?: unknown): Promise<Row> => {
    const request = {
      organizationId: null,
      name: 'operations',
      scope: 'admin',
      expiresAt: null,
    } as const;
    const { token: key } = await service.keys.issue(request);
    const answer = await fetch(`${address}${named()}${path}`, {
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });
    const json = (await answer.json()) as Row;
    expect(answer.status, JSON.stringify(json)).toBeLessThan(300);
    return json;
  };

  it('starts a dry run, which a worker takes up, and finds it among the runs', async () => {
    const { runKey } = await asOperator('/runs', { dryRun: true });
    await expect
      .poll(async () => (await asOperator('/runs?dryRun=true')).runs, { timeout: 30_000 })
      .toMatchObject([{ runKey, trigger: 'Request', dryRun: true }]);
    const run = await asOperator(`/runs/${String(runKey)}`);
    expect(run.mappings).toHaveLength(metrics.length);
    expect(await asOperator('/runs/open')).toEqual({ runs: [] });
  });

  it('sees the mappings and the catalogue as a run does', async () => {
    // What was read before the mappings were deployed is not shown any more.
    aheadMs = 61_000;
    const { mappings: seen } = await asOperator('/mappings');
    const states = new Map((seen as readonly Row[]).map(({ mapping, state }) => [mapping, state]));
    expect(states).toEqual(new Map(mappings.map(({ name }) => [name, 'carried-out'])));
    const { metrics: offered } = await asOperator('/catalogue');
    const keys = (offered as readonly Row[]).map(({ key }) => key);
    for (const { metricKey } of seen as readonly Row[])
      if (metricKey !== null) expect(keys).toContain(metricKey);
    expect(await asOperator('/settings')).toMatchObject({ licensingPolicy: 'active' });
    expect(await asOperator('/test', {})).toMatchObject({ isSandbox: false });
  });

  it('is told of each value of an Account what the org holds, by the run that wrote it', async () => {
    const [account] = rowsOf('SELECT Id, DAU__c FROM Account WHERE DAU__c > 0 LIMIT 1');
    const { outcomes } = await asOperator(`/accounts/${String(account?.Id)}/outcomes`);
    const ofField = (outcomes as readonly Row[]).filter(
      ({ accountField, outcome }) => accountField === 'DAU__c' && outcome === 'written',
    );
    expect(ofField).toMatchObject([{ runKey: firstRun, after: account?.DAU__c }]);
  });
});
