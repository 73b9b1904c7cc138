import type { License } from './license.ts';
import { qualifies, type LicensingContext } from './licensing.ts';

/**
 * Which of several licences of the same org and package speaks for it (decision 9): one of a production
 * org before a sandbox's, a qualifying one before others, an active org before a closed one, the newest install.
 * The record's own number settles the rest, so that two runs never disagree.
 */
export function bestLicense(
  licenses: readonly License[],
  context: LicensingContext,
): License | undefined {
  return [...licenses].sort((a, b) => compareRank(a, b, context))[0];
}

function compareRank(a: License, b: License, context: LicensingContext): number {
  return (
    Number(a.isSandbox) - Number(b.isSandbox) ||
    Number(qualifies(b, context)) - Number(qualifies(a, context)) ||
    Number(b.organizationStatus === 'ACTIVE') - Number(a.organizationStatus === 'ACTIVE') ||
    (b.installDate ?? '').localeCompare(a.installDate ?? '') ||
    b.name.localeCompare(a.name)
  );
}

/** The licences of each (org, package) install, those without org or package left out. */
export function installs(licenses: Iterable<License>): ReadonlyMap<string, readonly License[]> {
  const byInstall = new Map<string, License[]>();
  for (const license of licenses) {
    if (license.organizationId === null || license.packageId === null) continue;
    const key = `${license.organizationId}/${license.packageId}`;
    const install = byInstall.get(key);
    if (install) install.push(license);
    else byInstall.set(key, [license]);
  }
  return byInstall;
}
