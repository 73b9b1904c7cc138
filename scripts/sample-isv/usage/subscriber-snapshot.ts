import { Chance } from '../chance.ts';
import type { SubscriberOrg } from '../customers/subscriber-org.ts';
import { csvLine } from '../files/csv-line.ts';
import { isoDate, type UtcDay } from '../utc-day.ts';
import { openInstalls, type OpenInstall, type UsageModel } from './usage-model.ts';

/** The lines of one day's subscriber snapshot, without the header: record counts, and an attribute of each org. */
export function* subscriberSnapshotLines(model: UsageModel, day: UtcDay): Generator<string> {
  for (const org of model.orgs) {
    const installs = openInstalls(model, org, day);
    if (installs.length === 0 || !isTaken(model, org, day)) continue;
    for (const install of installs) yield* recordCountLines(model, org, install, day);
    const share = 0.3 + 0.7 * new Chance(model.seed, 'attribute', org.number).fraction();
    const attribute = ['', '', '', '', '', 'UsersWithMFA', share.toFixed(3)];
    yield csvLine([...snapshotCells(org, day), ...attribute]);
  }
}

/** One snapshot in fifty is missing, and one org in a hundred hasn't been seen for nine days or longer. */
function isTaken({ seed, today }: UsageModel, org: SubscriberOrg, day: UtcDay): boolean {
  const orgsChance = new Chance(seed, 'snapshots', org.number);
  const lastDay = orgsChance.happens(0.01) ? today - orgsChance.between(9, 30) : Infinity;
  return day <= lastDay && !new Chance(seed, 'snapshot', org.number, day).happens(0.02);
}

function* recordCountLines(
  model: UsageModel,
  org: SubscriberOrg,
  { sold, interactions, versionId, since }: OpenInstall,
  day: UtcDay,
): Generator<string> {
  for (const { name } of interactions.components.get('CustomObject') ?? []) {
    const chance = new Chance(model.seed, 'records', org.number, sold.key, name);
    const count = recordCount(chance, org, day - since);
    const cells = [sold.id15, versionId, sold.namespace, name, count, '', ''];
    yield csvLine([...snapshotCells(org, day), ...cells]);
  }
}

/** Records after some days: an import at the start, then steady growth by the number of users. Never used is 0. */
function recordCount(chance: Chance, org: SubscriberOrg, days: number): number {
  if (org.activity.level === 0) return 0;
  const imported = Math.floor(chance.longTailed(5, 0.9));
  const perUserAndDay = 0.5 * chance.fraction();
  return Math.min(5_000_000, imported + Math.floor(perUserAndDay * org.internalUsers * days));
}

function snapshotCells(org: SubscriberOrg, day: UtcDay): string[] {
  const status = org.status.toUpperCase();
  return [`${isoDate(day)}T00:00:00Z`, org.id, org.name, status, org.edition];
}
