import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BulkJobUnsettled } from '../../src/domain/bulk-job-unsettled.ts';
import { OrgError } from '../../src/domain/org-error.ts';
import { RunHandedOver } from '../../src/domain/run-handed-over.ts';
import { isBalanced } from '../../src/domain/run-tally.ts';
import type { Mapping } from '../../src/domain/mapping.ts';
import type { RunRequest, RunResult } from '../../src/domain/run.ts';
import { runSync } from '../../src/stages/run-sync.ts';
import type { RunPorts } from '../../src/stages/run-ports.ts';
import { noteSending } from '../../src/stages/write/note-sending.ts';
import { anAccountField } from '../domain/a-mapping.ts';
import type { MemoryOrganization } from './memory-organization.ts';
import { organizationId } from './memory-organization.ts';
import {
  combined,
  largeOrganization,
  ofPackage,
  sampleOrganization,
  used,
  lapsed,
} from './sample-organization.ts';

const request: RunRequest = {
  runKey: 'run-1',
  trigger: 'Schedule',
  dryRun: false,
  massChangeApproved: true,
};

let organization: MemoryOrganization;
let reference: RunResult;

/** What a run is that nobody interrupts. */
async function uninterrupted(make: () => MemoryOrganization): Promise<RunResult> {
  return runSync(request, make().ports());
}

const killed = new Error('killed');

/** Carries the run out until the port dies; whatever it does after that, nobody keeps. */
async function dies(ports: Partial<RunPorts>): Promise<void> {
  await runSync(request, { ...organization.ports(), ...ports });
}

/** Another worker finishes the run. */
function takesOver(part: Partial<RunRequest> = {}): Promise<RunResult> {
  return runSync({ ...request, ...part }, organization.ports(), undefined, true);
}

const compared = ({ status, message, values, mappings, entries, accountsRead }: RunResult) => ({
  status,
  message,
  values,
  mappings,
  entries,
  accountsRead,
});

