import { expect } from 'vitest';
import { recountedValues, type PlainLicense } from '../../connector/test/flow/recounted-values.ts';
import { systemClock } from '../../connector/src/adapters/system-clock.ts';
import type { SamplePackage } from '../sample-isv/catalogue/packages.ts';
import type { SampleIsv } from '../sample-isv/sample-isv.ts';
import { recordsOf, type OrgRecord } from './org-records.ts';
import type { World } from './world.ts';

/** The metrics that are mapped, by the Account field each is written to. */
export const metricFields = [
  'MAU__c',
  'MAU_Tournaments__c',
  'FeatureTournament__c',
  'PlayersCount__c',
] as const;

/** What metric fields hold, by Account id; null is NULL. */
export type AccountNumbers = ReadonlyMap<string, Readonly<Record<string, number | null>>>;

/** A package by its name. */
export function packageNamed({ packages }: SampleIsv, name: string): SamplePackage {
  const found = packages.find((each) => each.name === name);
  if (!found) throw new Error(`The sample ISV sells no package named ${name}.`);
  return found;
}

/** What the metric fields of all Accounts hold, over the org's REST API. */
export async function numbersInOrg(world: World): Promise<AccountNumbers> {
  const accounts = await recordsOf(world, `SELECT Id, ${metricFields.join(', ')} FROM Account`);
  return new Map(
    accounts.map((account) => [
      String(account.Id),
      Object.fromEntries(metricFields.map((field) => [field, account[field] as number | null])),
    ]),
  );
}

/**
 * What they should hold: counted from the delivered files and the License records without the connector's code for
 * Accounts that have a License, and what was there before for the others.
 */
export async function numbersExpected(
  world: World,
  before: AccountNumbers,
): Promise<AccountNumbers> {
  const { isv, folder, delivered } = world;
  const now = systemClock.now().getTime();
  const lastDay = utcDay(now - 47 * hourMs);
  const recounted = await recountedValues({
    folder,
    inbox: delivered,
    licenses: await plainLicenses(world),
    today: utcDay(now),
    tournaments: packageNamed(isv, 'Acme Tournaments').id,
    scheduling: packageNamed(isv, 'Acme Scheduling').id,
    notEnabled: packageNamed(isv, 'Acme Sponsors').id,
    feature: isv.features.find(({ id }) => id === 'tournament')?.components ?? [],
    windows: { month: lastMonth(lastDay), week: lastWeek(lastDay), day: lastDay },
  });
  return new Map(
    [...before].map(([id, kept]) => {
      const counted = recounted.get(id);
      const values = metricFields.map((field) => [field, (counted ?? kept)[field] ?? null]);
      return [id, Object.fromEntries(values) as Record<string, number | null>];
    }),
  );
}

/** A number, 0 and NULL are all among the values of a metric that asks for a license. */
export function expectAllThree(numbers: AccountNumbers, field: string): void {
  const values = [...numbers.values()].map((each) => each[field]);
  expect(values).toContain(0);
  expect(values).toContain(null);
  expect(values.some((value) => value !== null && value !== undefined && value > 0)).toBe(true);
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

function utcDay(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

/** First and last day of the last calendar month that has ended by the day, included. */
function lastMonth(day: string): [string, string] {
  const next = new Date(Date.parse(day) + dayMs);
  const first = Date.UTC(next.getUTCFullYear(), next.getUTCMonth() - 1, 1);
  const last = Date.UTC(next.getUTCFullYear(), next.getUTCMonth(), 0);
  return [utcDay(first), utcDay(last)];
}

/** Monday and Sunday of the last week that has ended by the day, included. */
function lastWeek(day: string): [string, string] {
  const sunday = Date.parse(day) - new Date(day).getUTCDay() * dayMs;
  return [utcDay(sunday - 6 * dayMs), utcDay(sunday)];
}

const licenseQuery = `SELECT Name, sfLma__Account__c, sfLma__License_Status__c, sfLma__Status__c, sfLma__Expiration__c,
  sfLma__Is_Sandbox__c, sfLma__Org_Status__c, sfLma__Subscriber_Org_ID__c, sfLma__Install_Date__c,
  sfLma__Package__r.sfLma__Package_ID__c, sfLma__Package_Version__r.sfLma__Package__r.sfLma__Package_ID__c
  FROM sfLma__License__c`;

async function plainLicenses(world: World): Promise<readonly PlainLicense[]> {
  return (await recordsOf(world, licenseQuery)).map(plainLicense);
}

function plainLicense(record: OrgRecord): PlainLicense {
  const text = (...path: readonly string[]): string | null => {
    const found = path.reduce<unknown>(
      (value, name) => (value as OrgRecord | null)?.[name] ?? null,
      record,
    );
    return found as string | null;
  };
  return {
    name: text('Name') ?? '',
    accountId: text('sfLma__Account__c'),
    licenseStatus: text('sfLma__License_Status__c'),
    status: text('sfLma__Status__c'),
    expiration: text('sfLma__Expiration__c'),
    isSandbox: record.sfLma__Is_Sandbox__c === true,
    orgStatus: text('sfLma__Org_Status__c'),
    orgId: text('sfLma__Subscriber_Org_ID__c'),
    packageId:
      text('sfLma__Package__r', 'sfLma__Package_ID__c') ??
      text('sfLma__Package_Version__r', 'sfLma__Package__r', 'sfLma__Package_ID__c'),
    installDate: text('sfLma__Install_Date__c'),
  };
}
