import { describe, expect, it } from 'vitest';
import type { RunRequest, RunResult } from '../../src/domain/run.ts';
import type { Salesforce } from '../../src/adapters/salesforce/open-salesforce.ts';
import { seededOrg, type SeededOrg } from './seeded-org.ts';
import { aRunResult } from '../domain/a-run-result.ts';

const accountCount = 10_000;
const licenseCount = 17_000;
const fields = [
  'MAU__c',
  'WAU__c',
  'DAU__c',
  'PlayersCount__c',
  'InternalSeats__c',
  'RenewalDate__c',
  'SupportNotes__c',
  'ContractValue__c',
];
const startedAt = new Date('2026-11-24T10:00:00.000Z');

async function largeOrg(): Promise<SeededOrg> {
  const acme = await seededOrg();
  acme.org.transaction(() => {
    const ids = acme.insert(
      'Account',
      Array.from({ length: accountCount }, (_, n) => ({ Name: `Customer ${n}` })),
    );
    acme.insert(
      'sfLma__License__c',
      Array.from({ length: licenseCount }, (_, n) => ({
        sfLma__Status__c: 'Active',
        sfLma__Account__c: ids[n % accountCount],
      })),
    );
  });
  return acme;
}

const resultOf = (runKey: string, used: number): RunResult =>
  aRunResult({ runKey, startedAt, accountsRead: accountCount, apiCalls: { predicted: 0, used } });

/** What a run asks of an org, in the run's order; writes the Accounts whose value differs, and returns how many. */
async function carryOut(salesforce: Salesforce, runKey: string): Promise<number> {
  const { connection, licenses, setup, accounts, writer, runLog } = salesforce;
  const request: RunRequest = {
    runKey,
    trigger: 'Schedule',
    dryRun: false,
    massChangeApproved: false,
  };
  await connection.connect();
  await runLog.openRun(request, startedAt);
  let licensesRead = 0;
  for await (const batch of licenses.readLicenses()) licensesRead += batch.length;
  expect(licensesRead).toBe(licenseCount);
  await setup.readSetup();
  const differing: string[] = [];
  let accountsRead = 0;
  const read = accounts.readAccounts({
    fields,
    scope: 'licensed_accounts',
    expectedRows: accountCount,
  });
  for await (const batch of read) {
    accountsRead += batch.length;
    differing.push(...batch.filter(({ values }) => values.MAU__c !== 5).map(({ id }) => id));
  }
  expect(accountsRead).toBe(accountCount);
  for (let start = 0; start < differing.length; start += 1_000) {
    const some = differing.slice(start, start + 1_000);
    const results = await writer.updateNow(
      some.map((accountId) => ({ accountId, values: { MAU__c: 5, WAU__c: null, DAU__c: 0 } })),
    );
    expect(results.every(({ success }) => success)).toBe(true);
  }
  await runLog.publishCatalogue([]);
  await runLog.closeRun(resultOf(runKey, connection.requestCount()));
  await runLog.pruneRuns(new Date('2026-08-01T00:00:00.000Z'));
  return differing.length;
}

describe('a run over 10,000 Accounts and 17,000 licences', () => {
  it('takes at most 40 calls, and 25 when nothing changed', async () => {
    await using acme = await largeOrg();
    const first = acme.open();
    expect(await carryOut(first, 'first')).toBe(accountCount);
    const used = acme.running.apiUsage.used;
    expect(used).toBe(first.connection.requestCount());
    expect(used).toBeLessThanOrEqual(40);

    const second = acme.open();
    acme.running.apiUsage.forgetCalls();
    expect(await carryOut(second, 'second')).toBe(0);
    const usedAgain = acme.running.apiUsage.used - used;
    expect(usedAgain).toBe(second.connection.requestCount());
    expect(usedAgain).toBeLessThanOrEqual(25);
    expect(acme.running.apiUsage.writeCalls('Account')).toEqual([]);
  });
});
