import { Chance } from '../chance.ts';
import type { SubscriberOrg } from '../customers/subscriber-org.ts';
import { dayMs, isoDate, type UtcDay } from '../utc-day.ts';

/** Late data arrives up to this many days after its time; the documentation says up to 30. */
const latestDays = 29;

/**
 * The day on which an org's rows of a day can first be fetched: the next day as a rule (by 23:00 UTC), a few
 * days later for one org and day in 40, up to 30 days later for one in 200. Files fetched again later
 * therefore hold rows that weren't in them before (domain decision 20).
 */
export function arrivalDay(seed: number, org: SubscriberOrg, day: UtcDay): UtcDay {
  const chance = new Chance(seed, 'arrival', org.number, day);
  const fate = chance.fraction();
  if (fate < 0.005) return day + 1 + chance.between(4, latestDays);
  return day + 1 + (fate < 0.03 ? chance.between(1, 3) : 0);
}

/**
 * The last day whose log and snapshot are there at a moment, YYYY-MM-DD: a day is delivered by 23:00 UTC of the
 * next one (domain decision 19), so it is the day before yesterday for most of the day and yesterday after that.
 */
export function lastDeliveredDay(now: Date): string {
  const hoursUntilDelivery = 47;
  return isoDate(Math.floor((now.getTime() - hoursUntilDelivery * 3_600_000) / dayMs));
}
