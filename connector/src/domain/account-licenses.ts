import type { License } from './license.ts';
import {
  licenseObstacle,
  qualifies,
  type LicenseObstacle,
  type LicensingContext,
} from './licensing.ts';
import type { Metric } from './metric-key.ts';
import type { Standing } from './usage-value.ts';

/** The licences of the organization, ready to be asked per Account. */
export interface AccountLicenses {
  /** Accounts with at least one License record of any status (decision 14). */
  readonly accountIds: ReadonlySet<string>;
  of(accountId: string): readonly License[];
}

export function accountLicenses(licenses: Iterable<License>): AccountLicenses {
  const byAccount = new Map<string, License[]>();
  for (const license of licenses) {
    if (license.accountId === null) continue;
    const own = byAccount.get(license.accountId);
    if (own) own.push(license);
    else byAccount.set(license.accountId, [license]);
  }
  return {
    accountIds: new Set(byAccount.keys()),
    of: (accountId) => byAccount.get(accountId) ?? [],
  };
}

/** The packages an Account must be licensed for to have the metric; undefined where no licence is asked for. */
export function requiredPackages(
  metric: Metric,
  packagesOfFeature: (featureId: string) => readonly string[],
): readonly string[] | undefined {
  switch (metric.kind) {
    case 'engagement':
      return metric.packageId === null ? undefined : [metric.packageId];
    case 'feature':
      return packagesOfFeature(metric.featureId);
    case 'records':
      return [metric.packageId];
  }
}

/**
 * How an Account stands towards a metric: licensed only if *every* required package has a qualifying
 * licence, in whichever of its orgs (decision 8). No required package at all means a feature without
 * components, which nobody is licensed for (decision 30).
 */
export function standing(
  licenses: readonly License[],
  required: readonly string[] | undefined,
  context: LicensingContext,
): Standing {
  if (required === undefined) return 'combined';
  const licensed =
    required.length > 0 &&
    required.every((packageId) =>
      licenses.some((license) => license.packageId === packageId && qualifies(license, context)),
    );
  return licensed ? 'licensed' : 'not-licensed';
}

const obstacleWords: Record<LicenseObstacle, (license: License) => string> = {
  'no-package': () => 'names no package',
  sandbox: () => 'belongs to a sandbox',
  'organization-deleted': () => 'belongs to an org that Salesforce has deleted',
  status: (license) => `is ${license.status.charAt(0)}${license.status.slice(1).toLowerCase()}`,
  trial: () => 'is marked as a trial',
  expired: (license) => `expired on ${license.expiration ?? ''}`,
  'package-not-enabled': () => 'is of a package that is not enabled for App Analytics',
};

/**
 * Why an Account is not licensed, in words: "not licensed for Acme Scheduling: License L-00042 is Uninstalled".
 * Names the first required package that lacks a qualifying licence.
 */
export function notLicensedBecause(
  licenses: readonly License[],
  required: readonly string[],
  context: LicensingContext,
  packageName: (packageId: string) => string,
): string {
  for (const packageId of required) {
    const own = licenses.filter((license) => license.packageId === packageId);
    if (own.some((license) => qualifies(license, context))) continue;
    const reasons = own.map((license) => {
      const obstacle = licenseObstacle(license, context);
      return obstacle ? `License ${license.name} ${obstacleWords[obstacle](license)}` : '';
    });
    return `not licensed for ${packageName(packageId)}: ${reasons.join('; ') || 'it has no License'}`;
  }
  return 'not licensed: the feature has no component';
}
