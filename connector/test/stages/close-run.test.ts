import { beforeEach, describe, expect, it } from 'vitest';
import { BulkJobUnsettled } from '../../src/domain/bulk-job-unsettled.ts';
import { OrgError } from '../../src/domain/org-error.ts';
import { OutOfTries } from '../../src/domain/out-of-tries.ts';
import { RunHandedOver } from '../../src/domain/run-handed-over.ts';
import { isBalanced } from '../../src/domain/run-tally.ts';
import type { RunRequest } from '../../src/domain/run.ts';
import { closeRun } from '../../src/stages/close-run.ts';
import { runSync } from '../../src/stages/run-sync.ts';
import type { RunPorts } from '../../src/stages/run-ports.ts';
import { organizationId, type MemoryOrganization } from './memory-organization.ts';
import { lapsed, largeOrganization, sampleOrganization } from './sample-organization.ts';

const request: RunRequest = {
  runKey: 'run-1',
  trigger: 'Request',
  dryRun: false,
  massChangeApproved: true,
};
const outOfTries = new OutOfTries(13, 'The disk is full.');

describe('a run that nobody carries out any more', () => {
  let organization: MemoryOrganization;
  const writer = (): RunPorts['writer'] => organization.ports().writer;
  const dies = (part: Partial<RunPorts>): Promise<unknown> =>
    runSync(request, { ...organization.ports(), ...part });
  const untouched = (): string => JSON.stringify([...organization.accounts]);
  beforeEach(() => {
    organization = sampleOrganization();
  });

  it('is closed as cancelled where it never began, and nothing is read or written for it', async () => {
    organization.licenseError = new OrgError('transient', 'X', 'Nobody is to ask for licenses.');
    const before = untouched();
    const result = await closeRun(request, 'cancelled', organization.ports());
    expect(result).toMatchObject({ status: 'Cancelled', accountsRead: 0, values: { read: 0 } });
    expect(result.entries).toEqual([]);
    expect(organization.opened).toMatchObject(request);
    expect(organization.closed).toMatchObject({ runKey: 'run-1', status: 'Cancelled' });
    expect(untouched()).toBe(before);
  });

  it('is closed as failed where it has no tries left, with the words of the last', async () => {
    const result = await closeRun(request, outOfTries, organization.ports());
    expect(result).toMatchObject({ status: 'Failed', message: outOfTries.message });
    expect(organization.closed?.entries).toMatchObject([
      { level: 'Error', code: 'RUN_OUT_OF_TRIES', message: outOfTries.message },
    ]);
    expect(organization.writeRequests).toEqual([]);
  });

  it.each([
    ['cancelled', 'RUN_CANCELLED'],
    [outOfTries, 'RUN_ENDED_EARLY'],
  ] as const)('counts what had been settled, and defers the rest (%s)', async (why, code) => {
    organization.faultsOf = ({ accountId }) =>
      accountId === lapsed
        ? [{ code: 'UNABLE_TO_LOCK_ROW', message: 'Somebody else has it.', fields: [] }]
        : [];
    const killed = new Error('killed');
    const sleep = (): Promise<void> => Promise.reject(killed);
    let sent = 0;
    const updateNow: RunPorts['writer']['updateNow'] = (updates) => {
      sent += 1;
      return sent === 1 ? writer().updateNow(updates) : Promise.reject(killed);
    };
    await dies({
      clock: { ...organization.ports().clock, sleep },
      writer: { ...writer(), updateNow },
    });
    const before = untouched();
    const requests = organization.writeRequests.length;
    const { values, entries } = await closeRun(request, why, organization.ports());
    expect(values).toMatchObject({ written: 2, deferred: 2, failed: 0 });
    expect(isBalanced(values)).toBe(true);
    expect(entries.map((entry) => entry.code)).toContain(code);
    expect(organization.writeRequests).toHaveLength(requests);
    expect(untouched()).toBe(before);
  });

  it('counts what had arrived though its answer was lost', async () => {
    const killed = new Error('killed');
    await dies({
      writer: {
        ...writer(),
        updateNow: async (updates) => {
          await writer().updateNow(updates);
          throw killed;
        },
      },
    });
    const { values } = await closeRun(request, 'cancelled', organization.ports());
    expect(values).toMatchObject({ written: 4, deferred: 0 });
    expect(organization.writeRequests).toHaveLength(1);
  });

  it('is in the result alone where the organization does not let us in', async () => {
    organization.connectError = new OrgError('connection', 'invalid_grant', 'No.');
    const result = await closeRun(request, outOfTries, organization.ports());
    expect(result.status).toBe('Failed');
    expect(result.entries.map(({ code }) => code)).toEqual(['invalid_grant', 'RUN_OUT_OF_TRIES']);
    expect(organization.closed).toBeUndefined();
  });

  it('is left to the worker that takes it meanwhile', async () => {
    await dies({ writer: { ...writer(), updateNow: () => Promise.reject(new Error('killed')) } });
    const ports = organization.ports();
    const accounts = {
      ...ports.accounts,
      readAccountsById: async (...wanted: Parameters<typeof ports.accounts.readAccountsById>) => {
        await organization.outbox.hold(organizationId, request.runKey);
        return ports.accounts.readAccountsById(...wanted);
      },
    };
    organization.closed = undefined;
    await expect(closeRun(request, 'cancelled', { ...ports, accounts })).rejects.toBeInstanceOf(
      RunHandedOver,
    );
    expect(organization.closed).toBeUndefined();
  });

  it('does not wait for a Bulk job; the next run learns what it did', async () => {
    organization = largeOrganization();
    organization.jobError = new BulkJobUnsettled('job-1', 'it is InProgress.');
    await expect(runSync(request, organization.ports(), undefined, true)).rejects.toBeInstanceOf(
      RunHandedOver,
    );
    const { status, values, entries } = await closeRun(request, outOfTries, organization.ports());
    expect(status).toBe('Failed');
    expect(values).toMatchObject({ read: 16_200, written: 0, deferred: 16_200 });
    expect(entries.map(({ code }) => code)).toContain('BULK_JOB_UNSETTLED');
    organization.outbox.forget(organizationId, request.runKey);

    organization.jobError = undefined;
    const next = await runSync({ ...request, runKey: 'run-2' }, organization.ports());
    expect(next.values).toMatchObject({ read: 16_200, unchanged: 16_200 });
    expect(organization.writeRequests).toHaveLength(1);
    expect(organization.written).toHaveLength(16_200);
  });
});
