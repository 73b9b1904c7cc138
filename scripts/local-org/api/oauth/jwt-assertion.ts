import { createPublicKey, verify } from 'node:crypto';
import type { ClientApp } from './client-app.ts';
import type { ClientApps } from './client-apps.ts';
import { invalidGrant, OAuthError } from './oauth-error.ts';

/** What a client claims with its signature. */
export interface Claims {
  /** Client id. */
  readonly iss: string;
  /** Username. */
  readonly sub: string;
  readonly aud: string | readonly string[];
  /** Seconds since 1970; the Salesforce CLI sends milliseconds and is let in. */
  readonly exp: number;
}

export interface AssertionCheck {
  readonly clientApps: ClientApps;
  readonly now: Date;
  /** Addresses the assertion may be meant for. */
  readonly audiences: readonly string[];
}

/**
 * The claims of an assertion whose RS256 signature, audience and expiry hold. Throws `OAuthError` in the words
 * public reports quote: `invalid assertion`, `audience is invalid`, `expired authorization code`.
 */
export function verifiedClaims(assertion: string, check: AssertionCheck): SignedClaims {
  const { claims, client } = signedClaims(assertion, check.clientApps);
  if (!isMeantFor(claims.aud, check.audiences)) throw invalidGrant('audience is invalid');
  if (expiryMs(claims.exp) <= check.now.getTime()) throw invalidGrant('expired authorization code');
  return { claims, client };
}

/** What a known client said, and nobody else. */
export interface SignedClaims {
  readonly claims: Claims;
  readonly client: ClientApp;
}

function signedClaims(assertion: string, clientApps: AssertionCheck['clientApps']): SignedClaims {
  const [header = '', payload = '', signature = ''] = assertion.split('.');
  if (!isRs256(header)) throw invalidGrant('invalid assertion');
  const claims = claimsOf(payload);
  const client = clientApps.get(claims.iss);
  if (client === undefined) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  if (!isSigned(`${header}.${payload}`, signature, client)) throw invalidGrant('invalid assertion');
  return { claims, client };
}

function isRs256(header: string): boolean {
  const parsed = decoded(header);
  return typeof parsed === 'object' && parsed !== null && 'alg' in parsed && parsed.alg === 'RS256';
}

function claimsOf(payload: string): Claims {
  const claims = decoded(payload) as Partial<Claims> | null;
  const { iss, sub, aud, exp } = claims ?? {};
  const expiry = Number(exp);
  if (
    typeof iss !== 'string' ||
    typeof sub !== 'string' ||
    aud === undefined ||
    !Number.isFinite(expiry)
  ) {
    throw invalidGrant('invalid assertion');
  }
  return { iss, sub, aud, exp: expiry };
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as unknown;
  } catch {
    // Not JSON: the caller says "invalid assertion", which is all Salesforce says as well.
    return null;
  }
}

function isSigned(content: string, signature: string, { certificates = [] }: ClientApp): boolean {
  const bytes = Buffer.from(signature, 'base64url');
  return certificates.some((pem) =>
    verify('RSA-SHA256', Buffer.from(content), createPublicKey(pem), bytes),
  );
}

function isMeantFor(audience: string | readonly string[], accepted: readonly string[]): boolean {
  const withoutSlash = (url: string) => url.replace(/\/+$/, '');
  const allowed = accepted.map(withoutSlash);
  return [audience].flat().some((each) => allowed.includes(withoutSlash(each)));
}

/** A year-5138 expiry in seconds is taken for milliseconds. */
function expiryMs(exp: number): number {
  return exp > 1e11 ? exp : exp * 1_000;
}
