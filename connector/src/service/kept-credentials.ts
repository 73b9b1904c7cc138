import type { HeldCredentials } from '../adapters/salesforce/http/held-credentials.ts';
import type { OrganizationSecret } from '../domain/organization.ts';
import type { Clock } from '../ports/clock.ts';
import type { Organizations } from '../ports/organizations.ts';

/** A store that is away for a moment must not cost the connection: Salesforce has ended the old token already. */
const pausesMs = [500, 1_000, 2_000, 4_000];

/**
 * What an organization is signed in to with, in the store, for every worker to find. What could not be kept is kept before
 * it is next used.
 */
export function keptCredentials(
  id: string,
  organizations: Pick<Organizations, 'secretOf' | 'replaceSecret'>,
  clock: Clock,
): HeldCredentials {
  let unkept: { readonly seen: OrganizationSecret; readonly next: OrganizationSecret } | undefined;

  const keep = async (): Promise<void> => {
    for (const pauseMs of [...pausesMs, undefined]) {
      try {
        if (unkept) await organizations.replaceSecret(id, unkept.seen, unkept.next);
        unkept = undefined;
        return;
      } catch (error) {
        if (pauseMs === undefined) throw error;
        await clock.sleep(pauseMs);
      }
    }
  };

  return {
    newest: async () => {
      if (unkept) await keep();
      const secret = await organizations.secretOf(id);
      if (!secret) throw new Error(`Organization ${id} is not connected any more.`);
      return secret;
    },
    replace: async (seen, next) => {
      unkept = { seen, next };
      await keep();
    },
  };
}
