import { sampleFeatures, type SampleFeature } from './catalogue/features.ts';
import { samplePackages, type SamplePackage } from './catalogue/packages.ts';
import { accountFields } from './customers/account-fields.ts';
import { cornerCaseCustomer, cornerCases } from './customers/corner-cases.ts';
import { addLicense, addOrg, prospect, type Customer, type Market } from './customers/customer.ts';
import { randomCustomer } from './customers/random-customer.ts';
import type { SampleAccount } from './customers/sample-account.ts';
import type { SampleLicense } from './customers/sample-license.ts';
import type { SubscriberOrg } from './customers/subscriber-org.ts';
import { isoDate, utcDay } from './utc-day.ts';

/** What a sample is made from; the same options always give the same sample. */
export interface SampleIsvOptions {
  readonly seed: number;
  /** How many Accounts; from some 70 on, every corner case is among them. */
  readonly accounts: number;
  /** The day on which the sample is looked at, UTC, YYYY-MM-DD: "expired yesterday" is the day before. */
  readonly today: string;
  /** How many days of usage logs and snapshots there are. */
  readonly days: number;
  /**
   * The last day with logs, YYYY-MM-DD; two days before today where it isn't given, because a day's log
   * is complete at 23:00 UTC of the next day.
   */
  readonly lastDay?: string;
  /** Mean number of internal users of an org: the knob for more rows; 9 where it isn't given. */
  readonly usersPerOrg?: number;
}

/** A corner case that is among the Accounts, and where. */
interface SampleCornerCase {
  readonly name: string;
  readonly accountKey: string;
  readonly licenseKeys: readonly string[];
}

/** An ISV: what it sells, to whom, and which orgs use it. References are by key. */
export interface SampleIsv {
  readonly options: Required<SampleIsvOptions>;
  readonly packages: readonly SamplePackage[];
  readonly features: readonly SampleFeature[];
  readonly accounts: readonly SampleAccount[];
  readonly licenses: readonly SampleLicense[];
  /** Orgs that show up in App Analytics, with and without a license here. */
  readonly orgs: readonly SubscriberOrg[];
  readonly cornerCases: readonly SampleCornerCase[];
}

/** Of every 300 Accounts, the corner cases sit at this one and those after it: their share doesn't hang on the size. */
const block = 300;
const firstCornerCase = 20;

/** One org in this many Accounts has no license here: installed before the licenses were kept, or from another LMO. */
const accountsPerStrayOrg = 25;
/** Far above any real customer's number, so that stray orgs share no org id with one. */
const firstStrayCustomer = 10_000_000;

/**
 * Makes up an ISV. Pure: no clock, no disk, no network. Throws when an option makes no sense.
 * Customers don't depend on each other: Account 17 is the same in a sample of 100 and of 100,000.
 */
export function sampleIsv(options: SampleIsvOptions): SampleIsv {
  const resolved = resolvedOptions(options);
  const { seed, accounts, usersPerOrg } = resolved;
  const today = utcDay(resolved.today);
  const market: Market = { seed, today, packages: samplePackages, accounts, usersPerOrg };
  const customers = Array.from({ length: accounts }, (_, number) => customerOf(market, number));

  return {
    options: resolved,
    packages: market.packages,
    features: sampleFeatures(market.packages),
    accounts: customers.map((customer) => ({
      ...customer.account,
      fields: accountFields(market, customer),
    })),
    licenses: customers.flatMap((customer) => customer.licenses),
    orgs: [...customers.flatMap((customer) => customer.orgs), ...strayOrgs(market)],
    cornerCases: customers.flatMap(cornerCaseOf),
  };
}

function resolvedOptions(options: SampleIsvOptions): Required<SampleIsvOptions> {
  const lastDay = options.lastDay ?? isoDate(utcDay(options.today) - 2);
  utcDay(lastDay);
  for (const count of ['accounts', 'days', 'usersPerOrg'] as const) {
    const value = options[count] ?? 1;
    if (!(value >= 1)) throw new Error(`A sample needs at least 1 for ${count}, not ${value}.`);
  }
  return { ...options, lastDay, usersPerOrg: options.usersPerOrg ?? 9 };
}

function customerOf(market: Market, number: number): Customer {
  const cornerCase = cornerCases[(number % block) - firstCornerCase];
  return cornerCase
    ? cornerCaseCustomer(market, number, cornerCase)
    : randomCustomer(market, number);
}

function cornerCaseOf(customer: Customer): SampleCornerCase[] {
  const cornerCase = cornerCases[(customer.number % block) - firstCornerCase];
  if (!cornerCase) return [];
  const licenseKeys = customer.licenses.map(({ key }) => key);
  return [{ name: cornerCase.name, accountKey: customer.account.key, licenseKeys }];
}

function strayOrgs(market: Market): SubscriberOrg[] {
  const count = Math.ceil(market.accounts / accountsPerStrayOrg);
  return Array.from({ length: count }, (_, at) => {
    const stranger = prospect(firstStrayCustomer + at);
    const org = addOrg(market, stranger);
    for (const sold of market.packages.slice(0, 2)) addLicense(market, stranger, org, sold);
    return org;
  });
}
