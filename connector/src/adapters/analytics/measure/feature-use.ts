import type { Feature, FeatureComponent } from '../../../domain/feature.ts';
import type { Period } from '../../../domain/period.ts';
import { automationRecordTypes } from '../automation.ts';
import type { Database } from '../engine/database.ts';
import { sqlList, sqlText } from '../engine/sql-text.ts';
import { sqlRead, type PartStore } from '../storage/part-store.ts';
import { sqlInStep, stepCount } from './counting.ts';

/** A number of a feature to count for every Account. */
export interface FeatureCount {
  /** The number's place in the request. */
  readonly metric: number;
  readonly feature: Feature;
  readonly unit: 'users' | 'events';
  readonly period: Period;
}

export interface FeatureContext {
  readonly database: Database;
  readonly store: PartStore;
  readonly excludeAutomation: boolean;
}

/**
 * Counts users and operations of features into `counted`, over the Accounts' (org, package) pairs.
 *
 * Users without automation where an administrator asked for it (decision 21); operations always with it:
 * what a scheduled job did to records was done, and a feature that is about jobs says so by its log
 * record types.
 */
export async function countFeatureUse(
  counts: readonly FeatureCount[],
  context: FeatureContext,
): Promise<void> {
  const byPeriod = Map.groupBy(counts, ({ period }) => `${period.start} ${period.end}`);
  for (const group of byPeriod.values()) await countInPeriod(group, context);
}

async function countInPeriod(
  counts: readonly FeatureCount[],
  context: FeatureContext,
): Promise<void> {
  const [first] = counts;
  if (!first) return;
  const { database, store } = context;
  const parts = store.parts('log', first.period);
  if (parts.length === 0) return;
  const features = [...new Set(counts.map(({ feature }) => feature))];
  const log = sqlRead(parts, '');
  await findMatches(features, log, database);

  const rowCount = parts.reduce((sum, part) => sum + part.rowCount, 0);
  const steps = stepCount(rowCount, database.limits.memoryLimitMb);
  for (let step = 0; step < steps; step += 1) {
    await findUses(log, sqlInStep(step, steps), context);
    for (const { metric, feature, unit } of counts) {
      const number = features.indexOf(feature);
      await database.run(unit === 'users' ? sqlUsers(metric, number) : sqlEvents(metric, number));
    }
  }
  await database.run('DROP TABLE use_of_feature');
  await database.run('DROP TABLE feature_match');
}

/**
 * Which kinds of rows belong to which feature. Kinds, not rows: there are few, so the rules are applied to
 * few, and a row that matches two components of a feature is still one row.
 */
async function findMatches(
  features: readonly Feature[],
  log: string,
  database: Database,
): Promise<void> {
  const components = features.flatMap(({ components: all }, number) =>
    all.map((component) => sqlComponent(number, component)),
  );
  await database.run(
    `CREATE OR REPLACE TEMP TABLE feature_match AS
       WITH component (feature, package_id, entity, entity_type, operations, record_types) AS
         (VALUES ${components.join(', ')}),
       kind AS (SELECT DISTINCT package_id, entity, entity_type, operation, record_type FROM ${log}
         WHERE package_id IN (SELECT package_id FROM component))
       SELECT DISTINCT feature, package_id, entity, entity_type, operation, record_type
       FROM kind JOIN component USING (package_id, entity, entity_type)
       WHERE (operations IS NULL OR list_contains(operations, operation))
         AND (record_types IS NULL OR list_contains(record_types, record_type))`,
  );
}

function sqlComponent(feature: number, component: FeatureComponent): string {
  const { packageId, entity, entityType, operations, logRecordTypes } = component;
  const cells = [
    String(feature),
    sqlText(packageId),
    `entity_name(${sqlText(entity)})`,
    `lower(${sqlText(entityType)})`,
    operations ? sqlList(operations.map((each) => each.toUpperCase())) : 'NULL::VARCHAR[]',
    logRecordTypes ? sqlList(logRecordTypes.map((each) => each.toLowerCase())) : 'NULL::VARCHAR[]',
  ];
  return `(${cells.join(', ')})`;
}

async function findUses(
  log: string,
  inStep: string,
  { database, excludeAutomation }: FeatureContext,
): Promise<void> {
  const automation = sqlList(excludeAutomation ? automationRecordTypes : []);
  await database.run(
    `CREATE OR REPLACE TEMP TABLE use_of_feature AS
       SELECT feature, organization_id, package_id, user_id_token,
         sum(operation_count * copies)::BIGINT AS events,
         bool_or(NOT list_contains(${automation}, record_type)) AS attended
       FROM (SELECT * FROM ${log} WHERE ${inStep})
       JOIN feature_match USING (package_id, entity, entity_type, operation, record_type)
       SEMI JOIN attribution USING (organization_id, package_id)
       GROUP BY feature, organization_id, package_id, user_id_token`,
  );
}

/** A user of two packages of the feature is one user. */
function sqlUsers(metric: number, feature: number): string {
  return `INSERT INTO counted SELECT account_id, ${metric}, count(*) FROM (
      SELECT DISTINCT account_id, organization_id, user_id_token
      FROM use_of_feature JOIN attribution USING (organization_id, package_id)
      WHERE feature = ${feature} AND attended AND user_id_token IS NOT NULL
    ) GROUP BY account_id`;
}

function sqlEvents(metric: number, feature: number): string {
  return `INSERT INTO counted SELECT account_id, ${metric}, sum(events)
    FROM use_of_feature JOIN attribution USING (organization_id, package_id)
    WHERE feature = ${feature} GROUP BY account_id`;
}
