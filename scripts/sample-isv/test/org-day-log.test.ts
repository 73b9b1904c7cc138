import { beforeAll, describe, expect, it } from 'vitest';
import { logRecordTypes } from '../catalogue/vocabulary.ts';
import type { SubscriberOrg } from '../customers/subscriber-org.ts';
import { sampleIsv } from '../sample-isv.ts';
import { arrivalDay, lastDeliveredDay } from '../usage/arrival.ts';
import type { LogRow } from '../usage/log-row.ts';
import { orgDayLog } from '../usage/org-day-log.ts';
import { usageModel } from '../usage/usage-model.ts';
import { dayMs, utcDay, weekday } from '../utc-day.ts';

const isv = sampleIsv({ seed: 7, accounts: 300, today: '2026-11-24', days: 28 });
const model = usageModel(isv);
const lastDay = utcDay('2026-11-22');
const automation = ['CronJob', 'QueuedExec', 'PlatformEventConsumer', 'UnassociatedCRUD'];

interface Seen {
  readonly org: SubscriberOrg;
  readonly day: number;
  readonly row: LogRow;
}

const seen: Seen[] = [];

beforeAll(() => {
  for (const org of isv.orgs) {
    for (let day = lastDay - 27; day <= lastDay; day++) {
      for (const row of orgDayLog(model, org, day)) seen.push({ org, day, row });
    }
  }
});

const share = (isIt: (each: Seen) => boolean): number => seen.filter(isIt).length / seen.length;
const shareOf = (type: string): number => share(({ row }) => row.logRecordType === type);

