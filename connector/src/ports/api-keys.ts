import type { ApiKey, ApiScope } from '../domain/api-key.ts';

export interface KeyRequest {
  /** Null for all organizations. */
  readonly organizationId: string | null;
  readonly name: string;
  readonly scope: ApiScope;
  readonly expiresAt: Date | null;
}

/** Keys of the HTTP API. Of a secret only a hash is kept, so it can be shown once and never again. */
export interface ApiKeys {
  /** Issues a key. `token` is what its bearer sends. */
  issue(request: KeyRequest): Promise<{ readonly key: ApiKey; readonly token: string }>;
  /**
   * The key of the token; undefined where there is none, or it was revoked or has expired. One that another process has
   * just revoked may hold for two seconds more.
   */
  verify(token: string): Promise<ApiKey | undefined>;
  /** All keys, the newest first. */
  list(): Promise<readonly ApiKey[]>;
  /** Ends a key, in this process at once; false where there is none of this id that holds. */
  revoke(id: string): Promise<boolean>;
  /**
   * As `revoke`, unless that is refused for the key among all that are not revoked. Of two that end keys at the same
   * moment, in whichever processes, the second is asked with what the first has left.
   */
  revokeUnless(
    id: string,
    isRefused: (key: ApiKey, all: readonly ApiKey[]) => boolean,
  ): Promise<'revoked' | 'unknown' | 'refused'>;
}
