import { FolderInUseError } from '../adapters/analytics/engine/database.ts';
import { UsageBusy } from '../domain/usage-busy.ts';
import type { UsageIntake } from '../ports/usage-intake.ts';
import type { UsageSource } from '../ports/usage-source.ts';

/** An organization's analytics, for one who closes them again. */
export type OpenedAnalytics = UsageSource & UsageIntake & AsyncDisposable;

/** The analytics of organizations in this process. */
export interface SharedAnalytics {
  /**
   * Those of an organization, open until every user of them has closed what it was given. The engine lets one at a
   * folder, so a run and a question that come together share it.
   */
  use(organizationId: string): Promise<OpenedAnalytics>;
  /** Whether somebody of this process has them open. */
  isOpen(organizationId: string): boolean;
}

interface Shared {
  users: number;
  readonly source: Promise<OpenedAnalytics>;
}

export function sharedAnalytics(
  open: (organizationId: string) => Promise<OpenedAnalytics>,
): SharedAnalytics {
  const shared = new Map<string, Shared>();
  const closing = new Map<string, Promise<void>>();

  const begin = (id: string): Shared => {
    const before = closing.get(id) ?? Promise.resolve();
    const begun = { users: 0, source: before.then(() => open(id)) };
    shared.set(id, begun);
    return begun;
  };
  const end = async (id: string, { source }: Shared): Promise<void> => {
    shared.delete(id);
    const closed = source.then((opened) => opened[Symbol.asyncDispose]());
    // Whoever comes next waits for it, and whoever closes is told what went wrong.
    closing.set(
      id,
      closed.catch(() => undefined),
    );
    await closed;
  };

  return {
    isOpen: (id) => shared.has(id),
    use: async (id) => {
      const mine = shared.get(id) ?? begin(id);
      mine.users += 1;
      try {
        const source = await mine.source;
        return {
          ...source,
          [Symbol.asyncDispose]: async () => {
            mine.users -= 1;
            if (mine.users === 0) await end(id, mine);
          },
        };
      } catch (error) {
        // What did not open is tried anew by the next.
        if (shared.get(id) === mine) shared.delete(id);
        throw error;
      }
    },
  };
}

/**
 * The organization's analytics, opened for each question and closed after it: who only asks now and then does not keep
 * them from another process.
 */
export function brieflyOpened(organizationId: string, analytics: SharedAnalytics): UsageSource {
  const during = async <T>(ask: (usage: UsageSource) => Promise<T>): Promise<T> => {
    await using usage = await openedOrBusy(organizationId, analytics);
    return await ask(usage);
  };
  return {
    refresh: () => during((usage) => usage.refresh()),
    features: () => during((usage) => usage.features()),
    packagesNotEnabled: () => during((usage) => usage.packagesNotEnabled()),
    catalogue: (...wanted) => during((usage) => usage.catalogue(...wanted)),
    measure: async (request) => {
      // Its numbers are asked for later: it stays open as long as the report does.
      await using opening = new AsyncDisposableStack();
      const usage = opening.use(await openedOrBusy(organizationId, analytics));
      const report = opening.use(await usage.measure(request));
      const open = opening.move();
      return { ...report, [Symbol.asyncDispose]: () => open.disposeAsync() };
    },
  };
}

/** Opens them. Throws UsageBusy where another process has them. */
export async function openedOrBusy(
  organizationId: string,
  analytics: SharedAnalytics,
): Promise<OpenedAnalytics> {
  try {
    return await analytics.use(organizationId);
  } catch (error) {
    throw error instanceof FolderInUseError ? new UsageBusy({ cause: error }) : error;
  }
}
