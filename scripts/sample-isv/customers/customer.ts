import { Chance, weighted } from '../chance.ts';
import type { SamplePackage } from '../catalogue/packages.ts';
import { id15 } from '../salesforce-id.ts';
import { isoDate, type UtcDay } from '../utc-day.ts';
import { companyName } from './company-name.ts';
import { regions } from './regions.ts';
import type { AccountFields, SampleAccount } from './sample-account.ts';
import type { SampleLicense } from './sample-license.ts';
import type { Activity, Install, SubscriberOrg } from './subscriber-org.ts';

/** What every customer of one sample has in common. */
export interface Market {
  readonly seed: number;
  readonly today: UtcDay;
  readonly packages: readonly SamplePackage[];
  /** Number of Accounts in the whole sample. */
  readonly accounts: number;
  /** Mean number of internal users of an org. */
  readonly usersPerOrg: number;
}

/** An Account with its orgs and licenses, while it is being put together. */
export interface Customer {
  readonly number: number;
  readonly account: SampleAccount;
  /** Values that the customer's story needs, whatever chance says. */
  readonly fixedFields: Partial<AccountFields>;
  readonly orgs: SubscriberOrg[];
  readonly licenses: SampleLicense[];
}

/** What may be said about an org that is added; the rest is left to chance. */
export interface OrgTraits {
  readonly type?: SubscriberOrg['type'];
  readonly status?: SubscriberOrg['status'];
  readonly activity?: Activity;
}

/** Orgs a customer can have: their numbers are a customer's number × 8 and up, so that none depends on another customer. */
const orgNumbersPerCustomer = 8;

/** Coprime to 62, so that org ids look unlike and stay unique up to 62^5 orgs. */
const idStride = 48_271;

const editions = weighted<string>([
  ['Enterprise Edition', 60],
  ['Unlimited Edition', 22],
  ['Professional Edition', 10],
  ['Performance Edition', 3],
  ['Developer Edition', 5],
]);

/** The key of the Account with this number, counted from 0. */
export function accountKey(number: number): string {
  return `ACC-${String(number + 1).padStart(6, '0')}`;
}

/** A customer without orgs and licenses: a prospect, until some are added. */
export function prospect(number: number): Customer {
  const account = { key: accountKey(number), fields: { Name: companyName(number) } };
  return { number, account, fixedFields: {}, orgs: [], licenses: [] };
}

/** The 15-character id of the org with this number. Its last letter is always a small one; see the corner cases. */
export function orgId(number: number): string {
  const scrambled = (number * idStride) % 62 ** 5;
  return id15('00D', 'Hs', scrambled * 62 + 36 + (number % 26));
}

/** The number of a customer's org, counted from 0. Throws when a customer is given more than eight. */
export function orgNumber(customerNumber: number, ordinal: number): number {
  if (ordinal >= orgNumbersPerCustomer) {
    throw new Error(
      `Customer ${customerNumber} can't have more than ${orgNumbersPerCustomer} orgs.`,
    );
  }
  return customerNumber * orgNumbersPerCustomer + ordinal;
}

/** Adds an org to the customer and returns it. A sandbox is a copy of the customer's first production org. */
export function addOrg(market: Market, customer: Customer, traits: OrgTraits = {}): SubscriberOrg {
  const number = orgNumber(customer.number, customer.orgs.length);
  const chance = new Chance(market.seed, 'org', number);
  const { type = 'Production', status = 'Active' } = traits;
  const org: SubscriberOrg = {
    key: `${customer.account.key}/${customer.orgs.length + 1}`,
    number,
    id: orgId(number),
    name: customer.account.fields.Name,
    status,
    type,
    ...place(chance, customer, type),
    ...people(market, chance, type),
    activity: traits.activity ?? usualActivity(market, chance),
    installs: [],
  };
  customer.orgs.push(org);
  return org;
}

