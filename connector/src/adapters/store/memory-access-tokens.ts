import { isValidAt, type ApiKey } from '../../domain/api-key.ts';
import type { AccessTokens } from '../../ports/access-tokens.ts';
import type { ApiKeys } from '../../ports/api-keys.ts';
import type { Clock } from '../../ports/clock.ts';
import { accessTokenHash, newAccessToken, tokenLifeMs } from './access-token.ts';

interface Kept {
  readonly keyId: string;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number;
}

/** Tokens that are gone with the process. */
export function memoryAccessTokens(keys: Pick<ApiKeys, 'list'>, clock: Clock): AccessTokens {
  const tokens = new Map<string, Kept>();
  const keyOf = async (id: string): Promise<ApiKey | undefined> =>
    (await keys.list()).find((key) => key.id === id);
  return {
    issue: async (keyId, scopes) => {
      if (!(await keyOf(keyId))) throw new Error(`There is no API key ${keyId}.`);
      const { token, hash } = newAccessToken();
      tokens.set(hash, { keyId, scopes, expiresAtMs: clock.now().getTime() + tokenLifeMs });
      return { token, expiresInSeconds: tokenLifeMs / 1_000 };
    },
    verify: async (token) => {
      const kept = tokens.get(accessTokenHash(token) ?? '');
      if (!kept || kept.expiresAtMs <= clock.now().getTime()) return undefined;
      const key = await keyOf(kept.keyId);
      return key && isValidAt(key, clock.now()) ? { key, scopes: kept.scopes } : undefined;
    },
  };
}
