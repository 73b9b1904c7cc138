import { inTurn, type InTurn } from '../adapters/analytics/engine/in-turn.ts';

/**
 * One after the other fetches for an organization. A run and who fetches ahead of runs may be due at the same moment,
 * and what two decide side by side is asked for twice, and fetched beyond what a day allows.
 */
export interface FetchTurns {
  inTurn<T>(organizationId: string, work: () => Promise<T>): Promise<T>;
  /** Whether somebody is at work for it, or waits to be. */
  isTaken(organizationId: string): boolean;
}

/** Turns among all who fetch in this process. */
export function fetchTurns(): FetchTurns {
  const turns = new Map<string, { readonly turn: InTurn; takers: number }>();
  return {
    inTurn: async (id, work) => {
      const own = turns.get(id) ?? { turn: inTurn(), takers: 0 };
      turns.set(id, own);
      own.takers += 1;
      try {
        return await own.turn(work);
      } finally {
        own.takers -= 1;
        if (own.takers === 0) turns.delete(id);
      }
    },
    isTaken: (id) => turns.has(id),
  };
}
