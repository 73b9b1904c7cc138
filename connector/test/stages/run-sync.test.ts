import { beforeEach, describe, expect, it } from 'vitest';
import type { SalesforceFault } from '../../src/domain/change.ts';
import type { Mapping } from '../../src/domain/mapping.ts';
import { OrgError } from '../../src/domain/org-error.ts';
import { isBalanced } from '../../src/domain/run-tally.ts';
import type { RunRequest, RunResult } from '../../src/domain/run.ts';
import { runSync } from '../../src/stages/run-sync.ts';
import { aLicense, packageA } from '../domain/a-license.ts';
import { aMapping, aMetric, anAccountField } from '../domain/a-mapping.ts';
import { MemoryOrganization } from './memory-organization.ts';

const combined = 'engagement.mau';
const ofPackage = `engagement.mau.${packageA}`;
const licensed = '001000000000001AAA';
const idle = '001000000000002AAA';
const lapsed = '001000000000003AAA';

const mapping = (
  name: string,
  field: string,
  metricKey: string | null,
  kind: Mapping['kind'] = 'Metric',
): Mapping => aMapping({ name, kind, field, metricKey });
const request: RunRequest = {
  runKey: 'run-1',
  trigger: 'CommandLine',
  dryRun: false,
  massChangeApproved: false,
};
const fault = (code: string, fields: readonly string[] = []): SalesforceFault => ({
  code,
  message: `${code} it is`,
  fields,
});

const blank = { MAU__c: null, MAU_A__c: null, Seats__c: null };

let organization: MemoryOrganization;
const run = (overrides: Partial<RunRequest> = {}): Promise<RunResult> =>
  runSync({ ...request, ...overrides }, organization.ports());

beforeEach(() => {
  organization = new MemoryOrganization();
  organization.fields = [
    anAccountField('MAU__c'),
    anAccountField('MAU_A__c'),
    anAccountField('Seats__c'),
  ];
  organization.mappings = [
    mapping('Combined', 'MAU__c', combined),
    mapping('PackageA', 'MAU_A__c', ofPackage),
  ];
  organization.catalogue = [aMetric(combined), aMetric(ofPackage)];
  const period = { start: '2026-10-01', end: '2026-10-31' };
  organization.data
    .set(combined, { state: 'loaded', period })
    .set(ofPackage, { state: 'loaded', period });
  organization.licenses = [
    aLicense({ accountId: licensed }),
    aLicense({ accountId: idle, organizationId: '00D000000000002', name: 'L-00002' }),
    aLicense({
      accountId: lapsed,
      organizationId: '00D000000000003',
      name: 'L-00042',
      status: 'UNINSTALLED',
    }),
  ];
  for (const id of [licensed, idle, lapsed])
    organization.addAccount(id, { MAU__c: null, MAU_A__c: null, Seats__c: null });
  organization.numbers.set(
    licensed,
    new Map([
      [combined, 12],
      [ofPackage, 7],
    ]),
  );
  organization.numbers.set(
    lapsed,
    new Map([
      [combined, 3],
      [ofPackage, 3],
    ]),
  );
});