/** Adds an active, perpetual license of a package in an org, and the install that goes with it. */
export function addLicense(
  market: Market,
  customer: Customer,
  org: SubscriberOrg,
  sold: SamplePackage,
): { readonly license: SampleLicense; readonly install: Install } {
  const chance = new Chance(market.seed, 'license', org.number, sold.namespace);
  const version = sold.versions[chance.happens(0.8) ? sold.versions.length - 1 : 0];
  if (!version) throw new Error(`${sold.name} has no version to install.`);
  const since = market.today - Math.floor(20 + 1200 * chance.fraction() ** 2);
  const seats = roundedSeats(org.internalUsers * (0.7 + 1.1 * chance.fraction()));
  const earlier = customer.licenses.filter(({ key }) =>
    key.startsWith(`${org.key}/${sold.namespace}`),
  );
  const license: SampleLicense = {
    key: `${org.key}/${sold.namespace}${earlier.length > 0 ? `/${earlier.length + 1}` : ''}`,
    accountKey: customer.account.key,
    leadCompany: null,
    packageKey: sold.key,
    versionKey: version.key,
    orgKey: org.key,
    subscriberOrgId: org.id,
    isSandbox: org.type === 'Sandbox',
    orgStatus: chance.happens(0.7) ? org.status.toUpperCase() : org.status,
    orgEdition: org.edition,
    orgInstance: org.instance,
    orgTrialExpiration:
      org.status === 'Trial' ? isoDate(market.today + chance.between(2, 25)) : null,
    recordType: 'Active',
    status: 'Active',
    expiration: '1970-01-01',
    seats,
    usedLicenses: Math.min(seats, org.internalUsers),
    installDate: isoDate(since),
    versionNumber: version.number,
    isTrial: false,
  };
  const install = {
    packageKey: sold.key,
    versionKey: version.key,
    since,
    until: null,
    intensity: 1,
  };
  customer.licenses.push(license);
  org.installs.push(install);
  return { license, install };
}

/** A number of seats as they are sold: by ones up to ten, then by fives, then by twenty-fives. */
export function roundedSeats(seats: number): number {
  const step = seats <= 10 ? 1 : seats <= 100 ? 5 : 25;
  return Math.max(1, Math.round(seats / step) * step);
}

/** Where an org runs. All orgs of a customer are in one region; a sandbox is on an instance for sandboxes. */
function place(
  chance: Chance,
  customer: Customer,
  type: SubscriberOrg['type'],
): Pick<SubscriberOrg, 'region' | 'edition' | 'instance' | 'clonedFromId'> {
  const original = customer.orgs.find((each) => each.type === 'Production');
  const region = original?.region ?? chance.draw(regions);
  const edition = original?.edition ?? chance.draw(editions);
  if (type === 'Production') {
    return { region, edition, instance: chance.pick(region.instances), clonedFromId: null };
  }
  // A customer known by a sandbox alone has a production org all the same; the ISV just never saw it.
  const clonedFromId = original?.id ?? orgId(orgNumber(customer.number, orgNumbersPerCustomer - 1));
  return { region, edition, instance: `CS${chance.between(1, 280)}`, clonedFromId };
}

function people(
  market: Market,
  chance: Chance,
  type: SubscriberOrg['type'],
): Pick<SubscriberOrg, 'internalUsers' | 'partnerUsers' | 'hasGuestSite' | 'hasAutomation'> {
  const hasAutomation = chance.happens(0.45);
  if (type === 'Sandbox') {
    const internalUsers = chance.between(1, 4);
    return { internalUsers, partnerUsers: 0, hasGuestSite: false, hasAutomation };
  }
  // A fifth of the mean as the least, with this steepness and limit, has the mean that was asked for.
  const wanted = chance.longTailed(market.usersPerOrg / 5, 1.1);
  const internalUsers = Math.ceil(Math.min(wanted, market.usersPerOrg * 45));
  const isPortal = chance.happens(0.14);
  return {
    internalUsers,
    partnerUsers: isPortal ? Math.ceil(internalUsers * (0.3 + 1.5 * chance.fraction())) : 0,
    hasGuestSite: isPortal && chance.happens(0.6),
    hasAutomation,
  };
}

function usualActivity(market: Market, chance: Chance): Activity {
  const isSilent = chance.happens(0.05);
  return {
    level: chance.happens(0.05) ? 0 : 0.45 + 0.9 * chance.fraction(),
    trend: chance.fraction() - 0.45,
    silentSince: isSilent ? market.today - chance.between(3, 50) : null,
  };
}
