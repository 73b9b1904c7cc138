import type { Clock } from '../ports/clock.ts';
import type { UsageSessions } from '../ports/usage-sessions.ts';
import type { UsageSource } from '../ports/usage-source.ts';
import { idleWatch } from './idle-watch.ts';
import { keptRoom, type KeptRoom } from './kept-room.ts';
import { usageSession, type OpenUsageSession } from './usage-session.ts';

interface Kept {
  readonly keyId: string;
  readonly room: KeptRoom;
  readonly session: OpenUsageSession;
  usedAt: number;
}

const idleMs = 3_600_000;
const mostSessions = 200;
/** A run has one, and so has each that a worker died of, for an hour. One organization must leave room for the others. */
const mostOfOrganization = 8;

export interface UsageSessionsParts {
  readonly open: (organizationId: string) => Promise<UsageSource & AsyncDisposable>;
  /** How much of the attributions of an organization is kept until they are counted, as text. */
  readonly mostCharacters: number;
  readonly onFailure: (error: unknown) => void;
  readonly clock: Clock;
}

/** Sessions over usage as `open` opens it, for clients that ask over HTTP. Closing them closes what is open. */
export function usageSessions(parts: UsageSessionsParts): UsageSessions & AsyncDisposable {
  const { clock } = parts;
  const kept = new Map<string, Kept>();
  /** Of which organizations sessions are being opened. */
  const opening: string[] = [];
  const close = async ({ session }: Kept): Promise<void> => {
    kept.delete(session.id);
    await session[Symbol.asyncDispose]();
  };
  const closeIdle = async (): Promise<void> => {
    const oldest = clock.now().getTime() - idleMs;
    for (const each of kept.values())
      if (each.usedAt < oldest && !each.session.isBusy()) await close(each);
  };
  const watch = idleWatch({ ...parts, isEmpty: () => kept.size === 0, closeIdle });
  const own = (keyId: string, sessionId: string): Kept | undefined => {
    const found = kept.get(sessionId);
    return found?.keyId === keyId ? found : undefined;
  };

  return {
    begin: async (keyId, organizationId) => {
      await closeIdle();
      if (isFull(organizationId, kept, opening)) return 'full';
      opening.push(organizationId);
      try {
        const usage = await parts.open(organizationId);
        const room = sessionsOf(organizationId, kept)[0]?.room ?? keptRoom(parts.mostCharacters);
        const session = usageSession({ organizationId, usage, room, clock });
        kept.set(session.id, { keyId, room, session, usedAt: clock.now().getTime() });
        watch.wake();
        return session;
      } finally {
        opening.splice(opening.indexOf(organizationId), 1);
      }
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
      await watch[Symbol.asyncDispose]();
      for (const each of kept.values()) await close(each);
    },
  };
}

function sessionsOf(organizationId: string, kept: ReadonlyMap<string, Kept>): readonly Kept[] {
  return [...kept.values()].filter(({ session }) => session.organizationId === organizationId);
}

function isFull(
  organizationId: string,
  kept: ReadonlyMap<string, Kept>,
  opening: readonly string[],
): boolean {
  const begun = opening.filter((id) => id === organizationId).length;
  return (
    kept.size + opening.length >= mostSessions ||
    sessionsOf(organizationId, kept).length + begun >= mostOfOrganization
  );
}
