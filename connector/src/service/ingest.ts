import { openAnalytics } from '../adapters/analytics/open-analytics.ts';
import type { ServiceConfig } from '../config.ts';
import { id18, isSalesforceId } from '../domain/salesforce-id.ts';
import type { Clock } from '../ports/clock.ts';
import type { TakenInFile } from '../ports/usage-intake.ts';
import { analyticsFolders } from './analytics-folders.ts';

/**
 * Takes in copies of App Analytics files: into the folder of the organization, or into the one for a single organization
 * where none is named. Neither the store nor Salesforce is needed for it.
 *
 * @throws where the analytics are in use by another process, and where the id is none
 */
export async function ingest(
  paths: readonly string[],
  organizationId: string | undefined,
  config: ServiceConfig,
  clock: Clock,
): Promise<readonly TakenInFile[]> {
  await using analytics = await openAnalytics({ ...folderOf(organizationId, config), clock });
  return await analytics.takeIn(paths);
}

function folderOf(
  organizationId: string | undefined,
  config: ServiceConfig,
): ServiceConfig['analytics'] {
  if (organizationId === undefined) return config.analytics;
  if (!isSalesforceId(organizationId))
    throw new Error(`--org takes the id of an organization, not "${organizationId}".`);
  return analyticsFolders(config).of(id18(organizationId));
}
