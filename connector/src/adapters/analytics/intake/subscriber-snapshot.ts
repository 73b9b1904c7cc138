import { sqlRead } from '../storage/part-store.ts';
import { badCount, badDay, badId, sqlCount, sqlId, sqlInstant } from './cell-checks.ts';
import type { Cell, FileKind } from './file-kind.ts';

const day = (cell: Cell): string => `CAST(${sqlInstant(cell, 'date')} AS DATE)`;

/** A row about an object's records; the others give attributes of an org. */
const countsRecords = (cell: Cell): string =>
  `${cell('attribute_name')} IS NULL AND ${cell('package_id')} IS NOT NULL AND ${cell('custom_entity')} IS NOT NULL`;

/** Subscriber snapshots, one row per day, org, package and custom object. */
export const subscriberSnapshot: FileKind = {
  dataType: 'SubscriberSnapshot',
  marker: 'date',
  essential: ['date', 'organization_id', 'package_id', 'custom_entity', 'count'],
  kept: (cell) => [
    `${sqlId(cell, 'organization_id')} AS organization_id`,
    `entity_label(${cell('custom_entity')}) AS label`,
    `entity_name(${cell('custom_entity')}) AS object`,
    `${sqlCount(cell, 'count')} AS record_count`,
    `(${countsRecords(cell)}) AS counts_records`,
  ],
  day,
  problems: (cell) => [
    badDay(cell, 'date', day(cell), 'a date'),
    badId(cell, 'organization_id'),
    badId(cell, 'package_id'),
    badCount(cell, 'count'),
    [
      `${countsRecords(cell)} AND ${cell('count')} IS NULL`,
      `'count is blank for object "' || ${cell('custom_entity')} || '"'`,
    ],
  ],
  tells: 'counts_records',
  writeParts: async (store, staged, writtenDay) => {
    const present = store.parts('snapshot', { start: writtenDay, end: writtenDay });
    const shape = `NULL AS organization_id, NULL AS package_id, NULL AS object, 0 AS record_count`;
    const part = await store.write(
      'snapshot',
      writtenDay,
      // The count is the object's total, so a newer delivery replaces it; and of two rows for one object
      // (an upgrade on that day gives one per package version) the total is the larger one, not the sum.
      `SELECT organization_id, package_id, object,
         coalesce(max(record_count) FILTER (newer), max(record_count)) AS record_count,
         DATE '${writtenDay}' AS day
       FROM (
         SELECT organization_id, package_id, object, record_count, true AS newer FROM ${staged}
         WHERE day = DATE '${writtenDay}' AND counts_records
         UNION ALL
         SELECT organization_id, package_id, object, record_count, false FROM ${sqlRead(present, shape)}
       ) GROUP BY organization_id, package_id, object ORDER BY organization_id, package_id, object`,
    );
    return [part];
  },
  /** The objects the catalogue offers, spelled as in the newest snapshot. */
  remembered: (staged) => [
    `CREATE OR REPLACE TEMP TABLE known_object AS
       SELECT package_id, object, arg_max(label, last_day) AS label, max(last_day) AS last_day
       FROM (
         SELECT * FROM seen_object
         UNION ALL SELECT package_id, object, label, day FROM ${staged} WHERE counts_records
       ) GROUP BY package_id, object`,
    'DELETE FROM seen_object',
    'INSERT INTO seen_object SELECT package_id, object, label, last_day FROM known_object',
  ],
};
