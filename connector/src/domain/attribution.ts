import type { License } from './license.ts';
import { bestLicense, installs } from './license-rank.ts';
import { qualifies, type LicensingContext } from './licensing.ts';
import type { Attribution } from './usage-report.ts';

/**
 * Whose usage the rows of each (org, package) are (decision 10: by licence, not by org).
 *
 * Every Account with a qualifying licence of the install gets it. Where none qualifies, the best-ranked
 * licence's Account does: combined engagement counts what was used, licensed or not. Giving it to all
 * former Accounts of an install would count a moved customer twice; sandboxes give nothing (decision 5).
 */
export function attributions(
  licenses: Iterable<License>,
  context: LicensingContext,
): readonly Attribution[] {
  return [...installs(licenses).values()].flatMap((install) => {
    const production = install.filter(
      (license) => !license.isSandbox && license.accountId !== null,
    );
    const licensed = production.filter((license) => qualifies(license, context));
    const owners = licensed.length > 0 ? licensed : [bestLicense(production, context)];
    return attributionsTo(owners, licensed.length > 0);
  });
}

function attributionsTo(
  owners: readonly (License | undefined)[],
  licensed: boolean,
): readonly Attribution[] {
  const byAccount = new Map<string, Attribution>();
  for (const owner of owners) {
    if (!owner?.accountId || !owner.organizationId || !owner.packageId) continue;
    const { accountId, organizationId, packageId } = owner;
    byAccount.set(accountId, { accountId, organizationId, packageId, licensed });
  }
  return [...byAccount.values()];
}
