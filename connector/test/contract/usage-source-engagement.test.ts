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

const october = 'PackageUsageLog_2026-10-01_2026-10-31.csv';
const week = 'PackageUsageLog_2026-11-16_2026-11-22.csv';
const mau = 'engagement.mau';
const own = [attribution(account1, org1, tournaments), attribution(account1, org1, scheduling)];

describe('distinct users', () => {
  it('counts a user once however often, in however many packages, on however many days', async () => {
    const { take, measure } = await bench();
    await take({
      [october]: logCsv(
        { timestamp_derived: '2026-10-01T00:00:00.000Z' },
        { timestamp_derived: '2026-10-01T08:00:00.000Z' },
        { timestamp_derived: '2026-10-31T23:59:59.999Z', package_id: scheduling },
        { timestamp_derived: '2026-10-05T08:00:00.000Z', user_id_token: '005-b=' },
      ),
    });
    const keys = [mau, `${mau}.${tournaments}`, `${mau}.${scheduling}`];
    const { numbers } = await measure({ metricKeys: keys, attributions: own });
    expect(numbers).toEqual({
      [`${account1} ${mau}`]: 2,
      [`${account1} ${mau}.${tournaments}`]: 2,
      [`${account1} ${mau}.${scheduling}`]: 1,
    });
  });

  it('counts the same token in two orgs as two users, and sums the orgs of an Account', async () => {
    const { take, measure } = await bench();
    const at = '2026-10-05T08:00:00.000Z';
    await take({
      [october]: logCsv(
        { timestamp_derived: at },
        { timestamp_derived: at, organization_id: org2 },
      ),
    });
    const attributions = [
      attribution(account1, org1, tournaments),
      attribution(account1, org2, tournaments),
    ];
    const keys = [mau, `${mau}.${tournaments}`];
    const { numbers } = await measure({ metricKeys: keys, attributions });
    expect(Object.values(numbers)).toEqual([2, 2]);
  });

  it('follows the (org, package) licence, not the org', async () => {
    const { take, measure } = await bench();
    const at = '2026-10-05T08:00:00.000Z';
    await take({
      [october]: logCsv(
        { timestamp_derived: at },
        { timestamp_derived: at, package_id: scheduling },
        { timestamp_derived: at, package_id: scheduling, user_id_token: '005-b=' },
      ),
    });
    const attributions = [
      attribution(account1, org1, tournaments),
      attribution(account2, org1, scheduling),
    ];
    const { numbers } = await measure({ metricKeys: [mau], attributions });
    expect(numbers).toEqual({ [`${account1} ${mau}`]: 1, [`${account2} ${mau}`]: 2 });
  });

  it('is not doubled by a second licence of the same install', async () => {
    const { take, measure } = await bench();
    await take({ [october]: logCsv({ timestamp_derived: '2026-10-05T08:00:00.000Z' }) });
    const twice = attribution(account1, org1, tournaments);
    const { numbers } = await measure({
      metricKeys: [`${mau}.${tournaments}`],
      attributions: [twice, twice],
    });
    expect(numbers).toEqual({ [`${account1} ${mau}.${tournaments}`]: 1 });
  });

  it('compares ids by their first 15 characters, case kept', async () => {
    const { take, measure } = await bench();
    const at = '2026-10-05T08:00:00.000Z';
    const upper = '00Dxx000000000A';
    const lower = '00Dxx000000000a';
    await take({
      [october]: logCsv(
        { timestamp_derived: at, organization_id: `${upper}AAA`, package_id: `${tournaments}IAY` },
        { timestamp_derived: at, organization_id: lower },
        { timestamp_derived: at, organization_id: lower, user_id_token: '005-b=' },
        // Alike in 14 characters.
        { timestamp_derived: at, organization_id: '00Dxx000000000B', user_id_token: '005-c=' },
      ),
    });
    const attributions = [
      attribution(account1, upper, tournaments),
      attribution(account2, `${lower}AAC`, `${tournaments}IAY`),
    ];
    const { numbers } = await measure({ metricKeys: [mau], attributions });
    expect(numbers).toEqual({ [`${account1} ${mau}`]: 1, [`${account2} ${mau}`]: 2 });
  });

  it('leaves out sandboxes', async () => {
    const { take, measure } = await bench();
    const at = '2026-10-05T08:00:00.000Z';
    await take({
      [october]: logCsv(
        { timestamp_derived: at },
        { timestamp_derived: at, user_id_token: '005-b=', organization_type: 'Sandbox' },
      ),
    });
    expect((await measure({ metricKeys: [mau], attributions: own })).numbers).toEqual({
      [`${account1} ${mau}`]: 1,
    });
  });

  it('leaves out automation only where it is asked to, and only users that did nothing else', async () => {
    const { take, measure } = await bench();
    const at = '2026-10-05T08:00:00.000Z';
    const automated = ['CronJob', 'QueuedExec', 'PlatformEventConsumer', 'UnassociatedCRUD'];
    await take({
      [october]: logCsv(
        ...automated.map((type) => ({
          timestamp_derived: at,
          log_record_type: type,
          user_id_token: type,
        })),
        { timestamp_derived: at, log_record_type: 'CronJob', user_id_token: 'both' },
        { timestamp_derived: at, user_id_token: 'both' },
      ),
    });
    const request = { metricKeys: [mau], attributions: own };
    expect((await measure(request)).numbers).toEqual({ [`${account1} ${mau}`]: 5 });
    const without = await measure({ ...request, excludeAutomation: true });
    expect(without.numbers).toEqual({ [`${account1} ${mau}`]: 1 });
  });

  it('counts rows without a user as nobody, and tells them', async () => {
    const { take, measure } = await bench();
    const at = '2026-10-05T08:00:00.000Z';
    await take({
      [october]: logCsv(
        { timestamp_derived: at },
        { timestamp_derived: at, user_id_token: '' },
        { timestamp_derived: at, user_id_token: '' },
      ),
    });
    const { numbers, notices } = await measure({ metricKeys: [mau], attributions: own });
    expect(numbers).toEqual({ [`${account1} ${mau}`]: 1 });
    expect(notices).toMatchObject([{ code: 'ROWS_WITHOUT_USER', count: 2 }]);
  });

  it('tells orgs that belong to no Account, and counts them nowhere', async () => {
    const { take, measure } = await bench();
    const at = '2026-10-05T08:00:00.000Z';
    const stray = { timestamp_derived: at, organization_id: '00Dxx00000000ZZ' };
    await take({
      [october]: logCsv({ timestamp_derived: at }, stray, stray, {
        ...stray,
        organization_id: '00Dxx00000000ZY',
      }),
    });
    const { numbers, notices } = await measure({ metricKeys: [mau], attributions: own });
    expect(numbers).toEqual({ [`${account1} ${mau}`]: 1 });
    expect(notices).toMatchObject([{ code: 'UNKNOWN_ORGANIZATION', count: 2 }]);
    expect(notices[0]?.message).toContain('3 rows');
  });
});