describe('a run', () => {
  it('writes numbers, 0 and NULL where each belongs', async () => {
    organization.addAccount(lapsed, { MAU__c: null, MAU_A__c: 55, Seats__c: null });
    const result = await run({ massChangeApproved: true });
    expect(organization.accounts.get(licensed)).toMatchObject({ MAU__c: 12, MAU_A__c: 7 });
    expect(organization.accounts.get(idle)).toMatchObject({ MAU__c: 0, MAU_A__c: 0 });
    expect(organization.accounts.get(lapsed)).toMatchObject({ MAU__c: 3, MAU_A__c: null });
    expect(result).toMatchObject({
      status: 'Succeeded',
      values: { read: 6, written: 6, cleared: 1, unchanged: 0, failed: 0, deferred: 0 },
    });
    expect(organization.closed?.runKey).toBe('run-1');
  });

  it('sends nothing the second time and says so', async () => {
    await run();
    const requests = organization.writeRequests.length;
    const second = await run({ runKey: 'run-2' });
    expect(organization.writeRequests).toHaveLength(requests);
    expect(second).toMatchObject({
      status: 'Succeeded',
      message: 'All 6 values were right already; nothing was written.',
    });
  });

  it('sends only the fields that differ', async () => {
    organization.addAccount(licensed, { MAU__c: 12, MAU_A__c: 6, Seats__c: null });
    await run();
    const update = organization.writeRequests[0]?.find(({ accountId }) => accountId === licensed);
    expect(update?.values).toEqual({ MAU_A__c: 7 });
  });

  it('keeps old values where there is no data, and does not take that for success', async () => {
    organization.data.set(ofPackage, { state: 'no-data' });
    organization.addAccount(licensed, { MAU__c: 12, MAU_A__c: 6, Seats__c: null });
    const result = await run();
    expect(organization.accounts.get(licensed)).toMatchObject({ MAU_A__c: 6 });
    expect(result.status).toBe('Degraded');
    expect(result.values.deferred).toBe(2);
  });

  it('pauses one mapping whose field is gone and carries out the other', async () => {
    organization.fields = organization.fields.filter(({ name }) => name !== 'MAU_A__c');
    const result = await run();
    expect(organization.accounts.get(licensed)).toMatchObject({ MAU__c: 12, MAU_A__c: null });
    expect(result.entries).toContainEqual(
      expect.objectContaining({ code: 'FIELD_NOT_FOUND', mapping: 'PackageA' }),
    );
    expect(result.status).toBe('Degraded');
  });

  it('writes no Account in a dry run and tells what it would', async () => {
    const result = await run({ dryRun: true });
    expect(organization.writeRequests).toEqual([]);
    // The lapsed Account's package field is NULL already; five of the six values differ.
    expect(result.message).toBe(
      "Dry run: of 6 values 5 would be written, 1 are right already, 0 can't be decided.",
    );
  });

  it('does not count what has no data as something a dry run would write', async () => {
    organization.data.set(ofPackage, { state: 'no-data' });
    const result = await run({ dryRun: true });
    expect(result.message).toBe(
      "Dry run: of 6 values 3 would be written, 1 are right already, 2 can't be decided.",
    );
  });

  it('publishes the catalogue', async () => {
    await run();
    expect(organization.published.map(({ key }) => key)).toEqual([combined, ofPackage]);
  });
});

describe('a run that must not go on', () => {
  it('nulls nothing when the licences could not all be read', async () => {
    organization.addAccount(licensed, { MAU__c: 12, MAU_A__c: 7, Seats__c: null });
    organization.licenseError = new OrgError(
      'incomplete',
      'INCOMPLETE_READ',
      'Page 2 of the licenses is missing.',
    );
    const result = await run();
    expect(organization.writeRequests).toEqual([]);
    expect(organization.directory).toEqual([]);
    expect(result).toMatchObject({
      status: 'Failed',
      message: 'Page 2 of the licenses is missing.',
    });
  });

  it('is failed, with advice, when the organization does not let it in', async () => {
    organization.connectError = new OrgError(
      'connection',
      'invalid_grant',
      'The user may not sign in.',
    );
    const result = await run();
    expect(result.status).toBe('Failed');
    expect(result.entries[0]?.explanation).toContain('paused');
    expect(organization.closed).toBeUndefined();
    expect(organization.failures).toEqual([organization.connectError]);
  });

  it('is held when more than a fifth of the values would become NULL', async () => {
    organization.addAccount(licensed, { MAU__c: 12, MAU_A__c: 7, Seats__c: null });
    organization.addAccount(lapsed, { MAU__c: 3, MAU_A__c: 55, Seats__c: null });
    const result = await run();
    expect(organization.writeRequests).toEqual([]);
    expect(result.status).toBe('Held');
    expect(result.entries.filter(({ code }) => code === 'MASS_CHANGE_HELD')).toHaveLength(1);
    expect(result.message).toContain('1 of 4 values');
    expect(organization.accounts.get(lapsed)).toMatchObject({ MAU_A__c: 55 });
  });

  it('goes on from the brake when an administrator approved it', async () => {
    organization.addAccount(lapsed, { MAU__c: 3, MAU_A__c: 55, Seats__c: null });
    await run({ massChangeApproved: true });
    expect(organization.accounts.get(lapsed)).toMatchObject({ MAU_A__c: null });
  });

  it('is cancelled between two steps', async () => {
    const result = await runSync(request, organization.ports(), AbortSignal.abort());
    expect(result.status).toBe('Cancelled');
    expect(organization.writeRequests).toEqual([]);
  });

  it('keeps its result when the log can not be written', async () => {
    const ports = organization.ports();
    const closeRun = () =>
      Promise.reject(new OrgError('quota', 'REQUEST_LIMIT_EXCEEDED', 'No calls are left.'));
    const told: string[] = [];
    const phaseFinished = (phase: string, summary: string) => told.push(`${phase}: ${summary}`);
    const observer = { ...ports.observer, phaseFinished };
    const runLog = { ...ports.runLog, closeRun };
    const result = await runSync(request, { ...ports, runLog, observer });
    expect(told.at(-1)).toBe('Log: not written');
    expect(result.values.written).toBe(5);
    expect(result.entries).toContainEqual(
      expect.objectContaining({ code: 'REQUEST_LIMIT_EXCEEDED' }),
    );
  });
});

