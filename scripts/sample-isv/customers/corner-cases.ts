import { Chance } from '../chance.ts';
import { id18, sameLettersOtherCase } from '../salesforce-id.ts';
import { isoDate } from '../utc-day.ts';
import type { SamplePackage } from '../catalogue/packages.ts';
import { accountKey, addLicense, addOrg, orgId, orgNumber, prospect } from './customer.ts';
import type { Customer, Market } from './customer.ts';
import { addSandbox, changeRecordType } from './random-customer.ts';
import type { LicenseRecordType, SampleLicense } from './sample-license.ts';
import type { Install, SubscriberOrg } from './subscriber-org.ts';

type Licensed = ReturnType<typeof addLicense>;

/** A customer with one production org, in regular use, and an active, perpetual license of two packages in it. */
interface PlainCustomer {
  readonly market: Market;
  readonly customer: Customer;
  readonly org: SubscriberOrg;
  readonly tournaments: Licensed;
  readonly scheduling: Licensed;
}

/** A situation that licensing rules have to get right, put on a customer that is plain otherwise. */
export interface CornerCase {
  /** What is special about it, in words. */
  readonly name: string;
  readonly change: (plain: PlainCustomer) => void;
}

/** Builds the plain customer with this number and puts the corner case on it. */
export function cornerCaseCustomer(
  market: Market,
  number: number,
  cornerCase: CornerCase,
): Customer {
  const customer = prospect(number);
  const org = addOrg(market, customer, { activity: { level: 1, trend: 0.1, silentSince: null } });
  const tournaments = addLicense(market, customer, org, sold(market, 'acmetour'));
  const scheduling = addLicense(market, customer, org, sold(market, 'acmesched'));
  cornerCase.change({ market, customer, org, tournaments, scheduling });
  return customer;
}

const terms = (name: string, changes: Partial<SampleLicense>): CornerCase => ({
  name,
  change: ({ tournaments }) => Object.assign(tournaments.license, changes),
});

const expires = (name: string, inDays: number): CornerCase => ({
  name,
  change: ({ market, tournaments }) => {
    tournaments.license.expiration = isoDate(market.today + inDays);
  },
});

const recordType = (
  name: string,
  first: LicenseRecordType,
  second?: LicenseRecordType,
): CornerCase => ({
  name,
  change: ({ market, customer, tournaments, scheduling }) => {
    const chance = new Chance(market.seed, 'corner case', customer.number);
    changeRecordType(market, chance, tournaments, first);
    if (second) changeRecordType(market, chance, scheduling, second);
  },
});

const account = (name: string, fields: Customer['fixedFields']): CornerCase => ({
  name,
  change: ({ customer }) => Object.assign(customer.fixedFields, fields),
});

