import type { Actor } from './audit-entry.ts';

/** An organization that somebody is to approve in a browser. */
export interface AuthorizationWanted {
  readonly instanceUrl: string;
  readonly allowLocalAddress: boolean;
  /** Consumer key of the External Client App. */
  readonly clientId: string;
  /** Absent for an app that needs none in the web-server flow. */
  readonly clientSecret?: string | undefined;
  /** Where the browser is sent back to; one of the app's callback URLs, letter by letter. */
  readonly redirectUri: string;
  /** Which organization has to answer; undefined for any. */
  readonly expectedOrganizationId?: string | undefined;
  /** Undefined to have it found out. */
  readonly packageNamespace?: string | undefined;
  /** For the audit log, where whoever comes back from the browser shows no key. */
  readonly begunBy?: Actor | undefined;
}

/** One that has begun: what the browser brings back is held against it. */
export interface PendingAuthorization extends AuthorizationWanted {
  /** Unguessable, and good once. */
  readonly state: string;
  /** Proves to Salesforce that whoever shows the code also asked for it (PKCE). Secret. */
  readonly codeVerifier: string;
  readonly expiresAt: Date;
}

/** What to open in a browser, and until when. */
export interface AuthorizationStarted {
  readonly url: string;
  readonly expiresAt: Date;
}

/** Long enough to sign in with a second factor. */
export const authorizationLifeMs = 10 * 60_000;

/** A browser came back with something that connects no organization. The message is for whoever sits before it. */
export class AuthorizationRefused extends Error {
  /** False where what came back was none of ours, so that a sign-in that is under way is not touched by it. */
  readonly isOurs: boolean;

  constructor(isOurs: boolean, message: string) {
    super(message);
    this.name = 'AuthorizationRefused';
    this.isOurs = isOurs;
  }
}

/** Told for a state that is unknown, was used or is too old: who may not know it is not to learn which. */
export function unknownState(): AuthorizationRefused {
  return new AuthorizationRefused(
    false,
    'This sign-in was not begun here, has been used already, or was begun more than 10 minutes ago. Begin it again and open the new address.',
  );
}
