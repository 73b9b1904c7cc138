import type { EffectiveRenewal, EffectiveSeats } from './account.ts';
import type { License } from './license.ts';
import { bestLicense, installs } from './license-rank.ts';
import { qualifies, type LicensingContext } from './licensing.ts';
import type { SeatAggregation } from './settings.ts';

/**
 * An Account's seats as its licences say them (decision 24): per package the sum over qualifying installs,
 * of which a doubly licensed one counts once (decision 9); then the largest package, or the sum of all.
 * One site licence makes them unlimited, which is null.
 */
export function licensedSeats(
  licenses: readonly License[],
  aggregation: SeatAggregation,
  context: LicensingContext,
): EffectiveSeats {
  const counted = countedLicenses(licenses, context);
  if (counted.length === 0) return { seats: null, source: 'none' };

  const byPackage = new Map<string, number>();
  for (const { packageId, seats } of counted) {
    if (seats === null) return { seats: null, source: 'license' };
    byPackage.set(packageId ?? '', (byPackage.get(packageId ?? '') ?? 0) + seats);
  }
  const perPackage = [...byPackage.values()];
  const seats =
    aggregation === 'max'
      ? Math.max(...perPackage)
      : perPackage.reduce((sum, each) => sum + each, 0);
  return { seats, source: 'license' };
}

/**
 * The earliest expiry that is still to come; null where the qualifying licences are perpetual (decision 28). Under a
 * policy that lets expired licences qualify there may be past dates only: then the last of them says when it ended.
 */
export function licensedRenewal(
  licenses: readonly License[],
  context: LicensingContext,
): EffectiveRenewal {
  const counted = countedLicenses(licenses, context);
  if (counted.length === 0) return { date: null, source: 'none' };
  const dates = counted.flatMap((license) => license.expiration ?? []).sort();
  const isPerpetual = dates.length < counted.length;
  const date = dates.find((each) => each >= context.today) ?? (isPerpetual ? null : dates.at(-1));
  return { date: date ?? null, source: 'license' };
}

/** The Account's external seats as estimated: the average number of external users, rounded up (decision 23). */
export function estimatedExternalSeats(externalUsers: number | undefined): EffectiveSeats {
  return externalUsers === undefined
    ? { seats: null, source: 'none' }
    : { seats: Math.ceil(externalUsers), source: 'estimate' };
}

/** One qualifying licence per install. A licence that names no org is an install of its own. */
function countedLicenses(
  licenses: readonly License[],
  context: LicensingContext,
): readonly License[] {
  const qualifying = licenses.filter((license) => qualifies(license, context));
  return [
    ...[...installs(qualifying).values()].flatMap((install) => bestLicense(install, context) ?? []),
    ...qualifying.filter(({ organizationId }) => organizationId === null),
  ];
}
