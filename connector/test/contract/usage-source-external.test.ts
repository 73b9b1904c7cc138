import { describe, expect, it } from 'vitest';
import {
  account1,
  account2,
  attribution,
  bench,
  logCsv,
  org1,
  org2,
  scheduling,
  summaryCsv,
  tournaments,
} from './usage-source-bench.ts';

const own = [
  attribution(account1, org1, tournaments),
  attribution(account1, org1, scheduling),
  attribution(account2, org2, tournaments),
];
const estimate = { attributions: own, estimateExternalUsers: true };
const month = (number: string, ...types: readonly string[]) =>
  logCsv(
    ...types.map((type, at) => ({
      timestamp_derived: `2026-${number}-10T08:00:00Z`,
      user_type: type,
      user_id_token: `user-${at}`,
    })),
  );

describe('external users', () => {
  it('are averaged over the last three complete months, without Standard users and guests', async () => {
    const { take, measure } = await bench();
    await take({
      'PackageUsageLog_2026-07.csv': month('07', ...Array<string>(9).fill('Partner')),
      'PackageUsageLog_2026-08.csv': month('08', 'Standard', 'Guest', 'standard'),
      'PackageUsageLog_2026-09.csv': month(
        '09',
        'Partner',
        'PowerPartner',
        'CSPLitePortal',
        'CspLitePortal',
      ),
      'PackageUsageLog_2026-10.csv': month(
        '10',
        'CustomerSuccess',
        'PowerCustomerSuccess',
        'Guest',
        'CsnOnly',
      ),
      'PackageUsageLog_2026-11-01_2026-11-22.csv': month('11', ...Array<string>(9).fill('Partner')),
    });
    const { externalUsers, notices } = await measure(estimate);
    expect(externalUsers).toEqual({ [account1]: 7 / 3, [account2]: 0 });
    expect(notices).toEqual([]);
  });

  it('are distinct over packages within a month', async () => {
    const { take, measure } = await bench();
    const row = { timestamp_derived: '2026-10-10T08:00:00Z', user_type: 'Partner' };
    await take({
      'PackageUsageLog_2026-10.csv': logCsv(
        row,
        { ...row, package_id: scheduling },
        { ...row, timestamp_derived: '2026-10-11T08:00:00Z' },
      ),
    });
    expect((await measure(estimate)).externalUsers).toEqual({ [account1]: 1, [account2]: 0 });
  });

  it('come from a summary where logs are incomplete, and skip months that nothing tells of', async () => {
    const { take, measure } = await bench();
    await take({
      'PackageUsageSummary_2026-10.csv': summaryCsv(
        { user_type: 'Partner' },
        { user_type: 'Partner', custom_entity: 'Team' },
      ),
      'PackageUsageLog_2026-10-01_2026-10-30.csv': month('10', 'Partner', 'Partner', 'Partner'),
      'PackageUsageLog_2026-08.csv': month('08', 'Partner', 'Partner'),
      'PackageUsageLog_2026-07.csv': month('07', 'Partner', 'Partner', 'Partner'),
      'PackageUsageLog_2026-06.csv': month('06', ...Array<string>(9).fill('Partner')),
      'PackageUsageLog_2026-05.csv': month('05', ...Array<string>(9).fill('Partner')),
    });
    expect((await measure(estimate)).externalUsers[account1]).toBe(2);
  });

  it('add up to whole numbers: thirds are not summed', async () => {
    const { take, measure } = await bench();
    await take({
      'PackageUsageLog_2026-08.csv': month('08', ...Array<string>(7).fill('Partner')),
      'PackageUsageLog_2026-09.csv': month('09', 'Partner', 'Partner'),
      'PackageUsageLog_2026-10.csv': month('10'),
    });
    expect((await measure(estimate)).externalUsers[account1]).toBe(3);
  });

  it('are absent where no month is loaded, and where nobody asked', async () => {
    const { take, measure } = await bench();
    expect((await measure(estimate)).externalUsers).toEqual({});
    await take({ 'PackageUsageLog_2026-10.csv': month('10', 'Partner') });
    expect((await measure({ attributions: own })).externalUsers).toEqual({});
  });

  it('of types that are not known are counted and told once, those without a type among them', async () => {
    const { take, measure } = await bench();
    await take({
      'PackageUsageLog_2026-10.csv': month(
        '10',
        'Alien',
        'Alien',
        'Robot',
        '',
        'Partner',
        'Standard',
      ),
    });
    const { externalUsers, notices } = await measure(estimate);
    expect(externalUsers[account1]).toBe(5);
    expect(notices).toMatchObject([{ code: 'UNKNOWN_USER_TYPE', count: 4 }]);
    expect(notices[0]?.message).toContain('"Alien" (2 rows), "(blank)" (1 row), "Robot" (1 row)');
  });
});
