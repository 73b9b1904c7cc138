import type { SamplePackage } from '../catalogue/packages.ts';
import type { Install, SubscriberOrg } from '../customers/subscriber-org.ts';
import type { SampleIsv } from '../sample-isv.ts';
import { utcDay, type UtcDay } from '../utc-day.ts';
import { packageInteractions, type PackageInteractions } from './interaction-kinds.ts';

/** What rows are made from: the sample, with what every row needs looked up once. */
export interface UsageModel {
  readonly seed: number;
  readonly today: UtcDay;
  readonly orgs: readonly SubscriberOrg[];
  /** Packages that are enabled for App Analytics, by key. */
  readonly packages: ReadonlyMap<string, MeasuredPackage>;
}

interface MeasuredPackage {
  readonly sold: SamplePackage;
  readonly interactions: PackageInteractions;
}

/** A package that is installed in an org on a given day and measured by App Analytics. */
export interface OpenInstall extends MeasuredPackage {
  /** 04t id, 18 characters. */
  readonly versionId: string;
  readonly since: UtcDay;
  readonly intensity: number;
}

export function usageModel(isv: SampleIsv): UsageModel {
  const measured = isv.packages.filter((sold) => sold.appAnalyticsEnabled);
  return {
    seed: isv.options.seed,
    today: utcDay(isv.options.today),
    orgs: isv.orgs,
    packages: new Map(
      measured.map((sold) => [sold.key, { sold, interactions: packageInteractions(sold) }]),
    ),
  };
}

/** What is installed and measured in an org on a day. A package is listed once, even where two licenses speak of it. */
export function openInstalls(model: UsageModel, org: SubscriberOrg, day: UtcDay): OpenInstall[] {
  return org.installs.flatMap((install) => {
    const found = model.packages.get(install.packageKey);
    if (!found || !isOpen(install, day)) return [];
    const version = found.sold.versions.find((each) => each.key === install.versionKey);
    if (!version) throw new Error(`${found.sold.name} has no version ${install.versionKey}.`);
    const { since, intensity } = install;
    return [{ ...found, versionId: version.id, since, intensity }];
  });
}

/** How busy an org's people are on a day: 0 is not at all, 1 is usual. */
export function activityLevel(model: UsageModel, org: SubscriberOrg, day: UtcDay): number {
  const { level, trend, silentSince } = org.activity;
  if (silentSince !== null && day >= silentSince) return 0;
  return Math.max(0, level * (1 + (trend * (day - model.today)) / 60));
}

function isOpen({ since, until, intensity }: Install, day: UtcDay): boolean {
  return intensity > 0 && day >= since && (until === null || day <= until);
}
