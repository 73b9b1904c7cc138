import { Chance } from '../chance.ts';
import { isoDate } from '../utc-day.ts';
import { roundedSeats, type Customer, type Market } from './customer.ts';
import type { AccountFields } from './sample-account.ts';

/** Usage fields, and how many times the number of users a hand-kept number in them would be. */
const usageFields = {
  MAU__c: 0.7,
  WAU__c: 0.5,
  DAU__c: 0.2,
  MAU_Tournaments__c: 0.6,
  MAU_Scheduling__c: 0.5,
  FeatureTournament__c: 0.3,
  PlayersCount__c: 40,
  SchedulesCount__c: 15,
} as const;

/**
 * The Account's own fields, mostly blank as in life. Seats, renewal dates and contract values are kept by some
 * and not by others; one Account in seven carries usage numbers that somebody once typed in and that are stale.
 */
export function accountFields(market: Market, customer: Customer): AccountFields {
  const chance = new Chance(market.seed, 'account', customer.number);
  const users = customer.orgs.reduce((sum, org) => Math.max(sum, org.internalUsers), 0);
  const fields: AccountFields = { Name: customer.account.fields.Name };
  keepContract(market, chance, fields, users);
  if (chance.happens(1 / 7)) keepStaleUsage(chance, fields, users);
  keepNotes(chance, fields);
  return { ...fields, ...customer.fixedFields };
}

function keepContract(market: Market, chance: Chance, fields: AccountFields, users: number): void {
  if (chance.happens(0.65)) fields.Segment__c = segment(users);
  if (chance.happens(0.7)) fields.ContractValue__c = 120 * roundedSeats(users * 1.3 + 1);
  if (chance.happens(0.12)) fields.InternalSeats__c = roundedSeats(users * 1.2);
  if (chance.happens(0.06)) fields.ExternalSeats__c = 50 * chance.between(1, 20);
  if (chance.happens(0.15))
    fields.RenewalDate__c = isoDate(market.today + chance.between(-40, 500));
}

function segment(users: number): NonNullable<AccountFields['Segment__c']> {
  if (users > 60) return 'Enterprise';
  return users > 12 ? 'Mid-Market' : 'Small Business';
}

function keepStaleUsage(chance: Chance, fields: AccountFields, users: number): void {
  for (const [field, perUser] of Object.entries(usageFields)) {
    if (!chance.happens(0.6)) continue;
    fields[field as keyof typeof usageFields] = Math.round(
      users * perUser * (0.5 + chance.fraction()),
    );
  }
}

function keepNotes(chance: Chance, fields: AccountFields): void {
  if (chance.happens(0.04)) {
    fields.SupportNotes__c =
      'Asked for a "read only" seat type.\nPrefers mail, not calls; see the last case.';
  }
  if (chance.happens(0.1)) fields.HealthScore__c = chance.between(10, 100) / 10;
  if (chance.happens(0.05)) fields.IsReference__c = true;
}
