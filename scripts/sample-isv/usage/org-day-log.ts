import { Chance } from '../chance.ts';
import type { SubscriberOrg } from '../customers/subscriber-org.ts';
import { dayMs, weekday, type UtcDay } from '../utc-day.ts';
import type { InteractionKind } from './interaction-kinds.ts';
import type { LogRow } from './log-row.ts';
import { automationUser, orgUser, userGroups, type OrgUser, type UserGroup } from './org-user.ts';
import { rowDetails } from './row-details.ts';
import { activityLevel, openInstalls, type OpenInstall, type UsageModel } from './usage-model.ts';

/** What the rows of one org and day share. */
interface OrgDay {
  readonly model: UsageModel;
  readonly org: SubscriberOrg;
  readonly day: UtcDay;
  readonly chance: Chance;
  readonly installs: readonly OpenInstall[];
  readonly rows: LogRow[];
}

const hourMs = 3_600_000;

/** Share of a weekday's sessions that also take place on a day of the weekend. */
const weekendShare = 0.15;

/**
 * Everything that happened in one org on one UTC day, in no particular order. Made from the seed, the org and
 * the day alone: logs go day by day over all orgs, summaries org by org over a month, and both see the same rows.
 */
export function orgDayLog(model: UsageModel, org: SubscriberOrg, day: UtcDay): LogRow[] {
  const installs = openInstalls(model, org, day);
  if (installs.length === 0 || org.activity.level === 0) return [];
  const chance = new Chance(model.seed, 'day', org.number, day);
  const orgDay: OrgDay = { model, org, day, chance, installs, rows: [] };
  const level = activityLevel(model, org, day);
  if (level > 0) for (const group of userGroups(org)) addPeople(orgDay, group, level);
  if (org.hasAutomation) addAutomation(orgDay);
  return orgDay.rows;
}

/** Users are active by rank, Zipf-like: the first on most weekdays, the hundredth every other week. */
function addPeople(orgDay: OrgDay, group: UserGroup, level: number): void {
  const { model, org, chance } = orgDay;
  for (let rank = 0; rank < group.count; rank++) {
    const share = Math.min(0.95, (group.busiest * level) / (1 + rank) ** 0.55);
    if (!chance.happens(share)) continue;
    const user = orgUser(model.seed, org, group.first + rank, group.type);
    const favourites = favouriteInstalls(orgDay, user);
    const sessions = chance.happens(0.35) ? 2 : 1;
    for (let left = sessions; left > 0; left--) addSession(orgDay, user, chance.pick(favourites));
  }
}

/** The packages a user works with: most users need two in three of those installed, and everybody needs one. */
function favouriteInstalls(
  { model, org, installs }: OrgDay,
  user: OrgUser,
): readonly OpenInstall[] {
  const favourites = installs.filter(({ sold }) =>
    new Chance(model.seed, 'favours', org.number, user.number, sold.key).happens(0.67),
  );
  return favourites.length > 0
    ? favourites
    : installs.slice(user.number % installs.length).slice(0, 1);
}

function addSession(orgDay: OrgDay, user: OrgUser, install: OpenInstall): void {
  const { chance, org, day } = orgDay;
  const start = sessionStart(chance, org.region.utcOffsetHours, day);
  if (start === null || !chance.happens(install.intensity)) return;
  const session = { session_key: chance.letters(16), login_key: chance.letters(16) };
  let time = start;
  do {
    const kind = chance.draw(install.interactions.byPeople);
    addRow(orgDay, { user, install, kind, time, session });
    time = Math.min(dayMs - 1, time + Math.floor(90_000 * chance.longTailed(0.05, 1.2)));
  } while (chance.happens(user.persistence));
}

/**
 * When in the UTC day a session starts, in ms; null where that moment is weekend for the org and the user is off.
 * The hour is drawn in local time, so that a working day in Auckland or Honolulu falls on two UTC days.
 */
function sessionStart(chance: Chance, utcOffsetHours: number, day: UtcDay): number | null {
  const localHour = chance.happens(0.93) ? 7.5 + 10.5 * chance.fraction() : 24 * chance.fraction();
  const utcHour = (localHour - utcOffsetHours + 24) % 24;
  const localDay = day + Math.floor((utcHour + utcOffsetHours) / 24);
  const isWeekend = weekday(localDay) % 6 === 0;
  if (isWeekend && !chance.happens(weekendShare)) return null;
  return Math.floor(utcHour * hourMs);
}

/** Nightly jobs, queues and events; in three orgs of five they run as a user that nobody ever logs in as. */
function addAutomation(orgDay: OrgDay): void {
  const { model, org, chance, installs } = orgDay;
  const runner =
    org.number % 5 < 3 ? automationUser(model.seed, org) : orgUser(model.seed, org, 0, 'Standard');
  for (const install of installs) {
    if (!chance.happens(0.75)) continue;
    for (let left = chance.between(1, 3); left > 0; left--) {
      const kind = chance.draw(install.interactions.byAutomation);
      const isNobody = kind.logRecordType === 'PlatformEventConsumer' && chance.happens(0.15);
      const user = isNobody ? { ...runner, token: '' } : runner;
      addRow(orgDay, { user, install, kind, time: chance.below(5 * hourMs), session: {} });
    }
  }
}

interface Moment {
  readonly user: OrgUser;
  readonly install: OpenInstall;
  readonly kind: InteractionKind;
  readonly time: number;
  readonly session: { readonly session_key?: string; readonly login_key?: string };
}

function addRow({ chance, rows }: OrgDay, moment: Moment): void {
  const { user, kind, time, session } = moment;
  const { sold, versionId, interactions } = moment.install;
  const candidates = interactions.components.get(kind.entityType) ?? [];
  // The first components of a package are the ones it is bought for.
  const component = candidates[Math.floor(candidates.length * chance.fraction() ** 1.6)];
  if (!component) throw new Error(`${sold.name} has no ${kind.entityType}.`);
  const operation = kind.operations ? chance.draw(kind.operations) : null;
  rows.push({
    timeOfDayMs: time,
    requestId: chance.letters(22),
    logRecordType: kind.logRecordType,
    user,
    sold,
    versionId,
    component,
    operation,
    operationCount: operation ? operationCount(chance, operation) : 0,
    details: { ...rowDetails(kind.logRecordType, { chance, sold, component }), ...session },
  });
}

function operationCount(chance: Chance, operation: NonNullable<LogRow['operation']>): number {
  switch (operation) {
    case 'READ':
      return Math.min(2000, Math.floor(chance.longTailed(1, 0.9)));
    case 'INSERT':
    case 'UPDATE':
    case 'DELETE':
      return Math.min(200, Math.floor(chance.longTailed(1, 1.4)));
    case 'SOQL_QUERY':
    case 'SOSL_QUERY':
      return chance.between(1, 3);
  }
}
