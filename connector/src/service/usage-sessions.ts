import type { Clock } from '../ports/clock.ts';
import type { UsageSessions } from '../ports/usage-sessions.ts';
import type { UsageSource } from '../ports/usage-source.ts';
import { usageSession, type OpenUsageSession } from './usage-session.ts';

interface Kept {
  readonly keyId: string;
  readonly session: OpenUsageSession;
  usedAt: number;
}

const idleMs = 3_600_000;
const mostSessions = 200;

/** Sessions over usage as `open` opens it, for clients that ask over HTTP. Closing them closes what is open. */
export function usageSessions(
  open: (organizationId: string) => Promise<UsageSource & AsyncDisposable>,
  clock: Clock,
): UsageSessions & AsyncDisposable {
  const kept = new Map<string, Kept>();
  const close = async ({ session }: Kept): Promise<void> => {
    kept.delete(session.id);
    await session[Symbol.asyncDispose]();
  };
  const closeIdle = async (): Promise<void> => {
    const oldest = clock.now().getTime() - idleMs;
    for (const each of kept.values())
      if (each.usedAt < oldest && !each.session.isBusy()) await close(each);
  };
  const own = (keyId: string, sessionId: string): Kept | undefined => {
    const found = kept.get(sessionId);
    return found?.keyId === keyId ? found : undefined;
  };

  return {
    begin: async (keyId, organizationId) => {
      await closeIdle();
      if (kept.size >= mostSessions) return 'full';
      const session = usageSession(organizationId, await open(organizationId), clock);
      kept.set(session.id, { keyId, session, usedAt: clock.now().getTime() });
      return session;
    },
    find: async (keyId, sessionId) => {
      await closeIdle();
      const found = own(keyId, sessionId);
      if (found) found.usedAt = clock.now().getTime();
      return found?.session;
    },
    end: async (keyId, sessionId) => {
      const found = own(keyId, sessionId);
      if (found) await close(found);
    },
    [Symbol.asyncDispose]: async () => {
      for (const each of kept.values()) await close(each);
    },
  };
}
