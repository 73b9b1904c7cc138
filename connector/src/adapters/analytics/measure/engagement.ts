import type { Database } from '../engine/database.ts';
import { sqlText } from '../engine/sql-text.ts';
import type { Coverage } from '../storage/coverage.ts';
import { sqlInStep, stepCount } from './counting.ts';
import type { UsageSlice } from './data-choice.ts';
import { sqlInSlice, type UsageRows } from './usage-rows.ts';
import { sqlIsExternal } from './user-type.ts';

/** A number of distinct users to count for every Account. */
export interface UserCount {
  /** The number's place in the request. */
  readonly metric: number;
  readonly slice: UsageSlice;
  /** Null: over all packages, a user of several being one (decision 18). */
  readonly packageId: string | null;
  readonly externalOnly: boolean;
}

export interface EngagementContext {
  readonly database: Database;
  readonly coverage: Coverage;
  readonly excludeAutomation: boolean;
}

/**
 * Counts distinct users of each Account's (org, package) pairs into `counted`.
 *
 * In two phases, as measured faster than a distinct count per number: first each user of each pair once,
 * with a flag for every population, then Accounts over those users. A user is known by org *and* token:
 * tokens of two orgs are different people.
 */
export async function countUsers(
  counts: readonly UserCount[],
  usage: UsageRows,
  context: EngagementContext,
): Promise<void> {
  const populations = populationsOf(counts);
  if (populations.length === 0) return;
  const { database } = context;
  const steps = stepCount(usage.rowCount, database.limits.memoryLimitMb);
  for (let step = 0; step < steps; step += 1) {
    await findUsers(populations, usage, sqlInStep(step, steps), context);
    for (const [flag, population] of populations.entries()) {
      await countCombined(population.counts, flag, database);
      await countByPackage(population.counts, flag, database);
    }
  }
  await database.run('DROP TABLE user_of_pair');
}

/** Users that several numbers are about: those of one period, all or the external ones. */
interface Population {
  readonly slice: UsageSlice;
  readonly externalOnly: boolean;
  readonly counts: readonly UserCount[];
}

function populationsOf(counts: readonly UserCount[]): readonly Population[] {
  const groups = Map.groupBy(counts, ({ slice: { period }, externalOnly }) =>
    [period.start, period.end, externalOnly].join(),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ slice: first.slice, externalOnly: first.externalOnly, counts: group }] : [];
  });
}

async function findUsers(
  populations: readonly Population[],
  usage: UsageRows,
  inStep: string,
  { database, coverage, excludeAutomation }: EngagementContext,
): Promise<void> {
  const flags = populations.map(({ slice, externalOnly }, flag) => {
    const inSlice = sqlInSlice(slice, coverage);
    return `bool_or(${externalOnly ? `${inSlice} AND ${sqlIsExternal}` : inSlice}) AS flag_${flag}`;
  });
  // Rows without a token are nobody's: they are told as a notice, not counted.
  const attended = excludeAutomation ? 'AND attended_row_count > 0' : '';
  await database.run(
    `CREATE OR REPLACE TEMP TABLE user_of_pair AS
       SELECT organization_id, package_id, user_id_token, ${flags.join(', ')}
       FROM ${usage.relation} SEMI JOIN attribution USING (organization_id, package_id)
       WHERE user_id_token IS NOT NULL AND ${inStep} ${attended}
       GROUP BY organization_id, package_id, user_id_token`,
  );
}

async function countCombined(
  counts: readonly UserCount[],
  flag: number,
  database: Database,
): Promise<void> {
  for (const { metric } of counts.filter((count) => count.packageId === null)) {
    await database.run(
      `INSERT INTO counted SELECT account_id, ${metric}, count(*) FROM (
         SELECT DISTINCT account_id, organization_id, user_id_token
         FROM user_of_pair JOIN attribution USING (organization_id, package_id) WHERE flag_${flag}
       ) GROUP BY account_id`,
    );
  }
}

async function countByPackage(
  counts: readonly UserCount[],
  flag: number,
  database: Database,
): Promise<void> {
  const wanted = counts.flatMap(({ metric, packageId }) =>
    packageId === null ? [] : [`(${metric}, ${sqlText(packageId)})`],
  );
  if (wanted.length === 0) return;
  await database.run(
    `INSERT INTO counted SELECT account_id, metric, count(*)
     FROM user_of_pair JOIN attribution USING (organization_id, package_id)
     JOIN (VALUES ${wanted.join(', ')}) AS wanted (metric, package_id) USING (package_id)
     WHERE flag_${flag} GROUP BY account_id, metric`,
  );
}
