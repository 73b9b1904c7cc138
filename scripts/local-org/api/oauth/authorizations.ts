import { createHash, randomBytes } from 'node:crypto';
import type { ClientApp } from './client-app.ts';
import { invalidGrant } from './oauth-error.ts';

/** What somebody allowed an app in a browser. */
export interface Approval {
  readonly clientId: string;
  readonly username: string;
  readonly scopes: readonly string[];
}

/** An approval on its way to the app, and what the app has to show for it. */
export interface CodeRequest extends Approval {
  readonly redirectUri: string;
  /** Null where the app asked without PKCE. */
  readonly codeChallenge: string | null;
}

interface IssuedCode extends CodeRequest {
  readonly expiresMs: number;
  isUsed: boolean;
}

export interface AuthorizationOptions {
  readonly clock: { now(): Date };
  /** Apps that have a refresh token from the start. */
  readonly clientApps: Iterable<ClientApp>;
}

/** Help: remoteaccess_oauth_web_server_flow, "the authorization code expires after 15 minutes". */
const codeLifeMs = 15 * 60_000;

/**
 * Salesforce's own words are "base64url of 128 random bytes", which is longer than RFC 7636 allows; `~`, which the RFC
 * allows, is refused, as users of other clients report.
 */
const verifierForm = /^[\w.-]{43,}$/;

/** Authorization codes and refresh tokens. They live in memory, so a restart ends what browsers approved. */
export class Authorizations {
  readonly #clock: AuthorizationOptions['clock'];
  readonly #codes = new Map<string, IssuedCode>();
  readonly #refreshTokens = new Map<string, Approval>();

  constructor({ clock, clientApps }: AuthorizationOptions) {
    this.#clock = clock;
    for (const { clientId, refreshToken, runAs, scopes } of clientApps)
      if (refreshToken !== undefined)
        this.#refreshTokens.set(refreshToken, {
          clientId,
          username: runAs ?? '',
          scopes: scopes ?? ['api', 'refresh_token'],
        });
  }

  issueCode(request: CodeRequest): string {
    const code = `aPrx${randomBytes(48).toString('base64url')}`;
    const expiresMs = this.#clock.now().getTime() + codeLifeMs;
    this.#codes.set(code, { ...request, expiresMs, isUsed: false });
    return code;
  }

  /** What the code was given for; it is good once. Throws `OAuthError` in the words public reports quote. */
  redeem(
    code: string,
    shown: { readonly clientId: string; readonly redirectUri: string; readonly verifier: string },
  ): Approval {
    const issued = this.#codes.get(code);
    if (issued?.clientId !== shown.clientId) throw invalidGrant('invalid authorization code');
    if (issued.isUsed || this.#clock.now().getTime() >= issued.expiresMs)
      throw invalidGrant('expired authorization code');
    if (issued.redirectUri !== shown.redirectUri)
      throw invalidGrant('redirect_uri must match configuration');
    if (issued.codeChallenge !== null && !isProof(issued.codeChallenge, shown.verifier))
      throw invalidGrant('invalid code verifier');
    issued.isUsed = true;
    return issued;
  }

  issueRefreshToken({ clientId, username, scopes }: Approval): string {
    const token = `5Aep861${randomBytes(60).toString('base64url')}`;
    this.#refreshTokens.set(token, { clientId, username, scopes });
    return token;
  }

  /** What the token stands for; undefined where it never did, or no longer does. */
  approvalOf(refreshToken: string): Approval | undefined {
    return this.#refreshTokens.get(refreshToken);
  }

  /** Returns what ended with it. */
  revoke(refreshToken: string): Approval | undefined {
    const approval = this.#refreshTokens.get(refreshToken);
    this.#refreshTokens.delete(refreshToken);
    return approval;
  }
}

function isProof(challenge: string, verifier: string): boolean {
  if (!verifierForm.test(verifier)) return false;
  return createHash('sha256').update(verifier).digest('base64url') === challenge;
}
