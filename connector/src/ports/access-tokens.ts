import type { ApiKey } from '../domain/api-key.ts';

/** What a token lets its bearer do in ISVapp's REST shape (docs/isvapp-api.md). */
export interface TokenGrant {
  /** The key it was issued for, which holds. */
  readonly key: ApiKey;
  /** In the order they were asked for. */
  readonly scopes: readonly string[];
}

/** Tokens that bearers of API keys get for an hour, so that the key itself travels less. Of a token only a hash is kept. */
export interface AccessTokens {
  /** Issues a token for the key of the id, which must exist. */
  issue(
    keyId: string,
    scopes: readonly string[],
  ): Promise<{ readonly token: string; readonly expiresInSeconds: number }>;
  /** What the token grants; undefined where there is none, it has expired, or its key no longer holds. */
  verify(token: string): Promise<TokenGrant | undefined>;
}