describe('periods', () => {
  const keys = [mau, 'engagement.wau', 'engagement.dau'];
  const users = (...days: readonly string[]) =>
    logCsv(
      ...days.map((day) => ({ timestamp_derived: `${day}T12:00:00.000Z`, user_id_token: day })),
    );

  it('takes the last complete month, week and day, not those that run', async () => {
    const { take, measure } = await bench();
    await take({
      [october]: users('2026-10-01', '2026-10-15', '2026-10-31'),
      'PackageUsageLog_2026-11-01_2026-11-15.csv': users('2026-11-14', '2026-11-15'),
      [week]: users('2026-11-16', '2026-11-22'),
      'PackageUsageLog_2026-11-23.csv': users('2026-11-23'),
    });
    const { numbers, states } = await measure({ metricKeys: keys, attributions: own });
    expect(Object.values(numbers)).toEqual([3, 2, 1]);
    expect(states).toEqual({
      [mau]: 'loaded 2026-10-01/2026-10-31',
      'engagement.wau': 'loaded 2026-11-16/2026-11-22',
      'engagement.dau': 'loaded 2026-11-22/2026-11-22',
    });
  });

  it('takes the last 30, 7 and 1 days where the window rolls', async () => {
    const { take, measure } = await bench();
    await take({
      'PackageUsageLog_2026-10-20_2026-11-15.csv': users('2026-10-23', '2026-10-24', '2026-11-15'),
      [week]: users('2026-11-16', '2026-11-22'),
    });
    const { numbers, states } = await measure({
      metricKeys: keys,
      attributions: own,
      window: 'rolling',
    });
    expect(Object.values(numbers)).toEqual([4, 2, 1]);
    expect(states[mau]).toBe('loaded 2026-10-24/2026-11-22');
  });

  it('falls back to an older period where a day is missing, and says which day', async () => {
    const { take, measure } = await bench();
    await take({
      'PackageUsageLog_2026-09.csv': users('2026-09-10'),
      'PackageUsageLog_2026-10-01_2026-10-30.csv': users('2026-10-10', '2026-10-11'),
    });
    const { numbers, states, notices } = await measure({ metricKeys: [mau], attributions: own });
    expect(numbers).toEqual({ [`${account1} ${mau}`]: 1 });
    expect(states[mau]).toBe('loaded 2026-09-01/2026-09-30');
    expect(notices).toMatchObject([{ code: 'PERIOD_INCOMPLETE', count: 1 }]);
    expect(notices[0]?.message).toContain('2026-10-31');
    expect(notices[0]?.message).toContain('2026-09-01 to 2026-09-30 are used');
  });

  it('says that there is no data where every candidate is too old or has a gap, never 0', async () => {
    const { take, measure } = await bench();
    await take({
      'PackageUsageLog_2026-07.csv': users('2026-07-10'),
      'PackageUsageLog_2026-11-14.csv': users('2026-11-14'),
    });
    const { numbers, states } = await measure({ metricKeys: keys, attributions: own });
    expect(states).toEqual({
      [mau]: 'no-data',
      'engagement.wau': 'no-data',
      'engagement.dau': 'no-data',
    });
    expect(numbers).toEqual({});
  });

  it('takes a day that was delivered without rows as loaded: nobody used anything', async () => {
    const { take, measure } = await bench();
    await take({
      'PackageUsageLog_2026-11-21.csv': users('2026-11-21'),
      'PackageUsageLog_2026-11-22.csv': logCsv(),
    });
    const { numbers, states } = await measure({
      metricKeys: ['engagement.dau'],
      attributions: own,
    });
    expect(states['engagement.dau']).toBe('loaded 2026-11-22/2026-11-22');
    expect(numbers).toEqual({});
  });

  it('gives no entry to a metric without a row, where another metric of the Account has some', async () => {
    const { take, measure } = await bench();
    await take({ [week]: users('2026-11-16') });
    const { numbers } = await measure({
      metricKeys: ['engagement.wau', 'engagement.dau'],
      attributions: own,
    });
    expect(numbers).toEqual({ [`${account1} engagement.wau`]: 1 });
  });
});

