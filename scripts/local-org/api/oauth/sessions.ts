import { randomBytes } from 'node:crypto';

export interface Session {
  readonly token: string;
  readonly userId: string;
  readonly clientId: string;
  readonly issuedAt: Date;
}

export interface SessionOptions {
  readonly clock: { now(): Date };
  readonly organizationId: string;
  /** How long a token lives without being used; an org's default is two hours. */
  readonly ttlMs: number;
}

/** Access tokens that are good at this moment. They live in memory: starting the org anew ends all sessions. */
export class Sessions {
  readonly #options: SessionOptions;
  readonly #sessions = new Map<string, { session: Session; lastUsedMs: number }>();

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  open(userId: string, clientId: string): Session {
    const issuedAt = this.#options.clock.now();
    const token = `${this.#options.organizationId.slice(0, 15)}!${secret()}`;
    const session = { token, userId, clientId, issuedAt };
    this.#sessions.set(token, { session, lastUsedMs: issuedAt.getTime() });
    return session;
  }

  /** The session of a token that is still good, and a new lease of life for it. */
  find(token: string): Session | undefined {
    const entry = this.#sessions.get(token);
    if (entry === undefined) return undefined;
    const nowMs = this.#options.clock.now().getTime();
    if (nowMs - entry.lastUsedMs >= this.#options.ttlMs) {
      this.#sessions.delete(token);
      return undefined;
    }
    entry.lastUsedMs = nowMs;
    return entry.session;
  }

  /** Returns whether there was such a token. */
  revoke(token: string): boolean {
    return this.#sessions.delete(token);
  }

  /** Ends what one app opened for one user. */
  revokeAllOf(userId: string, clientId: string): void {
    for (const [token, { session }] of this.#sessions)
      if (session.userId === userId && session.clientId === clientId) this.#sessions.delete(token);
  }

  expireAll(): void {
    this.#sessions.clear();
  }
}

/** Clients check tokens against `[.\w]`, so base64's other characters are left out. */
function secret(): string {
  return randomBytes(66)
    .toString('base64')
    .replaceAll('+', '.')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
