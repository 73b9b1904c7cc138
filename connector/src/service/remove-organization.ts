import type { RemovedOrganization } from '../domain/service-status.ts';
import type { ApiKeys } from '../ports/api-keys.ts';
import type { Clock } from '../ports/clock.ts';
import type { Organizations } from '../ports/organizations.ts';
import { revocation } from './access-revocation.ts';

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
