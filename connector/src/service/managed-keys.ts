import { isValidAt } from '../domain/api-key.ts';
import { grantRefusal, isLastToManage, manages } from '../domain/key-grant.ts';
import type { ApiKeys } from '../ports/api-keys.ts';
import type { Clock } from '../ports/clock.ts';
import type { ManagedKeys } from '../ports/managed-keys.ts';
import type { Organizations } from '../ports/organizations.ts';

export interface ManagedKeysParts {
  readonly keys: Pick<ApiKeys, 'issue' | 'list' | 'revokeUnless'>;
  readonly organizations: Pick<Organizations, 'find'>;
  readonly clock: Clock;
}

/** Looks after keys on behalf of the bearer of one, by the rules of domain/key-grant.ts. */
export function managedKeys({ keys, organizations, clock }: ManagedKeysParts): ManagedKeys {
  return {
    list: async (bearer) =>
      (await keys.list()).filter(({ organizationId }) => manages(bearer, organizationId)),
    issue: async (bearer, wanted) => {
      const refusal = grantRefusal(bearer, wanted, clock.now());
      if (refusal) return refusal;
      const { organizationId } = wanted;
      if (organizationId !== null && !(await organizations.find(organizationId)))
        return 'not-connected';
      return keys.issue(wanted);
    },
    revoke: async (bearer, id) => {
      const all = await keys.list();
      const now = clock.now();
      const key = all.find((each) => each.id === id);
      if (!key || !isValidAt(key, now) || !manages(bearer, key.organizationId)) return 'unknown';
      const ended = await keys.revokeUnless(id, (each, holding) =>
        isLastToManage(each, holding, now),
      );
      if (ended === 'revoked') return { ...key, revokedAt: now };
      return ended === 'refused' ? 'last' : 'unknown';
    },
  };
}
