import { Chance, weighted } from '../chance.ts';
import type { SamplePackage } from '../catalogue/packages.ts';
import { isoDate } from '../utc-day.ts';
import { addLicense, addOrg, prospect, type Customer, type Market } from './customer.ts';
import type { LicenseRecordType, SampleLicense } from './sample-license.ts';
import type { Install, SubscriberOrg } from './subscriber-org.ts';

/** Share of customers that buy a package, in the order of the catalogue. */
const marketShares = [0.72, 0.55, 0.3, 0.1];

const productionOrgs = weighted([
  [1, 86],
  [2, 11],
  [3, 3],
]);

const recordTypes = weighted<LicenseRecordType>([
  ['Active', 78],
  ['Uninstalled', 9],
  ['Expired', 6],
  ['Trial', 4],
  ['Suspended', 3],
]);

const orgStatuses = weighted<SubscriberOrg['status']>([
  ['Active', 94],
  ['Free', 4],
  ['Demo', 2],
]);

/** A customer as chance has it: one in fourteen has no license at all, one in thirty only tries the product out. */
export function randomCustomer(market: Market, number: number): Customer {
  const customer = prospect(number);
  const chance = new Chance(market.seed, 'customer', number);
  if (chance.happens(1 / 14)) return customer;

  const bought = boughtPackages(market, chance);
  if (chance.happens(1 / 30)) return trialCustomer(market, customer, bought, chance);

  for (let left = chance.draw(productionOrgs); left > 0; left--) {
    const org = addOrg(market, customer, { status: chance.draw(orgStatuses) });
    const installed =
      customer.orgs.length === 1 ? bought : bought.filter(() => chance.happens(0.6));
    for (const sold of installed) {
      const { license, install } = addLicense(market, customer, org, sold);
      changeTerms(market, chance, license, install);
    }
  }
  if (chance.happens(0.25)) addSandbox(market, customer, bought);
  return customer;
}

/** Adds a sandbox with the packages in it; a sandbox's license is a site license unless somebody edits it. */
export function addSandbox(
  market: Market,
  customer: Customer,
  installed: readonly SamplePackage[],
): SubscriberOrg {
  const org = addOrg(market, customer, { type: 'Sandbox' });
  for (const sold of installed) {
    const { license } = addLicense(market, customer, org, sold);
    license.seats = -1;
    license.usedLicenses = null;
  }
  return org;
}

/** Makes a license and its install those of a given record type, with dates to match. */
export function changeRecordType(
  market: Market,
  chance: Chance,
  { license, install }: { readonly license: SampleLicense; readonly install: Install },
  recordType: LicenseRecordType,
): void {
  license.recordType = recordType;
  // sfLma__Status__c has no value Expired: it says what the subscriber org knows, and that is still Active.
  license.status = recordType === 'Expired' ? 'Active' : recordType;
  if (recordType === 'Trial') license.expiration = isoDate(market.today + chance.between(1, 60));
  if (recordType === 'Expired') license.expiration = isoDate(market.today - chance.between(2, 300));
  if (recordType === 'Uninstalled') {
    license.usedLicenses = null;
    install.until = Math.max(install.since, market.today - chance.between(4, 120));
  }
  install.intensity = { Active: 1, Trial: 0.6, Expired: 0.1, Suspended: 0.1, Uninstalled: 1 }[
    recordType
  ];
}

function boughtPackages(market: Market, chance: Chance): SamplePackage[] {
  const bought = market.packages.filter((_, at) => chance.happens(marketShares[at] ?? 0.1));
  return bought.length > 0 ? bought : market.packages.slice(0, 1);
}

function trialCustomer(
  market: Market,
  customer: Customer,
  tried: readonly SamplePackage[],
  chance: Chance,
): Customer {
  const org = addOrg(market, customer, { status: 'Trial' });
  for (const sold of tried) {
    changeRecordType(market, chance, addLicense(market, customer, org, sold), 'Trial');
  }
  return customer;
}

function changeTerms(
  market: Market,
  chance: Chance,
  license: SampleLicense,
  install: Install,
): void {
  changeRecordType(market, chance, { license, install }, chance.draw(recordTypes));
  if (license.recordType === 'Active') license.expiration = activeExpiration(market, chance);
  if (chance.happens(0.2)) {
    license.seats = chance.happens(0.7) ? -1 : null;
    license.usedLicenses = null;
  }
  if (chance.happens(0.1)) license.packageKey = null;
}

function activeExpiration(market: Market, chance: Chance): string | null {
  const kind = chance.fraction();
  if (kind < 0.4) return '1970-01-01';
  if (kind < 0.5) return null;
  // The record type follows the date by a nightly job: some are found still Active a few days late.
  if (kind < 0.52) return isoDate(market.today - chance.between(1, 5));
  return isoDate(market.today + chance.between(0, 720));
}
