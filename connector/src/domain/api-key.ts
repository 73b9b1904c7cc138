/** What a key lets its bearer do; each includes the ones before. */
export const apiScopes = ['read', 'operate', 'admin'] as const;
export type ApiScope = (typeof apiScopes)[number];

/** A key of the HTTP API, without its secret, which is known to its bearer alone. */
export interface ApiKey {
  readonly id: string;
  /** 18 characters: a key belongs to one organization; null for a key of an operator, who looks after all. */
  readonly organizationId: string | null;
  /** Whom or what it was issued to. */
  readonly name: string;
  readonly scope: ApiScope;
  readonly createdAt: Date;
  /** Null for a key that does not expire. */
  readonly expiresAt: Date | null;
  /** Null for a key that holds. */
  readonly revokedAt: Date | null;
}

/** Whether a key of the scope may do what asks for the other. */
export function scopeIncludes(scope: ApiScope, asked: ApiScope): boolean {
  return apiScopes.indexOf(scope) >= apiScopes.indexOf(asked);
}

/** Whether the key still holds at that moment. */
export function isValidAt({ expiresAt, revokedAt }: ApiKey, now: Date): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > now);
}