describe('orgDayLog', () => {
  it('is the same whenever it is asked for, in whatever order', () => {
    const org = seen[0]?.org;
    if (!org) throw new Error('The sample has no rows.');
    const later = orgDayLog(model, org, lastDay);
    const earlier = orgDayLog(model, org, lastDay - 3);
    expect(orgDayLog(model, org, lastDay - 3)).toEqual(earlier);
    expect(orgDayLog(usageModel(isv), org, lastDay)).toEqual(later);
  });

  it('has every log record type, in plausible shares', () => {
    for (const type of logRecordTypes) expect(shareOf(type), type).toBeGreaterThan(0);
    expect(shareOf('LightningPageView')).toBeGreaterThan(0.15);
    expect(shareOf('LightningInteraction')).toBeGreaterThan(0.1);
    expect(shareOf('ApexUnexpectedException')).toBeLessThan(0.01);
    const automatic = share(({ row }) => automation.includes(row.logRecordType));
    expect(automatic).toBeGreaterThan(0.04);
    expect(automatic).toBeLessThan(0.25);
  });

  it('keeps the rhythm of the week', () => {
    const perDay = Map.groupBy(seen, ({ day }) => weekday(day));
    const count = (day: number): number => perDay.get(day)?.length ?? 0;
    const weekdays = [1, 2, 3, 4, 5].map(count);
    expect(Math.min(...weekdays)).toBeGreaterThan(2 * Math.max(count(0), count(6)));
  });

  it('follows the working day of each time zone, also where it falls on two UTC days', () => {
    const people = seen.filter(({ row }) => !automation.includes(row.logRecordType));
    for (const zone of ['America/New_York', 'Europe/Berlin', 'Pacific/Auckland', 'Asia/Kolkata']) {
      const local = people
        .filter(({ org }) => org.region.timeZone === zone)
        .map(({ org, row }) => (row.timeOfDayMs / 3_600_000 + org.region.utcOffsetHours + 24) % 24);
      expect(local.length, zone).toBeGreaterThan(100);
      const atWork = local.filter((hour) => hour >= 7 && hour < 19).length / local.length;
      expect(atWork, zone).toBeGreaterThan(0.85);
    }
  });

  it('counts a weekend by the customer’s calendar, not by UTC', () => {
    const sydneySunday = seen.filter(
      ({ org, day, row }) =>
        org.region.timeZone === 'Australia/Sydney' &&
        weekday(day) === 0 &&
        !automation.includes(row.logRecordType),
    );
    const mondayThere = sydneySunday.filter(({ row }) => row.timeOfDayMs / 3_600_000 >= 14);
    expect(mondayThere.length / sydneySunday.length).toBeGreaterThan(0.6);
  });

  it('keeps every moment within its day', () => {
    expect(seen.every(({ row }) => row.timeOfDayMs >= 0 && row.timeOfDayMs < dayMs)).toBe(true);
    expect(seen.every(({ row }) => Number.isInteger(row.timeOfDayMs))).toBe(true);
  });

  it('is Zipf-like: a tenth of the orgs and a tenth of the users make a large part of the rows', () => {
    for (const key of [(each: Seen) => each.org.key, (each: Seen) => each.row.user.token]) {
      const sizes = [...Map.groupBy(seen, key).values()]
        .map(({ length }) => length)
        .sort((a, b) => b - a);
      const top = sizes.slice(0, sizes.length / 10).reduce((sum, size) => sum + size, 0);
      expect(top / seen.length).toBeGreaterThan(0.3);
    }
  });

  it('shows one user by one token over packages, and by another in another org', () => {
    const known = seen.filter(({ row }) => row.user.token !== '');
    const byToken = [...Map.groupBy(known, ({ row }) => row.user.token).values()];
    const count = (group: Seen[], key: (each: Seen) => string): number =>
      new Set(group.map(key)).size;
    expect(byToken.every((group) => count(group, ({ org }) => org.key) === 1)).toBe(true);
    const busy = byToken.filter(
      (group) => group.length >= 10 && (group[0]?.org.installs.length ?? 0) > 1,
    );
    const severalPackages = busy.filter((group) => count(group, ({ row }) => row.sold.key) > 1);
    expect(severalPackages.length / busy.length).toBeGreaterThan(0.4);
    expect(severalPackages.length).toBeGreaterThan(200);
    expect(known.every(({ row }) => /^005-[A-Za-z0-9+/]{43}=$/.test(row.user.token))).toBe(true);
  });

  it('knows standard, partner, guest and other users, and rows of nobody', () => {
    const types = new Set(seen.map(({ row }) => row.user.type));
    expect(types).toEqual(new Set(['Standard', 'Partner', 'CustomerSuccess', 'Guest']));
    expect(share(({ row }) => row.user.type === 'Standard')).toBeGreaterThan(0.85);
    const nobody = seen.filter(({ row }) => row.user.token === '');
    expect(nobody.length).toBeGreaterThan(0);
    expect(nobody.every(({ row }) => row.logRecordType === 'PlatformEventConsumer')).toBe(true);
  });

  it('has users that only automation runs as, so that leaving automation out changes the count', () => {
    const byToken = [...Map.groupBy(seen, ({ row }) => row.user.token).values()];
    const automaticOnly = byToken.filter((group) =>
      group.every(({ row }) => automation.includes(row.logRecordType)),
    );
    expect(automaticOnly.length).toBeGreaterThan(20);
  });

  it('counts records exactly where there is an operation', () => {
    expect(seen.every(({ row }) => (row.operation === null) === (row.operationCount === 0))).toBe(
      true,
    );
    expect(
      seen.every(({ row }) => row.operation === null || row.component.type.endsWith('Object')),
    ).toBe(true);
    const operations = new Set(seen.map(({ row }) => row.operation));
    expect(operations.size).toBe(7);
  });

  it('includes sandboxes, trial orgs and orgs without a license here', () => {
    const licensed = new Set(isv.licenses.map(({ orgKey }) => orgKey));
    const few = (isIt: (each: Seen) => boolean): void => {
      expect(share(isIt)).toBeGreaterThan(0.002);
      expect(share(isIt)).toBeLessThan(0.15);
    };
    few(({ org }) => org.type === 'Sandbox');
    few(({ org }) => org.status === 'Trial');
    few(({ org }) => !licensed.has(org.key));
  });

  it('never names a package that is not enabled for App Analytics', () => {
    expect(seen.some(({ row }) => !row.sold.appAnalyticsEnabled)).toBe(false);
  });

  it('has rows before a package was uninstalled and none after', () => {
    const gone = isv.orgs.flatMap((org) =>
      org.installs.flatMap(({ packageKey, until }) => {
        const installs = org.installs.filter((each) => each.packageKey === packageKey);
        if (until === null || installs.length > 1) return [];
        const rows = seen.filter((each) => each.org === org && each.row.sold.key === packageKey);
        return [{ before: rows.filter(({ day }) => day <= until), rows }];
      }),
    );
    expect(gone.filter(({ before }) => before.length > 0).length).toBeGreaterThan(3);
    for (const { before, rows } of gone) expect(rows).toEqual(before);
  });

  it('leaves some licensed orgs without any row, and one silent from some day on', () => {
    const active = new Set(seen.map(({ org }) => org.key));
    const silent = isv.orgs.filter(({ key, installs }) => installs.length > 0 && !active.has(key));
    expect(silent.length).toBeGreaterThan(3);
    expect(isv.orgs.some(({ activity }) => activity.silentSince !== null)).toBe(true);
  });
});

describe('arrivalDay', () => {
  it('is the next day for most, a few days later for some and up to 30 days later for a few', () => {
    const delays = isv.orgs.flatMap((org) =>
      Array.from({ length: 60 }, (_, at) => arrivalDay(7, org, lastDay - at) - (lastDay - at)),
    );
    const part = (isIt: (delay: number) => boolean): number =>
      delays.filter(isIt).length / delays.length;
    expect(part((delay) => delay === 1)).toBeGreaterThan(0.95);
    expect(part((delay) => delay > 1 && delay <= 4)).toBeGreaterThan(0.01);
    expect(part((delay) => delay > 4)).toBeGreaterThan(0.001);
    expect(Math.max(...delays)).toBeLessThanOrEqual(30);
  });
});

describe('lastDeliveredDay', () => {
  it('is the day before yesterday until 23:00 UTC, and yesterday from then on', () => {
    expect(lastDeliveredDay(new Date('2026-11-24T00:00:00Z'))).toBe('2026-11-22');
    expect(lastDeliveredDay(new Date('2026-11-24T22:59:59Z'))).toBe('2026-11-22');
    expect(lastDeliveredDay(new Date('2026-11-24T23:00:00Z'))).toBe('2026-11-23');
  });
});
