import { authorizationRequest } from '../adapters/salesforce/authorization/authorization-request.ts';
import {
  approvedAccess,
  revokeAccess,
} from '../adapters/salesforce/authorization/code-exchange.ts';
import type { Actor } from '../domain/audit-entry.ts';
import {
  unknownState,
  type AuthorizationStarted,
  type AuthorizationWanted,
} from '../domain/authorization.ts';
import type { Organization } from '../domain/organization.ts';
import type { OrganizationToAdd } from '../domain/service-status.ts';
import type { Clock } from '../ports/clock.ts';
import type { PendingAuthorizations } from '../ports/pending-authorizations.ts';

/** Connects organizations that somebody approves in a browser. */
export interface BrowserSignIn {
  /** Throws an OrgError where the address is none of Salesforce's. */
  begin(wanted: AuthorizationWanted): Promise<AuthorizationStarted>;
  /**
   * Takes what the browser brought back, and connects the organization.
   *
   * @throws AuthorizationRefused or OrgError, each with what to do; then nothing was connected
   */
  finish(parameters: URLSearchParams): Promise<BrowserConnected>;
}

/** An organization that was connected, and who began it where that was told. */
export interface BrowserConnected {
  readonly organization: Organization;
  readonly begunBy: Actor | undefined;
}

export interface BrowserSignInParts {
  readonly pending: PendingAuthorizations;
  readonly add: (wanted: OrganizationToAdd) => Promise<Organization>;
  readonly clock: Clock;
}

export function browserSignIn({ pending, add, clock }: BrowserSignInParts): BrowserSignIn {
  return {
    begin: async (wanted) => {
      const begun = await authorizationRequest(wanted, clock);
      await pending.keep(begun.pending);
      return { url: begun.url, expiresAt: begun.pending.expiresAt };
    },
    finish: async (parameters) => {
      const begun = await pending.take(parameters.get('state') ?? '');
      if (!begun) throw unknownState();
      const access = await approvedAccess(begun, parameters, clock);
      const wanted = { ...begun, ...access };
      try {
        return { organization: await add(wanted), begunBy: begun.begunBy };
      } catch (error) {
        // What is not kept is given back; where that fails too, the first reason is the one to tell.
        await revokeAccess(access.secret, wanted, clock).catch(() => undefined);
        throw error;
      }
    },
  };
}
