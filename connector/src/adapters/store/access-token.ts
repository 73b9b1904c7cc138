import { createHash, randomBytes } from 'node:crypto';

/** As long as ISVapp's hold (docs/isvapp-api.md). */
export const tokenLifeMs = 3_600_000;

/** Told apart from API keys, which begin with isv_, at a glance. */
const tokenPattern = /^isvt_[A-Za-z0-9_-]{43}$/;

/** 256 random bits, which is why one round of SHA-256 is enough to keep. */
export function newAccessToken(): { readonly token: string; readonly hash: string } {
  const token = `isvt_${randomBytes(32).toString('base64url')}`;
  return { token, hash: hashOf(token) };
}

/** What is kept of the token; undefined where it is none of ours. */
export function accessTokenHash(token: string): string | undefined {
  return tokenPattern.test(token) ? hashOf(token) : undefined;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
