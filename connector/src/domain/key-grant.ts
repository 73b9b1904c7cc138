import { isValidAt, scopeIncludes, type ApiKey } from './api-key.ts';

/** A key that the bearer of another one asks for. */
export type KeyWanted = Pick<ApiKey, 'name' | 'organizationId' | 'scope' | 'expiresAt'>;

/**
 * Why a bearer may not issue a key: it would do more than the bearer's own · it would be of an organization that is not
 * the bearer's · it would hold when the bearer's own no longer does · it would never hold.
 */
export type GrantRefusal = 'wider-scope' | 'other-organization' | 'outlives' | 'past';

/** What keeps the bearer of a key from issuing another; undefined for nothing. A key gives no more than it has. */
export function grantRefusal(
  bearer: ApiKey,
  { organizationId, scope, expiresAt }: KeyWanted,
  now: Date,
): GrantRefusal | undefined {
  if (!scopeIncludes(bearer.scope, scope)) return 'wider-scope';
  if (!manages(bearer, organizationId)) return 'other-organization';
  if (expiresAt !== null && expiresAt <= now) return 'past';
  const outlives =
    bearer.expiresAt !== null && (expiresAt === null || expiresAt > bearer.expiresAt);
  return outlives ? 'outlives' : undefined;
}

/** Whether keys of the organization, null for all, are the bearer's to look after. */
export function manages(bearer: ApiKey, organizationId: string | null): boolean {
  return bearer.organizationId === null || bearer.organizationId === organizationId;
}

/** Whether nobody could issue keys of its organization, or of all, any more where this one is revoked. */
export function isLastToManage(key: ApiKey, all: readonly ApiKey[], now: Date): boolean {
  if (key.scope !== 'admin') return false;
  return !all.some(
    (other) =>
      other.id !== key.id &&
      other.scope === 'admin' &&
      isValidAt(other, now) &&
      manages(other, key.organizationId),
  );
}
