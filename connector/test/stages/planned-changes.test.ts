import { beforeEach, describe, expect, it } from 'vitest';
import type { RunRequest, RunResult } from '../../src/domain/run.ts';
import { runSync } from '../../src/stages/run-sync.ts';
import type { MemoryOrganization } from './memory-organization.ts';
import { lapsed, sampleOrganization, used } from './sample-organization.ts';

const request: RunRequest = {
  runKey: 'run-1',
  trigger: 'Request',
  dryRun: true,
  massChangeApproved: false,
};

let organization: MemoryOrganization;
const run = (part: Partial<RunRequest> = {}): Promise<RunResult> =>
  runSync({ ...request, ...part }, organization.ports());

beforeEach(() => {
  organization = sampleOrganization();
  organization.settings = { ...organization.settings, massChangeBrakePercent: 100 };
});

describe('a dry run', () => {
  it('keeps before and after of each value that differs, NULL and 0 apart, with the reason', async () => {
    organization.addAccount(used, { ...organization.accounts.get(used), MAU__c: 0 });
    organization.addAccount(lapsed, { ...organization.accounts.get(lapsed), MAU_A__c: 0 });
    await run();
    expect(organization.writeRequests).toEqual([]);
    const planned = organization.planned.get('run-1') ?? [];
    const told = planned.map(({ accountId, accountField, before, after, reason }) => [
      accountId,
      accountField,
      before,
      after,
      reason,
    ]);
    expect(told).toEqual([
      [used, 'MAU__c', 0, 12, 'as-reported'],
      [used, 'MAU_A__c', null, 7, 'as-reported'],
      [lapsed, 'MAU__c', null, 0, 'no-usage'],
      [lapsed, 'MAU_A__c', 0, null, 'not-licensed'],
    ]);
    const lost = planned.find(({ reason }) => reason === 'not-licensed');
    expect(lost).toMatchObject({ accountName: `Account ${lapsed}`, mapping: 'PackageA' });
    expect(lost?.explanation).toMatch(/^not licensed for .*L-00003/);
  });

  it('keeps exactly what the run after it writes', async () => {
    const before = structuredClone(organization.accounts);
    await run();
    await run({ runKey: 'run-2', dryRun: false });
    const planned = organization.planned.get('run-1') ?? [];
    const written = organization.writeRequests.flat();
    expect(planned.length).toBe(4);
    expect(
      written.flatMap(({ accountId, values }) =>
        Object.entries(values).map(([field, after]) => [
          accountId,
          field,
          before.get(accountId)?.[field],
          after,
        ]),
      ),
    ).toEqual(planned.map((each) => [each.accountId, each.accountField, each.before, each.after]));
    expect(organization.planned.has('run-2')).toBe(false);
  });

  it('says where it planned more than is kept', async () => {
    organization.keptChanges = 2;
    const { entries } = await run();
    expect(organization.planned.get('run-1')).toHaveLength(2);
    expect(entries).toContainEqual(
      expect.objectContaining({
        level: 'Info',
        code: 'PLAN_CUT',
        message: '4 values would change; the first 2 of them are kept to be looked at.',
      }),
    );
  });

  it('is not lost where its changes can not be kept', async () => {
    organization.planError = new Error('disk full');
    const result = await run();
    expect(result).toMatchObject({
      status: 'Degraded',
      message: expect.stringMatching(/^Dry run/) as string,
    });
    expect(result.entries).toContainEqual(
      expect.objectContaining({ level: 'Warning', code: 'PLAN_NOT_KEPT', message: 'disk full' }),
    );
  });
});

describe('a run that the mass-change brake holds', () => {
  it('keeps what it would change, for whoever is to approve it', async () => {
    organization.settings = { ...organization.settings, massChangeBrakePercent: 1 };
    organization.addAccount(lapsed, { ...organization.accounts.get(lapsed), MAU_A__c: 55 });
    const result = await run({ dryRun: false });
    expect(result.status).toBe('Held');
    expect(organization.planned.get('run-1')).toContainEqual(
      expect.objectContaining({ accountId: lapsed, before: 55, after: null }),
    );
  });
});
