import { id15 } from '../../../domain/salesforce-id.ts';
import type { Attribution } from '../../../domain/usage-report.ts';
import type { Database } from '../engine/database.ts';

/**
 * The working tables of a measurement:
 *
 * - `attribution`: which Account the rows of an (org, package) count for; each triple once, or a second
 *   licence of the same install would double record counts.
 * - `counted`: what was counted, to be summed up per Account and metric (its number in the request).
 */
export async function createCountingTables(
  database: Database,
  attributions: Iterable<Attribution>,
): Promise<void> {
  await database.run(
    `CREATE OR REPLACE TEMP TABLE given_attribution
       (account_id VARCHAR, organization_id VARCHAR, package_id VARCHAR, licensed BOOLEAN)`,
  );
  await database.append('given_attribution', attributionRows(attributions));
  await database.run(
    `CREATE OR REPLACE TEMP TABLE attribution AS
       SELECT account_id, organization_id, package_id, bool_or(licensed) AS licensed
       FROM given_attribution GROUP BY ALL`,
  );
  await database.run('DROP TABLE given_attribution');
  await database.run(
    'CREATE OR REPLACE TEMP TABLE counted (account_id VARCHAR, metric INTEGER, value BIGINT)',
  );
}

/** Ids in the one spelling in which they compare (decision 55). */
function* attributionRows(
  attributions: Iterable<Attribution>,
): Generator<readonly [string, string, string, boolean]> {
  for (const { accountId, organizationId, packageId, licensed } of attributions) {
    yield [id15(accountId), id15(organizationId), id15(packageId), licensed];
  }
}

/** Rows of a part that one step of counting may hold per MB of the engine's memory. */
const rowsPerMb = 4_000;

/**
 * How many steps to count users in. An org's users are all in one step, so the steps' counts add up; and
 * a step fits in memory where the whole would go through the disk, or not fit at all (50 million rows,
 * 512 MB: impossible in one step, 35 s in eight).
 */
export function stepCount(rowCount: number, memoryLimitMb: number): number {
  return Math.min(64, Math.max(1, Math.ceil(rowCount / (memoryLimitMb * rowsPerMb))));
}

/** SQL condition for the orgs of a step. */
export function sqlInStep(step: number, steps: number): string {
  return steps === 1 ? 'true' : `hash(organization_id) % ${steps} = ${step}`;
}
