import type { ActivityRule } from '../../../domain/activity.ts';
import { automationRecordTypes } from '../automation.ts';
import { sqlList, sqlText } from '../engine/sql-text.ts';
import { sqlRead, type PartStore } from '../storage/part-store.ts';
import type { UsageSlice } from './data-choice.ts';
import { partsFor, type UsageRows } from './usage-rows.ts';

/**
 * The interactions that make a user active by the rules, in the shape of `usageRows`. From the logs themselves, because
 * rollups and summaries do not know what a user did.
 */
export function activeUse(
  slices: readonly UsageSlice[],
  rules: readonly ActivityRule[],
  store: PartStore,
): UsageRows {
  const parts = partsFor('log', slices, store);
  const rowCount = parts.reduce((sum, part) => sum + part.rowCount, 0);
  const attended = `NOT list_contains(${sqlList(automationRecordTypes)}, record_type)`;
  const shape = `NULL AS organization_id, NULL AS package_id, NULL AS user_id_token, NULL AS user_type, NULL::DATE AS day,
    '' AS record_type, '' AS entity, '' AS entity_type, '' AS operation`;
  const relation = `(
    SELECT organization_id, package_id, user_id_token, user_type, day, 1 AS row_count,
      CASE WHEN ${attended} THEN 1 ELSE 0 END AS attended_row_count, false AS from_summary
    FROM ${sqlRead(parts, shape)} WHERE ${rules.map(sqlRule).join(' OR ')})`;
  return { relation, rowCount };
}

/** Parts hold words in one case, and names of entities as `entity_name` makes them. */
function sqlRule({ logRecordTypes, entities, entityTypes, operations }: ActivityRule): string {
  const lower = (text: string): string => sqlText(text.toLowerCase());
  const conditions = [
    isOneOf('record_type', logRecordTypes?.map(lower)),
    isOneOf(
      'entity',
      entities?.map((text) => `entity_name(${sqlText(text)})`),
    ),
    isOneOf('entity_type', entityTypes?.map(lower)),
    isOneOf(
      'operation',
      operations?.map((text) => sqlText(text.toUpperCase())),
    ),
  ];
  return `(${conditions.flatMap((each) => each ?? []).join(' AND ')})`;
}

function isOneOf(column: string, values: readonly string[] | undefined): string | undefined {
  return values && `${column} IN (${values.join(', ')})`;
}
