import type { openLogger } from '../adapters/telemetry/logger.ts';
import type { Config } from '../config.ts';
import { OrgError } from '../domain/org-error.ts';
import { id18 } from '../domain/salesforce-id.ts';
import type { OrganizationToAdd } from '../domain/service-status.ts';
import type { Organizations } from '../ports/organizations.ts';

export interface ConfiguredParts {
  readonly organizations: Pick<Organizations, 'find'>;
  readonly add: (wanted: OrganizationToAdd) => Promise<{ readonly id: string }>;
  readonly logger: ReturnType<typeof openLogger>;
}

/**
 * Keeps the organization connected that the variables SALESFORCE_… say, with the address and secret they say. Where it
 * can't be reached and is connected already, what is kept of it stays.
 *
 * @returns its id, 18 characters
 * @throws OrgError where it does not let us in and was never connected
 */
export async function keepConfigured(
  { loginUrl, auth, ...salesforce }: Config['salesforce'],
  { organizations, add, logger }: ConfiguredParts,
): Promise<string> {
  try {
    const wanted = { ...salesforce, instanceUrl: loginUrl, secret: auth };
    const { id } = await add(wanted);
    return id;
  } catch (error) {
    const { expectedOrganizationId: pinned } = salesforce;
    const id = pinned === undefined ? undefined : id18(pinned);
    if (!(error instanceof OrgError) || id === undefined || !(await organizations.find(id)))
      throw error;
    logger.error(
      { organizationId: id, error },
      'The organization of the variables SALESFORCE_… does not let the connector in; it is tried again with each run',
    );
    return id;
  }
}
