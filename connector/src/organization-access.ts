import { openSalesforce, type Salesforce } from './adapters/salesforce/open-salesforce.ts';
import type { Organization } from './domain/organization.ts';
import type { Clock } from './ports/clock.ts';
import type { Organizations } from './ports/organizations.ts';

/**
 * The way into a connected organization; nothing is sent until it is used.
 *
 * @throws an error that names the setting where its secret does not open
 */
export async function salesforceOf(
  organization: Organization,
  organizations: Organizations,
  clock: Clock,
): Promise<Salesforce & AsyncDisposable> {
  const { id, instanceUrl, allowLocalAddress, packageNamespace } = organization;
  const auth = await organizations.secretOf(id);
  if (!auth) throw new Error(`Organization ${id} is not connected any more.`);
  const salesforce = openSalesforce({
    loginUrl: instanceUrl,
    auth,
    expectedOrganizationId: id,
    allowLocalAddress,
    packageNamespace: packageNamespace ?? undefined,
    clock,
  });
  return disposable(salesforce);
}

export function disposable(salesforce: Salesforce): Salesforce & AsyncDisposable {
  return { ...salesforce, [Symbol.asyncDispose]: () => salesforce.close() };
}