describe('what Salesforce refuses', () => {
  it('fails one field and writes the others of the record', async () => {
    organization.faultsOf = ({ values }) =>
      'MAU_A__c' in values ? [fault('INVALID_FIELD_FOR_INSERT_UPDATE', ['MAU_A__c'])] : [];
    const result = await run();
    expect(organization.accounts.get(licensed)).toMatchObject({ MAU__c: 12, MAU_A__c: null });
    expect(result.values).toMatchObject({ written: 3, failed: 2 });
    expect(result.message).toMatch(/^6 values: 3 written/);
  });

  it('is tried again where a row is locked, and written in the end', async () => {
    let locked = 2;
    organization.faultsOf = () => (locked-- > 0 ? [fault('UNABLE_TO_LOCK_ROW')] : []);
    const result = await run();
    expect(result.values).toMatchObject({ written: 5, failed: 0 });
    expect(organization.pausesMs.length).toBeGreaterThan(0);
  });

  it('is given up after a few attempts where it stays locked', async () => {
    organization.faultsOf = () => [fault('UNABLE_TO_LOCK_ROW')];
    const result = await run();
    expect(result.values).toMatchObject({ written: 0, failed: 5 });
    expect(result.message).toMatch(/^Nothing could be written\. 6 values: 0 written/);
    expect(organization.writeRequests).toHaveLength(4);
  });

  it('is not tried again where a validation rule speaks, and its words are kept', async () => {
    organization.faultsOf = () => [fault('FIELD_CUSTOM_VALIDATION_EXCEPTION')];
    const result = await run();
    expect(organization.writeRequests).toHaveLength(1);
    expect(result.entries[0]).toMatchObject({ message: 'FIELD_CUSTOM_VALIDATION_EXCEPTION it is' });
  });

  it('is no failure where the Account was merged meanwhile', async () => {
    organization.gone = [{ id: licensed, masterId: idle }];
    organization.faultsOf = ({ accountId }) =>
      accountId === licensed ? [fault('ENTITY_IS_DELETED')] : [];
    const result = await run();
    expect(result).toMatchObject({ status: 'Succeeded', values: { failed: 0, deferred: 2 } });
    expect(result.entries).toContainEqual(expect.objectContaining({ code: 'ACCOUNT_MERGED' }));
  });

  it('is put off when the allowance runs out midway', async () => {
    organization.beforeWrite = () => {
      throw new OrgError('quota', 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
    };
    const result = await run();
    expect(result).toMatchObject({ status: 'Degraded', values: { written: 0, deferred: 5 } });
    expect(organization.written).toEqual([]);
  });

  it('is put off before the reserve for others is touched', async () => {
    organization.usage = { used: 13_497, limit: 15_000 };
    const result = await run();
    expect(organization.writeRequests).toEqual([]);
    expect(result.entries).toContainEqual(expect.objectContaining({ code: 'API_RESERVE_REACHED' }));
  });

  it('is sent again when the answer was lost, which does no harm', async () => {
    let drops = 1;
    organization.beforeWrite = () => {
      if (drops-- > 0)
        throw new OrgError('transient', 'CONNECTION_LOST', 'The connection was dropped.');
    };
    const result = await run();
    expect(result.values).toMatchObject({ written: 5, failed: 0 });
  });

  it('ends the run where the connection is refused midway, with every value accounted for', async () => {
    organization.beforeWrite = () => {
      throw new OrgError('connection', 'INVALID_SESSION_ID', 'The user was deactivated.');
    };
    const result = await run();
    expect(result.status).toBe('Failed');
    expect(isBalanced(result.values)).toBe(true);
  });

  it('leaves nothing uncounted when the ledger breaks after Salesforce took the values', async () => {
    const ports = organization.ports();
    const recordWritten = () => Promise.reject(new Error('The disk is full.'));
    const result = await runSync(request, { ...ports, ledger: { ...ports.ledger, recordWritten } });
    expect(result).toMatchObject({
      status: 'Failed',
      message: expect.stringContaining('The disk is full.') as string,
      values: { written: 5 },
    });
    expect(isBalanced(result.values)).toBe(true);
  });

  it('leaves nothing uncounted when the ledger can not be read before the first request', async () => {
    const ports = organization.ports();
    let asked = 0;
    const writtenTo: typeof ports.ledger.writtenTo = (...wanted) =>
      asked++ === 0
        ? Promise.reject(new Error('The database is gone.'))
        : ports.ledger.writtenTo(...wanted);
    // Nothing holds a number yet, so the first to ask the ledger is the look for changes by others.
    const result = await runSync(request, { ...ports, ledger: { ...ports.ledger, writtenTo } });
    expect(result).toMatchObject({
      status: 'Failed',
      message: 'The database is gone.',
      values: { deferred: 5 },
    });
    expect(organization.writeRequests).toEqual([]);
    expect(isBalanced(result.values)).toBe(true);
  });

  it('counts and remembers what was written although gone Accounts can not be looked up', async () => {
    organization.faultsOf = ({ accountId }) =>
      accountId === idle ? [fault('ENTITY_IS_DELETED')] : [];
    const ports = organization.ports();
    const findGone = () =>
      Promise.reject(new OrgError('transient', 'CONNECTION_LOST', 'No answer.'));
    const result = await runSync(request, { ...ports, accounts: { ...ports.accounts, findGone } });
    expect(result.values).toMatchObject({ written: 3, deferred: 2 });
    expect(organization.written).toHaveLength(3);
    expect(result.entries).toContainEqual(expect.objectContaining({ code: 'CONNECTION_LOST' }));
  });

  it('names the cause of a failed run although a mapping is paused as well', async () => {
    organization.fields = organization.fields.filter(({ name }) => name !== 'MAU_A__c');
    organization.beforeWrite = () => {
      throw new OrgError('connection', 'INVALID_SESSION_ID', 'The user was deactivated.');
    };
    expect((await run()).message).toBe('The user was deactivated.');
  });

  it('that breaks while the run is cancelled is not lost', async () => {
    const cancelling = new AbortController();
    organization.beforeWrite = () => {
      cancelling.abort();
      throw new TypeError('A defect.');
    };
    const result = await runSync(request, organization.ports(), cancelling.signal);
    expect(result).toMatchObject({ status: 'Failed', message: 'A defect.' });
    expect(isBalanced(result.values)).toBe(true);
    expect(organization.failures).toHaveLength(1);
  });

  it('of a purged Account is told, and is no trouble', async () => {
    organization.faultsOf = ({ accountId }) =>
      accountId === licensed ? [fault('INVALID_CROSS_REFERENCE_KEY')] : [];
    const result = await run();
    expect(result).toMatchObject({ status: 'Succeeded', values: { deferred: 2, failed: 0 } });
  });

  it('never sees a value with more digits than the field takes', async () => {
    organization.fields = [anAccountField('MAU__c', { precision: 1 }), anAccountField('MAU_A__c')];
    const result = await run();
    expect(organization.accounts.get(licensed)).toMatchObject({ MAU__c: null, MAU_A__c: 7 });
    expect(result.entries).toContainEqual(
      expect.objectContaining({ code: 'NUMBER_OUTSIDE_VALID_RANGE' }),
    );
  });
});

describe('an Account that leaves the scope', () => {
  it('is released once: what we wrote becomes NULL, what others wrote stays', async () => {
    await run();
    const others = { MAU__c: 12, MAU_A__c: 7, Seats__c: 99 };
    organization.addAccount(licensed, others);
    organization.licenses = organization.licenses.filter(({ accountId }) => accountId !== licensed);
    await run({ runKey: 'run-2', massChangeApproved: true });
    expect(organization.accounts.get(licensed)).toEqual({
      MAU__c: null,
      MAU_A__c: null,
      Seats__c: 99,
    });
  });
});

describe('what the connector remembers of its writes', () => {
  it('is made up for where a crash came between the answer and the note', async () => {
    await run();
    organization.written.length = 0;
    await run({ runKey: 'run-2' });
    organization.licenses = organization.licenses.filter(({ accountId }) => accountId !== licensed);
    await run({ runKey: 'run-3', massChangeApproved: true });
    expect(organization.accounts.get(licensed)).toMatchObject({ MAU__c: null, MAU_A__c: null });
  });

  it('is not changed by a dry run', async () => {
    await run();
    organization.written.length = 0;
    await run({ runKey: 'run-2', dryRun: true });
    expect(organization.written).toEqual([]);
  });

  it('ends for an Account that left and whose fields someone emptied', async () => {
    await run();
    organization.addAccount(licensed, { MAU__c: null, MAU_A__c: null, Seats__c: null });
    organization.licenses = organization.licenses.filter(({ accountId }) => accountId !== licensed);
    const result = await run({ runKey: 'run-2' });
    expect(result.phases.find(({ phase }) => phase === 'Accounts')?.summary).toContain(
      '1 released',
    );
    const next = await run({ runKey: 'run-3' });
    expect(next.phases.find(({ phase }) => phase === 'Accounts')?.summary).toContain('0 released');
  });

  it('does not touch the values of a removed mapping', async () => {
    await run();
    organization.mappings = organization.mappings.filter(({ name }) => name !== 'PackageA');
    organization.licenses = organization.licenses.filter(({ accountId }) => accountId !== licensed);
    await run({ runKey: 'run-2', massChangeApproved: true });
    expect(organization.accounts.get(licensed)).toMatchObject({ MAU__c: null, MAU_A__c: 7 });
  });
});

describe('an Account whose licence comes while the run is reading', () => {
  it('is left for the next run, for it would look unlicensed', async () => {
    const late = '001000000000009AAA';
    organization.addAccount(late, { MAU__c: 5, MAU_A__c: 5, Seats__c: null });
    organization.licensedDuringRun = [late];
    const result = await run();
    expect(organization.accounts.get(late)).toMatchObject({ MAU__c: 5, MAU_A__c: 5 });
    expect(result.entries).toContainEqual(expect.objectContaining({ code: 'LICENSED_DURING_RUN' }));
  });
});

describe('the directory', () => {
  it.each([
    ['America/Los_Angeles', '2026-12-31'],
    ['Europe/Berlin', '2027-01-01'],
  ])('takes a renewal date/time as the day in %s, the zone of the org', async (zone, date) => {
    organization.timeZone = zone;
    organization.fields.push({
      ...anAccountField('Renewal__c', { precision: 0 }),
      type: 'datetime',
    });
    organization.mappings.push(mapping('Renewal', 'Renewal__c', null, 'RenewalDate'));
    organization.addAccount(licensed, { Renewal__c: '2027-01-01T01:00:00.000+0000' });
    await run();
    expect(organization.directory[0]?.renewal).toEqual({ date, source: 'override' });
  });

  it('takes an override before the licence, and 0 is one', async () => {
    organization.mappings.push(mapping('Seats', 'Seats__c', null, 'InternalSeats'));
    organization.addAccount(licensed, { MAU__c: null, MAU_A__c: null, Seats__c: 0 });
    await run();
    const seatsOf = (id: string) =>
      organization.directory.find(({ accountId }) => accountId === id)?.internalSeats;
    expect(seatsOf(licensed)).toEqual({ seats: 0, source: 'override' });
    expect(seatsOf(idle)).toEqual({ seats: 10, source: 'license' });
    expect(seatsOf(lapsed)).toEqual({ seats: null, source: 'none' });
  });

  it('shows an amount with its currency, and no currency without an amount', async () => {
    organization.fields.push({ ...anAccountField('Contract__c'), type: 'currency' });
    organization.mappings.push(mapping('Contract', 'Contract__c', null, 'DisplayField'));
    organization.addAccount(licensed, { ...blank, Contract__c: 4200, CurrencyIsoCode: 'EUR' });
    organization.addAccount(idle, { ...blank, Contract__c: null });
    await run();
    const shown = (id: string) =>
      organization.directory.find(({ accountId }) => accountId === id)?.display;
    expect(shown(licensed)).toEqual({ Contract__c: 4200, CurrencyIsoCode: 'EUR' });
    expect(shown(idle)).toEqual({ Contract__c: null });
  });

  it.each([-1, 2.5, 'many'])(
    'falls back to the licence where the override is %s, and says so',
    async (bad) => {
      organization.mappings.push(mapping('Seats', 'Seats__c', null, 'InternalSeats'));
      organization.addAccount(licensed, { MAU__c: null, MAU_A__c: null, Seats__c: bad });
      const result = await run();
      expect(organization.directory[0]?.internalSeats).toEqual({ seats: 10, source: 'license' });
      expect(result.entries).toContainEqual(
        expect.objectContaining({ code: 'INVALID_OVERRIDE', sampleAccountIds: [licensed] }),
      );
    },
  );
});

describe('the progress of a run', () => {
  async function longPhases(overrides: Partial<RunRequest>): Promise<readonly string[]> {
    const told: string[] = [];
    const ports = organization.ports();
    const reportProgress: typeof ports.runLog.reportProgress = (phase, _, isLong = false) => {
      if (isLong) told.push(phase);
      return Promise.resolve();
    };
    await runSync(
      { ...request, ...overrides },
      { ...ports, runLog: { ...ports.runLog, reportProgress } },
    );
    return told;
  }

  it('is told again and again within a step, so that a long one is seen to go on', async () => {
    const ports = organization.ports();
    const told: string[] = [];
    async function* slowly<T>(batches: AsyncIterable<readonly T[]>): AsyncGenerator<readonly T[]> {
      // As while a Bulk query is waited for.
      yield [];
      yield [];
      yield* batches;
    }
    await runSync(request, {
      ...ports,
      licenses: { readLicenses: (signal) => slowly(ports.licenses.readLicenses(signal)) },
      accounts: {
        ...ports.accounts,
        readAccounts: (wanted) => slowly(ports.accounts.readAccounts(wanted)),
      },
      runLog: {
        ...ports.runLog,
        reportProgress: (phase, percent) => {
          told.push(`${phase} ${percent}`);
          return Promise.resolve();
        },
      },
    });
    const ofPhase = (phase: string) => told.filter((each) => each.startsWith(`${phase} `));
    expect(ofPhase('Licenses')).toEqual(Array.from({ length: 4 }, () => 'Licenses 0'));
    expect(ofPhase('Accounts')).toEqual(['Accounts 0', 'Accounts 0', 'Accounts 0', 'Accounts 100']);
    expect(ofPhase('Directory')).toEqual(['Directory 0', 'Directory 0']);
    expect(ofPhase('Plan')).toEqual(['Plan 0', 'Plan 0']);
  });

  it('names the phases in which files are taken in and usage is counted, and not the one before', async () => {
    expect(await longPhases({})).toEqual(['Mappings', 'Values']);
  });

  it('costs a retry no call: it takes no files in', async () => {
    const retry = { runKey: 'run-0', errorCode: null, mapping: null, field: null };
    expect(await longPhases({ retry })).toEqual([]);
  });
});
