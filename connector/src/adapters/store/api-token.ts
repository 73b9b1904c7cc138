import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * The tokens that bearers of API keys send: `isv_<id>_<secret>`. The secret has 256 random bits, so one round of
 * SHA-256 is enough to keep: there is nothing to guess that a slow hash would have to slow down.
 */
const tokenPattern = /^isv_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;

export interface NewToken {
  readonly id: string;
  readonly token: string;
  readonly secretHash: string;
}

export function newToken(): NewToken {
  const id = randomBytes(8).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  return { id, token: `isv_${id}_${secret}`, secretHash: hashOf(secret) };
}

/** The id and the secret in a token, or undefined where it is none of ours. */
export function tokenParts(
  token: string,
): { readonly id: string; readonly secret: string } | undefined {
  const [, id, secret] = tokenPattern.exec(token) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** Whether the hash is that of the secret; takes as long whichever part of it differs. */
export function isSecretOf(secret: string, secretHash: string): boolean {
  const given = Buffer.from(hashOf(secret), 'hex');
  const kept = Buffer.from(secretHash, 'hex');
  return given.length === kept.length && timingSafeEqual(given, kept);
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
