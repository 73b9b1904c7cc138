import { createHash } from 'node:crypto';
import { Chance, weighted } from '../chance.ts';
import { regions } from '../customers/regions.ts';
import type { SubscriberOrg } from '../customers/subscriber-org.ts';

/**
 * `user_type`. The documentation gives Guest, Partner and Standard as examples and doesn't close the list;
 * CustomerSuccess stands for the ones it doesn't name.
 */
export type UserType = 'Standard' | 'Partner' | 'CustomerSuccess' | 'Guest';

/** A user of a subscriber org, as a log shows one. */
export interface OrgUser {
  /** Number within the org; smaller numbers are busier. */
  readonly number: number;
  /** `user_id_token`: the same over days and packages, different in every org; empty where nobody is known. */
  readonly token: string;
  readonly type: UserType;
  readonly agent: string;
  readonly countryCode: string;
  readonly timeZone: string;
  /** Chance of one more interaction after each: few users make most of the rows. */
  readonly persistence: number;
}

/** How many users of a type an org has, and the share of weekdays on which the busiest of them is active. */
export interface UserGroup {
  readonly type: UserType;
  readonly first: number;
  readonly count: number;
  readonly busiest: number;
}

const agents = weighted([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
    60,
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
    22,
  ],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0', 10],
  ['SalesforceMobileSDK/12.1.0 iOS/18.6 (iPhone) Salesforce1/254.020', 8],
]);

/** The groups of an org's users, in the order of their numbers. One partner in five is a customer of the portal instead. */
export function userGroups(org: SubscriberOrg): UserGroup[] {
  const customers = Math.floor(org.partnerUsers / 5);
  const partners = org.partnerUsers - customers;
  const portal = org.internalUsers + partners;
  const groups: UserGroup[] = [
    { type: 'Standard', first: 0, count: org.internalUsers, busiest: 0.8 },
    { type: 'Partner', first: org.internalUsers, count: partners, busiest: 0.45 },
    { type: 'CustomerSuccess', first: portal, count: customers, busiest: 0.35 },
    { type: 'Guest', first: portal + customers, count: org.hasGuestSite ? 1 : 0, busiest: 0.9 },
  ];
  return groups.filter((group) => group.count > 0);
}

/** The user with this number in an org. One in twelve works from another region than the org's own. */
export function orgUser(seed: number, org: SubscriberOrg, number: number, type: UserType): OrgUser {
  const chance = new Chance(seed, 'user', org.number, number);
  const { countryCode, timeZone } = chance.happens(1 / 12) ? chance.draw(regions) : org.region;
  return {
    number,
    token: userToken(seed, org, number),
    type,
    agent: chance.draw(agents),
    countryCode,
    timeZone,
    persistence: Math.min(0.94, 1 - 1 / chance.longTailed(1.8, 1.2)),
  };
}

/** The user that packaged automation runs as in an org without an administrator who set it up. */
export function automationUser(seed: number, org: SubscriberOrg): OrgUser {
  const { countryCode, timeZone } = org.region;
  const token = userToken(seed, org, -1);
  return { number: -1, token, type: 'Standard', agent: '', countryCode, timeZone, persistence: 0 };
}

function userToken(seed: number, org: SubscriberOrg, number: number): string {
  const hash = createHash('sha256').update(`${seed} ${org.id} ${number}`).digest('base64');
  return `005-${hash}`;
}
