import type { CalendarDate } from './calendar-date.ts';
import type { License } from './license.ts';
import type { LicensingPolicy } from './settings.ts';

/**
 * Whether a License record licenses its Account for its package (decisions 1 to 7).
 *
 * Each obstacle is one row: when it stands in the way, and which policies look at it. The first
 * that applies is the reason an administrator reads beside a NULL, so the rows run from what
 * an ISV can change to what it can't.
 */

export type LicenseObstacle =
  | 'no-package'
  | 'sandbox'
  | 'organization-deleted'
  | 'status'
  | 'trial'
  | 'expired'
  | 'package-not-enabled';

/** What the rules need to know besides the record itself. */
export interface LicensingContext {
  readonly policy: LicensingPolicy;
  /** The day the run counts as today, UTC (decision 3). */
  readonly today: CalendarDate;
  /** 15-character ids of packages that are not enabled for App Analytics (decision 7). */
  readonly packagesNotEnabled: ReadonlySet<string>;
}

interface ObstacleRule {
  readonly obstacle: LicenseObstacle;
  readonly heededBy: readonly LicensingPolicy[];
  readonly applies: (license: License, context: LicensingContext) => boolean;
}

const everyPolicy: readonly LicensingPolicy[] = ['active', 'active_or_trial', 'any_record'];
const statusesOf: Record<LicensingPolicy, readonly string[]> = {
  active: ['ACTIVE'],
  active_or_trial: ['ACTIVE', 'TRIAL'],
  any_record: [],
};
/** Decision 6: a suspended or free org still exists, these don't. */
const goneOrganizations: readonly string[] = ['DELETED', 'PENDING_DELETE'];

// prettier-ignore
const rules: readonly ObstacleRule[] = [
  { obstacle: 'no-package',           heededBy: everyPolicy,                   applies: (l) => l.packageId === null },
  { obstacle: 'sandbox',              heededBy: everyPolicy,                   applies: (l) => l.isSandbox },
  { obstacle: 'organization-deleted', heededBy: everyPolicy,                   applies: (l) => goneOrganizations.includes(l.organizationStatus) },
  { obstacle: 'status',               heededBy: ['active', 'active_or_trial'], applies: (l, c) => !statusesOf[c.policy].includes(l.status) },
  { obstacle: 'trial',                heededBy: ['active'],                    applies: (l) => l.isTrialOverride },
  { obstacle: 'expired',              heededBy: ['active', 'active_or_trial'], applies: (l, c) => l.expiration !== null && l.expiration < c.today },
  { obstacle: 'package-not-enabled',  heededBy: everyPolicy,                   applies: (l, c) => l.packageId !== null && c.packagesNotEnabled.has(l.packageId) },
];

/** Why the License does not license its Account, or undefined where it does. */
export function licenseObstacle(
  license: License,
  context: LicensingContext,
): LicenseObstacle | undefined {
  return rules.find(
    (rule) => rule.heededBy.includes(context.policy) && rule.applies(license, context),
  )?.obstacle;
}

/** Whether the License licenses its Account for its package. */
export function qualifies(license: License, context: LicensingContext): boolean {
  return licenseObstacle(license, context) === undefined;
}