describe('packages and keys without data', () => {
  it('has no data for a package that never appeared, and 0 for one that did', async () => {
    const { take, measure } = await bench();
    const sandbox = {
      organization_type: 'Sandbox',
      package_id: scheduling,
      timestamp_derived: '2026-10-05T08:00:00.000Z',
    };
    await take({ [october]: logCsv(sandbox) });
    const keys = [mau, `${mau}.${tournaments}`, `${mau}.${scheduling}`];
    const { states } = await measure({ metricKeys: keys, attributions: own });
    expect(states).toEqual({
      [mau]: 'loaded 2026-10-01/2026-10-31',
      [`${mau}.${tournaments}`]: 'no-data',
      [`${mau}.${scheduling}`]: 'loaded 2026-10-01/2026-10-31',
    });
  });

  it.each(['engagement.year', 'feature.unknown', 'nonsense', `records.${tournaments}.Never`])(
    'has no data for %s',
    async (key) => {
      const { measure } = await bench();
      const { states } = await measure({ metricKeys: [key], attributions: own });
      expect(states).toEqual({ [key]: 'no-data' });
    },
  );
});

describe('usage summaries', () => {
  const summary = 'PackageUsageSummary_2026-10.csv';

  it('stand in for a month of logs that is incomplete', async () => {
    const { take, measure } = await bench();
    await take({
      'PackageUsageLog_2026-10-02_2026-10-31.csv': logCsv({
        timestamp_derived: '2026-10-05T08:00:00.000Z',
        user_id_token: 'logged',
      }),
      [summary]: summaryCsv(
        {},
        { user_id_token: '005-b=' },
        { user_id_token: '005-b=', custom_entity: 'Team' },
      ),
    });
    const { numbers, states } = await measure({ metricKeys: [mau], attributions: own });
    expect(numbers).toEqual({ [`${account1} ${mau}`]: 2 });
    expect(states[mau]).toBe('loaded 2026-10-01/2026-10-31');
  });

  it('are not added to logs that are complete', async () => {
    const { take, measure } = await bench();
    await take({
      [october]: logCsv({ timestamp_derived: '2026-10-05T08:00:00.000Z' }),
      [summary]: summaryCsv({}, { user_id_token: '005-b=' }),
    });
    const keys = [mau, `${mau}.${tournaments}`];
    expect(Object.values((await measure({ metricKeys: keys, attributions: own })).numbers)).toEqual(
      [1, 1],
    );
  });

  it('tell of packages that logs never tell of, beside complete logs of the others', async () => {
    const { take, measure } = await bench();
    await take({
      [october]: logCsv({ timestamp_derived: '2026-10-05T08:00:00.000Z' }),
      [summary]: summaryCsv(
        { user_id_token: 'ignored' },
        { package_id: scheduling },
        { package_id: scheduling, user_id_token: '005-b=' },
      ),
    });
    const keys = [mau, `${mau}.${tournaments}`, `${mau}.${scheduling}`];
    const { numbers } = await measure({ metricKeys: keys, attributions: own });
    expect(Object.values(numbers)).toEqual([2, 1, 2]);
  });

  it('are no help where automation is to be left out, nor for weeks and days', async () => {
    const { take, measure } = await bench();
    await take({ [summary]: summaryCsv({}) });
    const excluded = await measure({
      metricKeys: [mau],
      attributions: own,
      excludeAutomation: true,
    });
    expect(excluded.states).toEqual({ [mau]: 'no-data' });
    const shorter = await measure({
      metricKeys: ['engagement.wau', 'engagement.dau'],
      attributions: own,
    });
    expect(shorter.states).toEqual({ 'engagement.wau': 'no-data', 'engagement.dau': 'no-data' });
  });
});

describe('what is counted besides', () => {
  const besides = [mau, 'engagement.wau', 'engagement.dau'];

  it('has numbers and states like what was asked for', async () => {
    const { take, measure } = await bench();
    await take({ [october]: logCsv({ timestamp_derived: '2026-10-05T08:00:00.000Z' }) });
    const { numbers, states } = await measure({ metricKeys: [], besides, attributions: own });
    expect(numbers).toEqual({ [`${account1} ${mau}`]: 1 });
    expect(states).toEqual({
      [mau]: 'loaded 2026-10-01/2026-10-31',
      'engagement.wau': 'no-data',
      'engagement.dau': 'no-data',
    });
  });

  it('is not complained about, as it is where it was asked for', async () => {
    const { take, measure } = await bench();
    await take({ [october]: logCsv({ timestamp_derived: '2026-10-05T08:00:00.000Z' }) });
    const quiet = await measure({ metricKeys: [mau], besides, attributions: own });
    expect(quiet.notices).toEqual([]);
    const asked = await measure({ metricKeys: besides, besides, attributions: own });
    expect(asked.notices.map(({ code }) => code)).toEqual([
      'PERIOD_INCOMPLETE',
      'PERIOD_INCOMPLETE',
    ]);
  });
});
