import { OrgError } from '../../../domain/org-error.ts';
import { id15 } from '../../../domain/salesforce-id.ts';
import type { Session } from './sign-in.ts';

/** Holds the session that requests use. Requests that find it ended at the same time renew it once. */
export interface SessionKeeper {
  current(): Promise<Session>;
  /** A session newer than the one that Salesforce no longer accepts. */
  renewed(ended: Session): Promise<Session>;
}

/**
 * @param expectedOrganizationId the organization the connector is pinned to; where it is not given, the first
 *   sign-in pins it, so that a sandbox that is refreshed during a run does not get the rest of it
 */
export function sessionKeeper(
  signIn: () => Promise<Session>,
  expectedOrganizationId: string | undefined,
): SessionKeeper {
  let pinned = expectedOrganizationId;
  let session: Promise<Session> | undefined;

  async function open(): Promise<Session> {
    const opened = await signIn();
    pinned ??= opened.organizationId;
    if (id15(opened.organizationId) !== id15(pinned)) {
      throw wrongOrganization(pinned, opened.organizationId);
    }
    return opened;
  }

  function start(): Promise<Session> {
    const starting = open();
    session = starting;
    // A failed sign-in is not kept: the next request tries afresh. Whoever awaits it sees the error.
    starting.catch(() => {
      if (session === starting) session = undefined;
    });
    return starting;
  }

  let renewal: { readonly ended: Session; readonly session: Promise<Session> } | undefined;

  return {
    current: () => session ?? start(),
    // Compared as objects: Salesforce may answer a new sign-in with a token it gave before.
    renewed: (ended) => {
      if (renewal?.ended !== ended) renewal = { ended, session: start() };
      return renewal.session;
    },
  };
}

function wrongOrganization(expected: string, found: string): OrgError {
  return new OrgError(
    'connection',
    'WRONG_ORGANIZATION',
    `The address belongs to organization ${found}, but the connector is set up for ${expected}. Nothing was read or written. A refreshed sandbox gets a new id: whoever runs the connector can set it up for the new organization.`,
  );
}
