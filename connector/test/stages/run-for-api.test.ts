import { beforeEach, describe, expect, it } from 'vitest';
import type { RetriedRun, RunResult } from '../../src/domain/run.ts';
import { runSync } from '../../src/stages/run-sync.ts';
import { aLicense } from '../domain/a-license.ts';
import type { MemoryOrganization } from './memory-organization.ts';
import { combined, lapsed, ofPackage, sampleOrganization, used } from './sample-organization.ts';

let organization: MemoryOrganization;
beforeEach(() => {
  organization = sampleOrganization();
});

function run(
  runKey: string,
  retry?: RetriedRun,
  massChangeApproved = retry === undefined,
): Promise<RunResult> {
  const request = { runKey, trigger: 'Request', dryRun: false, massChangeApproved } as const;
  return runSync(retry ? { ...request, retry } : request, organization.ports());
}

describe('the directory after a run', () => {
  it('has the reason of each value and combined MAU, 0 and NULL apart', async () => {
    organization.data.set(combined, { state: 'loaded' });
    await run('run-1');
    const [first, second] = organization.directory;
    expect(first).toMatchObject({
      accountId: used,
      mau: 12,
      reasons: {
        Combined: { reason: 'as-reported' },
        PackageA: { reason: 'as-reported', explanation: 'counted from 2026-10-01 to 2026-10-31' },
      },
    });
    expect(second).toMatchObject({
      accountId: lapsed,
      mau: 0,
      reasons: {
        Combined: { reason: 'no-usage' },
        PackageA: {
          reason: 'not-licensed',
          explanation: 'not licensed for Acme Tournaments: License L-00003 is Uninstalled',
        },
      },
    });
  });

  it('has no MAU where there is no data', async () => {
    organization.data.set(combined, { state: 'no-data' });
    await run('run-1');
    expect(organization.directory.map(({ mau }) => mau)).toEqual([null, null]);
  });

  it('counts combined engagement though nobody maps it', async () => {
    organization.mappings = organization.mappings.filter(({ name }) => name === 'PackageA');
    await run('run-1');
    expect(organization.measured).toMatchObject({
      metricKeys: [ofPackage],
      besides: [combined, 'engagement.wau', 'engagement.dau'],
    });
    expect(organization.directory.map(({ mau }) => mau)).toEqual([12, 0]);
  });

  it('has month, week and day apart, each by its own data', async () => {
    organization.data
      .set('engagement.wau', { state: 'loaded' })
      .set('engagement.dau', { state: 'no-data' });
    organization.numbers.set(
      used,
      new Map([
        [combined, 12],
        ['engagement.wau', 5],
        ['engagement.dau', 2],
      ]),
    );
    await run('run-1');
    expect(organization.directory).toMatchObject([
      { mau: 12, wau: 5, dau: null },
      { mau: 0, wau: 0, dau: null },
    ]);
  });

  it('names the mappings whose fields were read, and a retry none: it reads for no directory', async () => {
    expect((await run('run-1')).sources).toEqual(['Seats', 'Segment']);
    const again = { runKey: 'run-1', errorCode: null, mapping: null, field: null };
    expect((await run('run-2', again)).sources).toEqual([]);
  });

  it('tells its columns, and which field overrides and which is written', async () => {
    await run('run-1');
    expect(organization.head).toEqual({
      columns: [{ name: 'Segment__c', type: 'picklist' }],
      overrideFields: { ExternalSeats: 'Seats__c' },
      targets: { Combined: 'MAU__c', PackageA: 'MAU_A__c' },
    });
  });
});

