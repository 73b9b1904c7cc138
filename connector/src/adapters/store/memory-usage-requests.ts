import type { AskedFile } from '../../domain/usage-file.ts';
import type { Organizations } from '../../ports/organizations.ts';
import type { NotedCoverage, UsageRequestBook } from '../../ports/usage-request-book.ts';
import { keptRequestsSince } from './kept-usage-requests.ts';

/** Requests for App Analytics files, forgotten with the process. */
export function memoryUsageRequests(organizations: Pick<Organizations, 'list'>): UsageRequestBook {
  const asked = new Map<string, readonly AskedFile[]>();
  const coverages = new Map<string, NotedCoverage>();
  const nextTimes = new Map<string, Date>();
  return {
    askedSince: (organizationId, since) =>
      Promise.resolve(
        structuredClone(asked.get(organizationId) ?? [])
          .filter(({ askedAt }) => askedAt >= since)
          .sort(inOrder),
      ),
    record: (organizationId, file) => {
      const others = (asked.get(organizationId) ?? [])
        .filter(({ id }) => id !== file.id)
        .filter(({ askedAt }) => askedAt >= keptRequestsSince(file.askedAt));
      asked.set(organizationId, [...others, structuredClone(file)]);
      return Promise.resolve();
    },
    coverage: (organizationId) => Promise.resolve(structuredClone(coverages.get(organizationId))),
    noteCoverage: (organizationId, noted) => {
      coverages.set(organizationId, structuredClone(noted));
      return Promise.resolve();
    },
    claimFetches: async (now, next, limit) => {
      const timeOf = (id: string): number => nextTimes.get(id)?.getTime() ?? -Infinity;
      const due = (await organizations.list())
        .filter(({ id, isPaused }) => !isPaused && timeOf(id) <= now.getTime())
        .map(({ id }) => id)
        .sort((one, other) => (timeOf(one) < timeOf(other) ? -1 : 1))
        .slice(0, limit);
      for (const id of due) nextTimes.set(id, next);
      return due;
    },
    setNextFetch: (organizationId, next) => {
      nextTimes.set(organizationId, next);
      return Promise.resolve();
    },
  };
}

function inOrder(one: AskedFile, other: AskedFile): number {
  return one.askedAt.getTime() - other.askedAt.getTime() || (one.id < other.id ? -1 : 1);
}
