import { openSalesforce, type Salesforce } from './adapters/salesforce/open-salesforce.ts';
import { keptCredentials } from './service/kept-credentials.ts';
import type { Organization } from './domain/organization.ts';
import type { Clock } from './ports/clock.ts';
import type { Organizations } from './ports/organizations.ts';
import type { Tracer } from './ports/tracer.ts';

export interface WayIn {
  readonly tracer?: Tracer | undefined;
  /** Longest silence of Salesforce within a request; absent for what a long query or save takes. */
  readonly timeoutMs?: number | undefined;
}

/**
 * The way into a connected organization; nothing is sent until it is used.
 *
 * @throws an error that names the setting where its secret does not open
 */
export async function salesforceOf(
  organization: Organization,
  organizations: Organizations,
  clock: Clock,
  { tracer, timeoutMs }: WayIn = {},
): Promise<Salesforce & AsyncDisposable> {
  const { id, instanceUrl, allowLocalAddress, packageNamespace } = organization;
  const auth = keptCredentials(id, organizations, clock);
  // Where the secret does not open, it is told before anything is begun.
  await auth.newest();
  const salesforce = openSalesforce({
    loginUrl: instanceUrl,
    auth,
    expectedOrganizationId: id,
    allowLocalAddress,
    packageNamespace: packageNamespace ?? undefined,
    clock,
    tracer,
    timeoutMs,
  });
  return disposable(salesforce);
}

export function disposable(salesforce: Salesforce): Salesforce & AsyncDisposable {
  return { ...salesforce, [Symbol.asyncDispose]: () => salesforce.close() };
}
