import type { OrganizationSecret } from '../../../domain/organization.ts';

/**
 * Holds what an organization is signed in to with. A refresh token may be replaced by each sign-in; others that use the
 * same organization do so, too.
 */
export interface HeldCredentials {
  /** The newest that is known, by whomever it was kept. */
  newest(): Promise<OrganizationSecret>;
  /** Keeps `next` in place of `seen`; does nothing where somebody else has replaced `seen`. */
  replace(seen: OrganizationSecret, next: OrganizationSecret): Promise<void>;
}

/** Holds them for as long as the process lives, for what is not kept yet. */
export function heldInMemory(secret: OrganizationSecret): HeldCredentials {
  let held = secret;
  return {
    newest: () => Promise.resolve(held),
    replace: (seen, next) => {
      if (held === seen) held = next;
      return Promise.resolve();
    },
  };
}