describe('a run that sends failed values again', () => {
  const all = { runKey: 'run-1', errorCode: null, mapping: null, field: null };
  const refuse = (field: string, code: string) => ({
    code,
    message: `${code} it is`,
    fields: [field],
  });

  beforeEach(async () => {
    organization.faultsOf = ({ accountId, values }) => [
      ...(accountId === used && 'MAU__c' in values ? [refuse('MAU__c', 'RULE')] : []),
      ...(accountId === lapsed && 'MAU_A__c' in values ? [refuse('MAU_A__c', 'LOCKED')] : []),
    ];
    const first = await run('run-1');
    expect(first.values).toMatchObject({ written: 2, failed: 2 });
    organization.faultsOf = () => [];
    organization.writeRequests.length = 0;
  });

  it('writes these, also where that clears by the hundred per cent, and no other field or Account', async () => {
    organization.addAccount(used, { ...organization.accounts.get(used), MAU_A__c: 1 });
    const result = await run('run-2', all);
    expect(organization.writeRequests.flat()).toEqual([
      { accountId: used, values: { MAU__c: 12 } },
      { accountId: lapsed, values: { MAU_A__c: null } },
    ]);
    expect(result).toMatchObject({
      status: 'Succeeded',
      accountsRead: 2,
      values: { read: 2, written: 2, cleared: 1, failed: 0, unchanged: 0, deferred: 0 },
    });
  });

  it.each([
    [{ errorCode: 'RULE' }, [used]],
    [{ errorCode: 'LOCKED' }, [lapsed]],
    [{ mapping: 'Combined' }, [used]],
    [{ field: 'MAU_A__c' }, [lapsed]],
    [{ field: 'MAU_A__c', errorCode: 'RULE' }, []],
  ])('narrowed to %o writes to %j', async (part, expected) => {
    await run('run-2', { ...all, ...part });
    expect(organization.writeRequests.flat().map(({ accountId }) => accountId)).toEqual(expected);
  });

  it('decides by what is known now', async () => {
    organization.numbers.set(used, new Map([[combined, 13]]));
    await run('run-2', all);
    expect(organization.accounts.get(used)).toMatchObject({ MAU__c: 13 });
  });

  it('leaves the directory as it is, and Accounts that left the scope', async () => {
    const before = organization.directory;
    organization.licenses = organization.licenses.slice(0, 1);
    await run('run-2', all);
    expect(organization.directory).toBe(before);
    expect(organization.writeRequests.flat().map(({ accountId }) => accountId)).toEqual([used]);
  });

  describe('and is held before it clears what the run before was not to clear', () => {
    const ofField = { ...all, runKey: 'run-2', field: 'MAU_A__c' };
    const ofHeld = { ...all, runKey: 'run-3' };

    beforeEach(async () => {
      await runThatWillClear();
      const held = await run('run-3', ofField);
      expect(held).toMatchObject({ status: 'Held', values: { written: 0, cleared: 0, failed: 0 } });
      expect(organization.accounts.get(used)).toMatchObject({ MAU_A__c: 12 });
      organization.writeRequests.length = 0;
    });

    it('writes what was held once that is approved, and nothing else', async () => {
      organization.addAccount(lapsed, { ...organization.accounts.get(lapsed), MAU_A__c: 55 });
      const approved = await run('run-4', ofHeld, true);
      expect(approved).toMatchObject({ status: 'Succeeded', values: { read: 1, cleared: 1 } });
      expect(organization.writeRequests.flat()).toEqual([
        { accountId: used, values: { MAU_A__c: null } },
      ]);
    });

    it('is held again without an approval, however often', async () => {
      expect((await run('run-4', ofHeld)).status).toBe('Held');
      expect((await run('run-5', { ...all, runKey: 'run-4' })).status).toBe('Held');
      expect(organization.writeRequests).toEqual([]);
    });

    it('decides anew: what is licensed again gets its number', async () => {
      organization.licenses = [aLicense({ accountId: used })];
      await run('run-4', ofHeld, true);
      expect(organization.accounts.get(used)).toMatchObject({ MAU_A__c: 13 });
    });

    it('keeps nothing to approve of a sync, which is approved as a whole', async () => {
      expect(
        (
          await runSync(
            { runKey: 'run-6', trigger: 'Request', dryRun: false, massChangeApproved: false },
            organization.ports(),
          )
        ).status,
      ).toBe('Held');
      await run('run-7', { ...all, runKey: 'run-6' }, true);
      expect(organization.writeRequests).toEqual([]);
    });
  });

  /** A value that failed while its Account was licensed for it, and no longer is. */
  async function runThatWillClear(): Promise<void> {
    organization.settings = { ...organization.settings, massChangeBrakePercent: 20 };
    const unlicensed = organization.licenses.map((each) => ({ ...each, status: 'UNINSTALLED' }));
    organization.numbers.delete(used);
    organization.addAccount(used, { ...organization.accounts.get(used), MAU_A__c: 12 });
    organization.faultsOf = ({ accountId }) =>
      accountId === used ? [refuse('MAU_A__c', 'RULE')] : [];
    organization.numbers.set(used, new Map([[ofPackage, 13]]));
    await run('run-2');
    organization.faultsOf = () => [];
    organization.licenses = unlicensed;
  }

  it('that fails again can be sent again', async () => {
    organization.faultsOf = () => [refuse('MAU__c', 'RULE')];
    await run('run-2', { ...all, field: 'MAU__c' });
    organization.faultsOf = () => [];
    await run('run-3', { ...all, runKey: 'run-2' });
    expect(organization.accounts.get(used)).toMatchObject({ MAU__c: 12 });
  });
});