describe('a run whose worker died', () => {
  beforeEach(async () => {
    organization = sampleOrganization();
    reference = await uninterrupted(sampleOrganization);
  });

  const writer = (): RunPorts['writer'] => organization.ports().writer;

  it('is finished without sending what had arrived though its answer was lost', async () => {
    await dies({
      writer: {
        ...writer(),
        updateNow: async (updates) => {
          await writer().updateNow(updates);
          throw killed;
        },
      },
    });
    expect(organization.writeRequests).toHaveLength(1);
    const result = await takesOver();
    expect(organization.writeRequests).toHaveLength(1);
    expect(compared(result)).toEqual(compared(reference));
    expect(organization.written).toHaveLength(reference.values.written);
  });

  it('is finished by sending what had not arrived', async () => {
    await dies({ writer: { ...writer(), updateNow: () => Promise.reject(killed) } });
    expect(organization.writeRequests).toEqual([]);
    const result = await takesOver();
    expect(organization.writeRequests).toHaveLength(1);
    expect(compared(result)).toEqual(compared(reference));
  });

  it('counts what had been settled, and neither reads nor decides anew', async () => {
    organization.faultsOf = ({ accountId }) =>
      accountId === lapsed
        ? [{ code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'No.', fields: [] }]
        : [];
    const closeRun = () => Promise.reject(killed);
    await dies({ runLog: { ...organization.ports().runLog, closeRun } });
    const requests = organization.writeRequests.length;
    organization.data.set(combined, { state: 'no-data' });
    organization.licenses = [];

    const result = await takesOver();
    expect(organization.writeRequests).toHaveLength(requests);
    expect(result.values).toMatchObject({ written: 2, failed: 2 });
    expect(isBalanced(result.values)).toBe(true);
    expect(result.entries.filter(({ level }) => level === 'Error')).toMatchObject([
      { code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', count: 1, mapping: 'Combined' },
      { code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', count: 1, mapping: 'PackageA' },
    ]);
    expect(
      result.phases.map(({ phase }) => phase).filter((each) => each === 'Accounts'),
    ).toHaveLength(1);
  });

  it('is decided anew where it died before its changes were stored', async () => {
    const store = () => Promise.reject(new RangeError('killed'));
    const { outbox } = organization;
    await dies({
      outbox: {
        ...outbox,
        hold: async (...of) => ({ ...(await outbox.hold(...of)), store }),
      },
    });
    expect(organization.writeRequests).toEqual([]);
    expect(compared(await takesOver())).toEqual(compared(reference));
  });

  it('is decided anew where its plan is from another day', async () => {
    await dies({ writer: { ...writer(), updateNow: () => Promise.reject(killed) } });
    organization.now = new Date(organization.now.getTime() + 13 * 3_600_000);
    organization.data.set(ofPackage, { state: 'loaded' });
    organization.numbers.set(
      used,
      new Map([
        [combined, 99],
        [ofPackage, 98],
      ]),
    );
    await takesOver();
    expect(organization.accounts.get(used)).toMatchObject({ MAU__c: 99, MAU_A__c: 98 });
  });

  it('is decided anew where another run came between, and takes nothing back of what that wrote', async () => {
    await dies({ writer: { ...writer(), updateNow: () => Promise.reject(killed) } });
    organization.licenses = organization.licenses.map((each) => ({
      ...each,
      status: 'UNINSTALLED',
    }));
    organization.numbers.set(used, new Map([[combined, 99]]));
    const between = await takesOver({ runKey: 'run-2' });
    expect(between.values).toMatchObject({ read: 4, deferred: 0, failed: 0 });
    const right = organization.accounts.get(used);
    expect(right).toMatchObject({ MAU__c: 99, MAU_A__c: null });

    const late = await takesOver();
    expect(late.values).toMatchObject({ read: 4, unchanged: 4 });
    expect(organization.accounts.get(used)).toEqual(right);
  });

  it('keeps the next one waiting while a request of it may be under way, and no longer', async () => {
    await dies({ writer: { ...writer(), updateNow: () => Promise.reject(killed) } });
    const ports = organization.ports();
    let pauses = 0;
    const sleep = (): Promise<void> => {
      pauses += 1;
      if (pauses === 2) organization.outbox.forget(organizationId, request.runKey);
      return Promise.resolve();
    };
    await runSync({ ...request, runKey: 'run-2' }, { ...ports, clock: { ...ports.clock, sleep } });
    expect(pauses).toBe(2);

    organization = sampleOrganization();
    await dies({ writer: { ...writer(), updateNow: () => Promise.reject(killed) } });
    organization.now = new Date(organization.now.getTime() + 3 * 60_000);
    const { length } = organization.pausesMs;
    await takesOver({ runKey: 'run-2' });
    expect(organization.pausesMs).toHaveLength(length);
  });

  it.each([
    ['paused', (each: Mapping) => ({ ...each, isActive: false })],
    ['mapped to another field', (each: Mapping) => ({ ...each, field: 'Other__c' })],
  ])('is decided anew where a mapping was %s since', async (_, changed) => {
    await dies({ writer: { ...writer(), updateNow: () => Promise.reject(killed) } });
    organization.fields = [...organization.fields, anAccountField('Other__c')];
    organization.mappings = organization.mappings.map((each) =>
      each.name === 'PackageA' ? changed(each) : each,
    );
    for (const [id, values] of organization.accounts)
      organization.addAccount(id, { ...values, MAU_A__c: 4_711, Other__c: null });
    const { values } = await takesOver();
    expect(isBalanced(values)).toBe(true);
    expect([...organization.accounts.values()].map((each) => each.MAU_A__c)).toEqual([
      4_711, 4_711,
    ]);
    expect(organization.accounts.get(used)).toMatchObject({ MAU__c: 12 });
  });

  it('is decided anew where a setting changed since, and not where the order of mappings did', async () => {
    await dies({ writer: { ...writer(), updateNow: () => Promise.reject(killed) } });
    organization.mappings = organization.mappings.toReversed();
    organization.licenses = [];
    expect((await takesOver()).values).toMatchObject({ read: 4, written: 4 });

    organization = sampleOrganization();
    await dies({ writer: { ...writer(), updateNow: () => Promise.reject(killed) } });
    organization.settings = { ...organization.settings, licensingPolicy: 'any_record' };
    await takesOver();
    expect(organization.accounts.get(lapsed)).toMatchObject({ MAU_A__c: 0 });
  });

  it('starts when it started', async () => {
    await dies({ writer: { ...writer(), updateNow: () => Promise.reject(killed) } });
    const { now } = organization;
    organization.now = new Date(now.getTime() + 60_000);
    expect((await takesOver()).startedAt).toEqual(now);
  });
});

describe('a worker whose run is taken by another', () => {
  beforeEach(() => {
    organization = sampleOrganization();
  });

  it('sends nothing, settles nothing and leaves the log alone', async () => {
    const ports = organization.ports();
    const observer = {
      ...ports.observer,
      phaseStarted: (phase: string) => {
        if (phase === 'Write') void organization.outbox.hold(organizationId, request.runKey);
      },
    };
    await expect(runSync(request, { ...ports, observer })).rejects.toBeInstanceOf(RunHandedOver);
    expect(organization.writeRequests).toEqual([]);
    expect(organization.closed).toBeUndefined();
  });

  it('does not close the log where all it had to do was done', async () => {
    await takesOver({ runKey: 'run-0' });
    organization.closed = undefined;
    const ports = organization.ports();
    const observer = {
      ...ports.observer,
      phaseFinished: (phase: string) => {
        if (phase === 'Write') void organization.outbox.hold(organizationId, request.runKey);
      },
    };
    await expect(runSync(request, { ...ports, observer })).rejects.toBeInstanceOf(RunHandedOver);
    expect(organization.closed).toBeUndefined();
  });

  it('gives it up in the middle when it is told to stop, and nothing is lost', async () => {
    const stop = new AbortController();
    organization.beforeWrite = () => {
      stop.abort(new RunHandedOver('this one was told to stop.'));
      throw new OrgError('transient', 'CONNECTION_LOST', 'The connection broke.');
    };
    await expect(runSync(request, organization.ports(), stop.signal, true)).rejects.toBeInstanceOf(
      RunHandedOver,
    );
    expect(organization.closed).toBeUndefined();
    organization.beforeWrite = () => undefined;
    expect(await takesOver()).toMatchObject({ values: { written: 4, deferred: 0 } });
  });

  it.each(['Connect', 'Licenses', 'Mappings', 'Accounts', 'Values', 'Directory', 'Plan', 'Write'])(
    'gives it up when it is told to stop as %s begins, and another finishes it',
    async (last) => {
      const uninterruptedRun = await uninterrupted(sampleOrganization);
      const stop = new AbortController();
      const ports = organization.ports();
      const observer = {
        ...ports.observer,
        phaseStarted: (phase: string) => {
          if (phase === last) stop.abort(new RunHandedOver('this one was told to stop.'));
        },
      };
      const stopped = runSync(request, { ...ports, observer }, stop.signal, true);
      await expect(stopped).rejects.toBeInstanceOf(RunHandedOver);
      expect(organization.writeRequests).toEqual([]);
      expect(organization.closed).toBeUndefined();
      expect(compared(await takesOver())).toEqual(compared(uninterruptedRun));
    },
  );

  it('makes sure once more where it stood still in the middle of its note', async () => {
    let now = 0;
    const calls: string[] = [];
    const outbox = {
      sending: () => {
        calls.push('sending');
        now += 60_000;
        return Promise.resolve();
      },
      touch: () => {
        calls.push('touch');
        return Promise.reject(new RunHandedOver('it is gone.'));
      },
    };
    const clock = { now: () => new Date(now), sleep: () => Promise.resolve() };
    await expect(noteSending('request', ['1'], outbox, clock)).rejects.toBeInstanceOf(
      RunHandedOver,
    );
    expect(calls).toEqual(['sending', 'touch']);
  });
});

describe('a run in a Bulk job', () => {
  beforeAll(async () => {
    reference = await uninterrupted(largeOrganization);
  });
  beforeEach(() => {
    organization = largeOrganization();
  });

  const unsettled = new BulkJobUnsettled('job-1', 'it is InProgress.');

  it('is kept while the job is at work, and whoever goes on asks the job', async () => {
    organization.jobError = unsettled;
    await expect(takesOver()).rejects.toBeInstanceOf(RunHandedOver);
    await expect(takesOver()).rejects.toBeInstanceOf(RunHandedOver);
    expect(organization.closed).toBeUndefined();

    organization.jobError = undefined;
    const result = await takesOver();
    expect(organization.writeRequests).toHaveLength(1);
    expect(organization.resumedJobs).toEqual(['job-1', 'job-1']);
    expect(compared(result)).toEqual(compared(reference));
    expect(organization.written).toHaveLength(reference.values.written);
  });

  it('compares anew what a job that is gone had, and sends the rest', async () => {
    organization.jobError = unsettled;
    await expect(takesOver()).rejects.toBeInstanceOf(RunHandedOver);
    organization.jobError = undefined;
    organization.jobResults.clear();
    const [lost = ''] = organization.accounts.keys();
    organization.addAccount(lost, {
      MAU__c: null,
      MAU_A__c: null,
      Seats__c: null,
      Segment__c: null,
    });

    const result = await takesOver();
    expect(organization.writeRequests.map((updates) => updates.length)).toEqual([8_100, 1]);
    expect(compared(result)).toEqual(compared(reference));
  });

  it('ends where nobody goes on with it; the next run asks the job before it reads', async () => {
    organization.jobError = unsettled;
    const result = await runSync(request, organization.ports());
    expect(result).toMatchObject({ status: 'Degraded', values: { written: 0 } });
    expect(result.entries).toMatchObject([{ code: 'BULK_JOB_UNSETTLED', level: 'Warning' }]);
    expect(isBalanced(result.values)).toBe(true);
    organization.outbox.forget(organizationId, request.runKey);

    organization.jobError = undefined;
    const next = await takesOver({ runKey: 'run-2' });
    expect(organization.resumedJobs).toEqual(['job-1']);
    expect(organization.writeRequests).toHaveLength(1);
    expect(next.entries).toMatchObject([{ code: 'EARLIER_JOB_SETTLED', level: 'Info' }]);
    expect(next.values.unchanged).toBe(next.values.read);
    expect(organization.written).toHaveLength(reference.values.written);
  });

  it('is cancelled without waiting for the job', async () => {
    organization.jobError = unsettled;
    const cancel = new AbortController();
    organization.beforeWrite = () => {
      cancel.abort(new Error('An administrator cancelled the run.'));
    };
    const result = await runSync(request, organization.ports(), cancel.signal, true);
    expect(result).toMatchObject({ status: 'Cancelled', values: { written: 0 } });
    expect(isBalanced(result.values)).toBe(true);
  });
});

describe('a request without an answer', () => {
  beforeEach(() => {
    organization = sampleOrganization();
  });

  it('is not sent again for what arrived', async () => {
    const ports = organization.ports();
    const lost = new OrgError('transient', 'CONNECTION_LOST', 'The connection broke.');
    let calls = 0;
    const updateNow: typeof ports.writer.updateNow = async (updates) => {
      calls += 1;
      const results = await ports.writer.updateNow(updates);
      if (calls === 1) throw lost;
      return results;
    };
    const result = await runSync(request, { ...ports, writer: { ...ports.writer, updateNow } });
    expect(calls).toBe(1);
    expect(result).toMatchObject({ values: { written: 4, failed: 0, deferred: 0 } });
    expect(organization.written).toHaveLength(4);
  });

  it('is looked up again where looking it up fails, before anything is sent', async () => {
    const ports = organization.ports();
    const lost = new OrgError('transient', 'CONNECTION_LOST', 'The connection broke.');
    let looks = 0;
    const readAccountsById: typeof ports.accounts.readAccountsById = (...wanted) => {
      looks += 1;
      return looks < 3 ? Promise.reject(lost) : ports.accounts.readAccountsById(...wanted);
    };
    const updateNow: typeof ports.writer.updateNow = async (updates) => {
      await ports.writer.updateNow(updates);
      throw lost;
    };
    const result = await runSync(request, {
      ...ports,
      writer: { ...ports.writer, updateNow },
      accounts: { ...ports.accounts, readAccountsById },
    });
    expect(organization.writeRequests).toHaveLength(1);
    expect(result).toMatchObject({ values: { written: 4 } });
  });
});
