import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../engine/database.ts';
import { numberIn } from '../engine/row.ts';

/**
 * What lies in a data folder:
 *
 * - `parts/<kind>/day=<day>/<id>.parquet`: the data, one file a kind and day (a summary's day is the first
 *   of its month), read only through the table `part`, so a file nobody lists does not exist.
 * - `analytics.duckdb`: which parts count, which days were delivered or are blocked, what was ever seen.
 *   Small; it is the place where taking in a file becomes true all at once, however many days it holds.
 * - `staging/`, `spill/`: work in progress, emptied when the folder is opened.
 */
export const layoutVersion = 2;

/** Where work in progress is written, and where parts stay. */
export interface Folders {
  readonly staging: string;
  readonly parts: string;
}

export function foldersOf(directory: string): Folders {
  return { staging: join(directory, 'staging'), parts: join(directory, 'parts') };
}

const tables = [
  'CREATE TABLE IF NOT EXISTS layout (version INTEGER)',
  // One part a kind and day. `file` is relative to `parts/`, so that the folder can be moved.
  'CREATE TABLE IF NOT EXISTS part (kind VARCHAR, day DATE, file VARCHAR, row_count BIGINT)',
  // Days (a summary's: first days of months) that a file was delivered for, with rows or without.
  'CREATE TABLE IF NOT EXISTS loaded_day (data_type VARCHAR, day DATE)',
  // Days that a rejected file was named for: `part` is what its name says after the days (`blocked-days.ts`).
  'CREATE TABLE IF NOT EXISTS blocked_day (data_type VARCHAR, day DATE, part VARCHAR, file VARCHAR)',
  'CREATE TABLE IF NOT EXISTS seen_package (data_type VARCHAR, package_id VARCHAR, namespace VARCHAR)',
  // Days that a package has rows of, whoever they are about: what tells "no use" from "left out".
  'CREATE TABLE IF NOT EXISTS package_day (data_type VARCHAR, day DATE, package_id VARCHAR)',
  'CREATE TABLE IF NOT EXISTS seen_object (package_id VARCHAR, object VARCHAR, label VARCHAR, last_day DATE)',
];

/**
 * A component's name without its namespace and without `__c` (the official examples have neither, other
 * sources do). Salesforce forbids two underscores in a row within a name, so they always separate parts:
 * namespace, name, kind of object. Kinds other than `__c` (`__x` is an external object) stay part of it.
 */
const macros = [
  "CREATE OR REPLACE TEMP MACRO without_suffix(entity) AS regexp_replace(entity, '__c$', '', 'i')",
  "CREATE OR REPLACE TEMP MACRO after_separator(name) AS substr(name, instr(name, '__') + 2)",
  `CREATE OR REPLACE TEMP MACRO entity_label(entity) AS CASE
     WHEN instr(without_suffix(entity), '__') > 0
       AND lower(after_separator(without_suffix(entity))) NOT IN ('x', 'e', 'b', 'mdt', 'kav')
     THEN after_separator(without_suffix(entity))
     ELSE without_suffix(entity)
   END`,
  // Salesforce's names are not case-sensitive, so they are compared in lower case.
  'CREATE OR REPLACE TEMP MACRO entity_name(entity) AS lower(entity_label(entity))',
];

/**
 * Lays out a data folder, or recognises one.
 * Throws where a newer version of the connector wrote it: reading it by our rules would give wrong numbers.
 */
export async function layOut(database: Database): Promise<void> {
  const folders = foldersOf(database.directory);
  await mkdir(folders.staging, { recursive: true });
  await mkdir(folders.parts, { recursive: true });
  for (const table of tables) await database.run(table);
  for (const macro of macros) await database.run(macro);

  const [found] = await database.rows('SELECT version FROM layout');
  if (!found) {
    await database.run(`INSERT INTO layout VALUES (${layoutVersion})`);
  } else if (numberIn(found, 'version') !== layoutVersion) {
    throw new Error(
      `The analytics folder ${database.directory} was written by another version of the connector ` +
        `(layout ${numberIn(found, 'version')}, this one reads ${layoutVersion}). Run that version, or ` +
        'give this one an empty folder and move the files of the inbox folder "processed" back into the inbox.',
    );
  }
}
