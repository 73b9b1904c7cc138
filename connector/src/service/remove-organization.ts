import { revokeAccess } from '../adapters/salesforce/authorization/code-exchange.ts';
import type { Organization } from '../domain/organization.ts';
import type { RemovedOrganization } from '../domain/service-status.ts';
import type { ApiKeys } from '../ports/api-keys.ts';
import type { Clock } from '../ports/clock.ts';
import type { Organizations } from '../ports/organizations.ts';

export interface RemovingParts {
  readonly organizations: Pick<Organizations, 'find' | 'secretOf' | 'remove'>;
  readonly keys: Pick<ApiKeys, 'list' | 'revoke'>;
  readonly clock: Clock;
}

/**
 * Forgets an organization, ends the keys that were for it alone, and gives back what somebody had approved in a browser. It is forgotten first: whatever keeps
 * Salesforce from being told must not keep the secret here.
 *
 * @returns undefined where there is no such organization
 */
export async function removeOrganization(
  id: string,
  { organizations, keys, clock }: RemovingParts,
): Promise<RemovedOrganization | undefined> {
  const organization = await organizations.find(id);
  if (!organization) return undefined;
  const revoke = await revocation(organization, organizations, clock);
  if (!(await organizations.remove(id))) return undefined;
  // They would hold again once it is connected anew, by whoever has kept them.
  for (const key of await keys.list())
    if (key.organizationId === id && key.revokedAt === null) await keys.revoke(key.id);
  return { organizationId: id, ...(await revoke()) };
}

type Revoked = Pick<RemovedOrganization, 'access' | 'problem'>;

/** Reads the token while it is still kept; what is returned tells Salesforce. */
async function revocation(
  organization: Organization,
  organizations: RemovingParts['organizations'],
  clock: Clock,
): Promise<() => Promise<Revoked>> {
  const { id, authKind } = organization;
  if (authKind !== 'refresh-token')
    return () => Promise.resolve({ access: 'none-approved', problem: null });
  try {
    const secret = await organizations.secretOf(id);
    if (secret?.kind !== 'refresh-token')
      throw new Error('Its refresh token was replaced or removed meanwhile.');
    return async () => {
      try {
        await revokeAccess(secret, organization, clock);
        return { access: 'revoked', problem: null };
      } catch (error) {
        return notRevoked(error);
      }
    };
  } catch (error) {
    return () => Promise.resolve(notRevoked(error));
  }
}

function notRevoked(error: unknown): Revoked {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    access: 'not-revoked',
    problem: `What was approved in the browser still holds at Salesforce: ${reason} A Salesforce administrator can revoke it: Setup, Connected Apps OAuth Usage.`,
  };
}
