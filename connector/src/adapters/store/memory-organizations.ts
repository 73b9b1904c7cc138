import { isDeepStrictEqual } from 'node:util';
import type { Organization, OrganizationSecret } from '../../domain/organization.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DuePosition, Organizations } from '../../ports/organizations.ts';
import type { SecretBox } from './secret-box.ts';

interface Kept {
  readonly organization: Organization;
  readonly sealed: string;
}

/** Connected organizations that are forgotten with the process. */
export function memoryOrganizations(box: SecretBox, clock: Clock): Organizations {
  const all = new Map<string, Kept>();
  const sorted = () =>
    [...all.values()]
      .map(({ organization }) => organization)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  const change = (id: string, part: Partial<Organization>): boolean => {
    const found = all.get(id);
    if (found) all.set(id, { ...found, organization: { ...found.organization, ...part } });
    return found !== undefined;
  };

  return {
    save: async (organization, secret) => {
      const sealed = box.seal(organization.id, JSON.stringify(secret));
      const before = all.get(organization.id)?.organization;
      const { schedule, nextRunAt, nextPollAt } = before ?? organization;
      const { isPaused, addedAt } = before ?? { isPaused: false, addedAt: clock.now() };
      const own = { ...organization, schedule, nextRunAt, nextPollAt, isPaused, addedAt };
      all.set(organization.id, { organization: { ...own, authKind: secret.kind }, sealed });
      await Promise.resolve();
    },
    list: () => Promise.resolve(sorted()),
    page: (after, limit) =>
      Promise.resolve(
        sorted()
          .filter(({ id }) => id > after)
          .slice(0, limit),
      ),
    find: (id) => Promise.resolve(all.get(id)?.organization),
    has: (id) => Promise.resolve(all.has(id)),
    remove: (id) => Promise.resolve(all.delete(id)),
    setPaused: (id, isPaused) => Promise.resolve(change(id, { isPaused })),
    setSchedule: async (id, schedule, nextRunAt) => {
      await Promise.resolve(change(id, { schedule, nextRunAt }));
    },
    setNextPoll: async (id, nextPollAt) => {
      await Promise.resolve(change(id, { nextPollAt }));
    },
    ...dueOrganizations(sorted, change),
    ...secretsOf(all, box),
  };
}

type Secrets = Pick<Organizations, 'secretOf' | 'replaceSecret' | 'renewEncryption'>;

function secretsOf(all: Map<string, Kept>, box: SecretBox): Secrets {
  return {
    secretOf: async (id) => {
      const found = await Promise.resolve(all.get(id));
      return found && (JSON.parse(box.open(id, found.sealed)) as OrganizationSecret);
    },
    replaceSecret: (id, seen, next) => {
      const found = all.get(id);
      const isSeen = found && isDeepStrictEqual(JSON.parse(box.open(id, found.sealed)), seen);
      if (!isSeen) return Promise.resolve(false);
      all.set(id, { ...found, sealed: box.seal(id, JSON.stringify(next)) });
      return Promise.resolve(true);
    },
    renewEncryption: async () => {
      const stale = [...all].filter(([, { sealed }]) => !box.isCurrent(sealed));
      for (const [id, kept] of stale)
        all.set(id, { ...kept, sealed: box.seal(id, box.open(id, kept.sealed)) });
      return Promise.resolve(stale.length);
    },
  };
}

type Due = Pick<Organizations, 'dueForRun' | 'moveNextRun' | 'claimPolls'>;

function dueOrganizations(
  all: () => readonly Organization[],
  change: (id: string, part: Partial<Organization>) => boolean,
): Due {
  const due = (key: 'nextRunAt' | 'nextPollAt', now: Date) =>
    all()
      .filter((each) => !each.isPaused && each[key] <= now)
      .sort((a, b) => a[key].getTime() - b[key].getTime() || (a.id < b.id ? -1 : 1));

  return {
    dueForRun: (now, limit, after) => {
      const dueNow = due('nextRunAt', now);
      const place = after ? dueNow.findIndex((each) => isAfter(each, after)) : 0;
      return Promise.resolve(place < 0 ? [] : dueNow.slice(place, place + limit));
    },
    moveNextRun: (id, seen, next) =>
      Promise.resolve(
        all()
          .find((each) => each.id === id)
          ?.nextRunAt.getTime() === seen.getTime() && change(id, { nextRunAt: next }),
      ),
    claimPolls: (now, next, limit) => {
      const claimed = due('nextPollAt', now).slice(0, limit);
      for (const { id } of claimed) change(id, { nextPollAt: next });
      return Promise.resolve(claimed.map((each) => ({ ...each, nextPollAt: next })));
    },
  };
}

function isAfter({ id, nextRunAt }: Organization, after: DuePosition): boolean {
  const ms = nextRunAt.getTime() - after.nextRunAt.getTime();
  return ms > 0 || (ms === 0 && id > after.id);
}
