import type { ApiKey } from '../domain/api-key.ts';
import type { GrantRefusal, KeyWanted } from '../domain/key-grant.ts';

/** Keys of the HTTP API as the bearer of one looks after them: those of its organization, or all. */
export interface ManagedKeys {
  /** The newest first. */
  list(bearer: ApiKey): Promise<readonly ApiKey[]>;
  /** `token` is what the bearer of the new key sends; it is told here and never again. */
  issue(
    bearer: ApiKey,
    wanted: KeyWanted,
  ): Promise<{ readonly key: ApiKey; readonly token: string } | GrantRefusal | 'not-connected'>;
  /** The key that has ended. `last`: nobody could issue keys over HTTP after it, so it holds on. */
  revoke(bearer: ApiKey, id: string): Promise<ApiKey | 'unknown' | 'last'>;
}
