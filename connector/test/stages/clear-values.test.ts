import { beforeEach, describe, expect, it } from 'vitest';
import { OrgError } from '../../src/domain/org-error.ts';
import { isBalanced } from '../../src/domain/run-tally.ts';
import type { RunRequest, RunResult } from '../../src/domain/run.ts';
import { runSync } from '../../src/stages/run-sync.ts';
import type { MemoryOrganization } from './memory-organization.ts';
import { lapsed, sampleOrganization, used } from './sample-organization.ts';

const other = '001000000000004AAA';
const request: RunRequest = {
  runKey: 'run-1',
  trigger: 'Schedule',
  dryRun: false,
  massChangeApproved: false,
};
/** Of a mapping that wrote 7 to three Accounts before it was removed. */
const clear = { id: 'a01', mapping: 'Old', label: 'Old mapping', field: 'Old__c' };

let organization: MemoryOrganization;
const run = (part: Partial<RunRequest> = {}): Promise<RunResult> =>
  runSync({ ...request, ...part }, organization.ports());
const old = (id: string) => organization.accounts.get(id)?.Old__c;

beforeEach(() => {
  organization = sampleOrganization();
  for (const id of [used, lapsed, other]) {
    organization.addAccount(id, { ...organization.accounts.get(id), Old__c: 7 });
    organization.written.push({
      accountId: id,
      field: 'Old__c',
      value: 7,
      metricKey: 'feature.old',
    });
  }
  organization.clears = [clear];
  organization.settings = { ...organization.settings, massChangeBrakePercent: 100 };
});

describe('Values of a removed mapping', () => {
  it('become NULL once they are asked to, also where the Account is not in the scope any more', async () => {
    const result = await run();
    expect([used, lapsed, other].map(old)).toEqual([null, null, null]);
    expect(organization.settledClears).toEqual([{ id: 'a01', state: 'Done', message: '' }]);
    expect(result.mappings.find(({ mapping }) => mapping === 'Old')).toMatchObject({
      label: 'Old mapping',
      read: 3,
      written: 3,
      cleared: 3,
    });
    expect(isBalanced(result.values)).toBe(true);
    for (const updates of organization.writeRequests) {
      const ids = updates.map(({ accountId }) => accountId);
      expect(new Set(ids).size).toBe(ids.length);
    }

    const before = organization.writeRequests.length;
    await run({ runKey: 'run-2' });
    expect(organization.writeRequests).toHaveLength(before);
  });

  it('stay where the field holds text now: none of it is ours, and the run goes on', async () => {
    organization.addAccount(used, { ...organization.accounts.get(used), Old__c: '7' });
    const result = await run();
    expect([used, lapsed, other].map(old)).toEqual(['7', null, null]);
    expect(organization.settledClears).toMatchObject([{ id: 'a01', state: 'Done' }]);
    expect(result.status).not.toBe('Failed');
  });

  it('are counted with those of a mapping that has the name again and another field', async () => {
    organization.clears = [{ ...clear, mapping: 'Combined', label: 'Combined' }];
    const { values, mappings } = await run();
    expect(mappings.find(({ mapping }) => mapping === 'Combined')).toMatchObject({ read: 5 });
    expect(isBalanced(values)).toBe(true);
    await run({ runKey: 'run-2' });
    organization.clears = [{ ...clear, mapping: 'Combined', label: 'Combined' }];
    const again = await run({ runKey: 'run-3' });
    expect(again.values).toMatchObject({ read: 4, unchanged: 4 });
  });

  it('stay where nobody asked', async () => {
    organization.clears = [];
    await run();
    expect([used, lapsed, other].map(old)).toEqual([7, 7, 7]);
  });

  it('stay where somebody else wrote since, 0 included', async () => {
    organization.addAccount(other, { Old__c: 0 });
    organization.addAccount(lapsed, { ...organization.accounts.get(lapsed), Old__c: 8 });
    await run();
    expect([used, lapsed, other].map(old)).toEqual([null, 8, 0]);
    expect(organization.settledClears).toMatchObject([{ state: 'Done' }]);
  });

  it('stay in a dry run, and the request stays pending', async () => {
    const result = await run({ dryRun: true });
    expect([used, lapsed, other].map(old)).toEqual([7, 7, 7]);
    expect(organization.settledClears).toEqual([]);
    expect(isBalanced(result.values)).toBe(true);
    const planned = organization.planned.get('run-1') ?? [];
    expect(planned.filter(({ mapping }) => mapping === 'Old')).toMatchObject(
      [used, lapsed, other].map((accountId) => ({
        accountId,
        accountField: 'Old__c',
        before: 7,
        after: null,
        reason: 'cleared',
      })),
    );
  });

  it('stay where another mapping writes to the field now, and the request says so', async () => {
    const [combined] = organization.mappings;
    if (!combined) throw new Error('The sample has mappings.');
    organization.clears = [{ ...clear, field: combined.field ?? '' }];
    await run();
    expect(organization.settledClears).toEqual([
      { id: 'a01', state: 'Done', message: expect.stringContaining('Combined') as string },
    ]);
  });

  it('that can not be cleared fail the request and are told in the log', async () => {
    organization.faultsOf = ({ accountId }) =>
      accountId === other
        ? [{ code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'no', fields: [] }]
        : [];
    const result = await run();
    expect([used, lapsed, other].map(old)).toEqual([null, null, 7]);
    expect(organization.settledClears).toMatchObject([{ state: 'Failed' }]);
    expect(organization.settledClears[0]?.message).toMatch(/^1 values could not/);
    expect(result.status).toBe('Degraded');
  });

  it('wait for the next run where the allowance is used up', async () => {
    organization.usage = { used: 14_900, limit: 15_000 };
    await run();
    expect([used, lapsed, other].map(old)).toEqual([7, 7, 7]);
    expect(organization.settledClears).toEqual([]);
  });

  it('in a field that is gone fail the request, and the run goes on', async () => {
    const ports = organization.ports();
    const gone = new OrgError('permission', 'INVALID_FIELD', 'Account has no field Old__c.');
    const result = await runSync(request, {
      ...ports,
      accounts: { ...ports.accounts, readAccountsById: () => Promise.reject(gone) },
    });
    expect(organization.settledClears).toEqual([
      { id: 'a01', state: 'Failed', message: gone.message },
    ]);
    expect(result.status).toBe('Degraded');
    expect(result.entries).toMatchObject([{ code: 'INVALID_FIELD', mapping: 'Old' }]);
  });

  it('are not counted by the mass-change brake: an administrator asked for it', async () => {
    organization.settings = { ...organization.settings, massChangeBrakePercent: 0 };
    const empty = { MAU__c: null, MAU_A__c: null, Seats__c: null, Old__c: 7 };
    for (const id of [used, lapsed]) organization.addAccount(id, { ...empty });
    expect((await run()).status).not.toBe('Held');
    expect([used, lapsed, other].map(old)).toEqual([null, null, null]);
  });
});
