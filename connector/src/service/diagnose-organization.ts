import type { Finding } from '../domain/diagnosis.ts';
import { salesforceOf } from '../organization-access.ts';
import type { Clock } from '../ports/clock.ts';
import type { Organizations } from '../ports/organizations.ts';
import { diagnose } from '../stages/diagnose.ts';
import type { AnalyticsFolders } from './analytics-folders.ts';
import { certificateExpiry } from './certificate-expiry.ts';
import { brieflyOpened, type SharedAnalytics } from './shared-analytics.ts';

export interface DiagnosisParts {
  readonly organizations: Organizations;
  readonly analytics: SharedAnalytics;
  readonly folders: AnalyticsFolders;
  readonly clock: Clock;
}

/**
 * Looks at all that a run of a connected organization depends on, without changing anything.
 *
 * @throws an error where it is not connected, or its secret does not open
 */
export async function diagnoseOrganization(
  id: string,
  { organizations, analytics, folders, clock }: DiagnosisParts,
): Promise<readonly Finding[]> {
  const organization = await organizations.find(id);
  const secret = await organizations.secretOf(id);
  if (!organization || !secret) throw new Error(`Organization ${id} is not connected any more.`);
  await using salesforce = await salesforceOf(organization, organizations, clock);
  return await diagnose({
    ...salesforce,
    usage: brieflyOpened(id, analytics),
    clock,
    isPinned: true,
    fetchesUsage: folders.of(id).fetch !== undefined,
    certificateExpiresAt: certificateExpiry(secret),
  });
}