/** Every corner case, in the order in which they appear among the Accounts. Numbers are those of docs/corner-cases.md. */
export const cornerCases: readonly CornerCase[] = [
  terms('perpetual, written 1970-01-01 (4)', { expiration: '1970-01-01' }),
  terms('perpetual, expiration blank (4)', { expiration: null }),
  expires('status Active, expired yesterday (2, 3)', -1),
  expires('last day of access is today (3)', 0),
  expires('last day of access is tomorrow (3)', 1),
  recordType('one package expired, the other active (2)', 'Expired'),
  recordType('one package suspended, the other active (1)', 'Suspended'),
  recordType('one package uninstalled, the other active (1)', 'Uninstalled'),
  recordType('one package on trial, the other active (1)', 'Trial'),
  recordType('trial licenses only (1)', 'Trial', 'Trial'),
  recordType('expired and suspended: the Account is inactive (1)', 'Expired', 'Suspended'),
  recordType('everything uninstalled (1)', 'Uninstalled', 'Uninstalled'),
  terms('no record type: only the status says Active (1)', { recordType: null }),
  terms('production license that ISVapp treats as a trial (1)', { isTrial: true }),
  terms('site license, seats -1 (24)', { seats: -1, usedLicenses: null }),
  terms('site license, seats blank (24)', { seats: null, usedLicenses: null }),
  terms('0 seats (24)', { seats: 0, usedLicenses: 0 }),
  terms('org deleted (6)', { orgStatus: 'DELETED' }),
  terms('org about to be deleted, in small letters (6)', { orgStatus: 'pending_delete' }),
  terms('org suspended, which still counts (6)', { orgStatus: 'SUSPENDED' }),
  terms('org signing up (6)', { orgStatus: 'SIGNING_UP' }),
  terms('org status blank (6)', { orgStatus: null }),
  terms('package only through the package version (4.1)', { packageKey: null }),
  terms('neither package nor package version (4.1)', { packageKey: null, versionKey: null }),
  {
    name: 'license with a Lead and no Account (11)',
    change: ({ customer, tournaments }) => {
      tournaments.license.accountKey = null;
      tournaments.license.leadCompany = customer.account.fields.Name;
    },
  },
  {
    name: 'org id with 18 characters (55)',
    change: ({ customer, org }) => {
      for (const license of customer.licenses) license.subscriberOrgId = id18(org.id);
    },
  },
  { name: 'org id unlike the next in the case of one letter only (55)', change: () => undefined },
  {
    name: 'org id unlike the previous in the case of one letter only (55)',
    change: ({ customer, org }) => {
      org.id = sameLettersOtherCase(orgId(orgNumber(customer.number - 1, 0)));
      for (const license of customer.licenses) license.subscriberOrgId = org.id;
    },
  },
  {
    name: 'reinstalled: an uninstalled and an active license of one org and package (9)',
    change: ({ market, customer, org, tournaments }) => {
      const chance = new Chance(market.seed, 'corner case', customer.number);
      changeRecordType(market, chance, tournaments, 'Uninstalled');
      const again = addLicense(market, customer, org, sold(market, 'acmetour'));
      again.install.since = (tournaments.install.until ?? market.today) + 1;
      again.license.installDate = isoDate(again.install.since);
    },
  },
  {
    name: 'two active licenses of one org and package, with different seats (9)',
    change: ({ market, customer, org, tournaments }) => {
      const second = addLicense(market, customer, org, sold(market, 'acmetour'));
      second.license.seats = (tournaments.license.seats ?? 0) + 10;
      second.install.intensity = 0;
    },
  },
  {
    name: 'one package in one org, the other in a second org (8)',
    change: ({ market, customer, org, scheduling }) => {
      withdraw(customer, org, scheduling);
      addLicense(market, customer, addOrg(market, customer), sold(market, 'acmesched'));
    },
  },
  {
    name: 'packages of one org licensed to two Accounts (10)',
    change: ({ market, customer, scheduling }) => {
      if (customer.number + 1 < market.accounts) {
        scheduling.license.accountKey = accountKey(customer.number + 1);
      }
    },
  },
  {
    name: 'sandbox beside production (5)',
    change: ({ market, customer }) => {
      addSandbox(market, customer, [sold(market, 'acmetour'), sold(market, 'acmetix')]);
    },
  },
  {
    name: 'sandbox only (5)',
    change: ({ market, customer, org, tournaments, scheduling }) => {
      withdraw(customer, org, tournaments);
      withdraw(customer, org, scheduling);
      addSandbox(market, customer, [sold(market, 'acmetour')]);
    },
  },
  {
    name: 'only a package that is not enabled for App Analytics (7)',
    change: ({ market, customer, org, tournaments, scheduling }) => {
      withdraw(customer, org, tournaments);
      withdraw(customer, org, scheduling);
      addLicense(market, customer, org, sold(market, 'acmespon'));
    },
  },
  {
    name: 'licensed, installed and never used (16)',
    change: ({ org }) => {
      org.activity.level = 0;
    },
  },
  account('internal seats overridden with 0 (25)', { InternalSeats__c: 0 }),
  account('internal seats overridden with a negative number (26)', { InternalSeats__c: -5 }),
  {
    name: 'external seats and renewal date overridden (25, 27)',
    change: ({ market, customer }) => {
      customer.fixedFields.ExternalSeats__c = 400;
      customer.fixedFields.RenewalDate__c = isoDate(market.today + 200);
    },
  },
];

function sold(market: Market, namespace: string): SamplePackage {
  const found = market.packages.find((each) => each.namespace === namespace);
  if (!found) throw new Error(`No sample package has the namespace ${namespace}.`);
  return found;
}

function withdraw(customer: Customer, org: SubscriberOrg, { license, install }: Licensed): void {
  remove(customer.licenses, license);
  remove<Install>(org.installs, install);
}

function remove<T>(list: T[], item: T): void {
  list.splice(list.indexOf(item), 1);
}
