import { throughStatuses, wrongLook } from '../../domain/late-run.ts';
import type { LateOrganization, LateRuns } from '../../ports/late-runs.ts';
import type { Store } from './open-store.ts';

/** Late runs, by what the other parts of the store remember. */
export function memoryLateRuns({
  organizations,
  runs,
  alerts,
}: Pick<Store, 'organizations' | 'runs' | 'alerts'>): LateRuns {
  let nextLookMs = -Infinity;
  const lastThrough = async (id: string): Promise<Date | undefined> => {
    const query = { after: null, trigger: null, dryRun: false, leavesOutRetries: true } as const;
    const pages = throughStatuses.map((status) =>
      runs.page(id, { ...query, status, limit: Number.MAX_SAFE_INTEGER }),
    );
    const ends = (await Promise.all(pages)).flat().map(({ finishedAt }) => finishedAt.getTime());
    return ends.length === 0 ? undefined : new Date(Math.max(...ends));
  };
  return {
    claimLook: (now, next) => {
      const isDue = nextLookMs <= now.getTime() || nextLookMs > wrongLook(now, next).getTime();
      if (isDue) nextLookMs = next.getTime();
      return Promise.resolve(isDue);
    },
    untold: async (since, after, limit) => {
      const expected = (await organizations.list()).filter(
        ({ id, isPaused, addedAt }) => id > after && !isPaused && addedAt < since,
      );
      const found: LateOrganization[] = [];
      for (const organization of expected) {
        if ((await alerts.openKinds(organization.id)).has('late')) continue;
        const last = await lastThrough(organization.id);
        if (last === undefined || last < since) found.push({ organization, lastThrough: last });
      }
      return found.slice(0, limit);
    },
  };
}
