import { revokeAccess } from '../adapters/salesforce/authorization/code-exchange.ts';
import type { Organization, OrganizationSecret } from '../domain/organization.ts';
import type { RemovedOrganization } from '../domain/service-status.ts';
import type { Clock } from '../ports/clock.ts';
import type { Organizations } from '../ports/organizations.ts';

export type Revoked = Pick<RemovedOrganization, 'access' | 'problem'>;

/** Reads the token while it is still kept; what is returned tells Salesforce, and always resolves. */
export async function revocation(
  organization: Organization,
  organizations: Pick<Organizations, 'secretOf'>,
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

/**
 * Reads what an organization was connected by before it is connected anew, and gives that back once the new is kept. Access
 * that goes on in the new secret is left alone: an app that replaces refresh tokens ends the newest with the one it came from.
 *
 * @param given what it is connected anew by
 */
export async function replacedAccess(
  id: string,
  given: OrganizationSecret,
  organizations: Pick<Organizations, 'find' | 'secretOf'>,
  clock: Clock,
): Promise<() => Promise<Revoked>> {
  const none = (): Promise<Revoked> => Promise.resolve({ access: 'none-approved', problem: null });
  const before = await organizations.find(id);
  if (before?.authKind !== 'refresh-token') return none;
  const secret = await organizations.secretOf(id).catch(() => undefined);
  const goesOn =
    secret?.kind === 'refresh-token' &&
    given.kind === 'refresh-token' &&
    secret.refreshToken === given.refreshToken;
  return goesOn ? none : revocation(before, organizations, clock);
}
