import { sql, type Kysely } from 'kysely';
import type { FailedValue, FailureFilter } from '../../../domain/failed-value.ts';
import { storableJson } from '../storable-json.ts';
import { lastPerKey, rowChunks } from './row-chunks.ts';
import type { Tables } from './schema.ts';

/** Adds values that a run could not write. */
export async function insertFailures(
  database: Kysely<Tables>,
  organizationId: string,
  runKey: string,
  failures: readonly FailedValue[],
): Promise<void> {
  for (const part of rowChunks(failures)) {
    const rows = lastPerKey(part, ({ accountId, field }) => `${accountId} ${field}`);
    await sql`
      insert into failed_value (organization_id, run_key, account_id, field, mapping, error_code, clears)
      select ${organizationId}::text, ${runKey}::text, "accountId", field, mapping, "errorCode", clears
      from jsonb_to_recordset(${storableJson(rows)}::jsonb)
        as failed ("accountId" text, field text, mapping text, "errorCode" text, clears boolean)
      on conflict (organization_id, run_key, account_id, field) do update set
        mapping = excluded.mapping, error_code = excluded.error_code, clears = excluded.clears
    `.execute(database);
  }
}

/** The values of the run that failed, narrowed. */
export async function failuresOf(
  database: Kysely<Tables>,
  organizationId: string,
  runKey: string,
  { errorCode, mapping, field }: FailureFilter,
): Promise<readonly FailedValue[]> {
  let query = database
    .selectFrom('failed_value')
    .select(['account_id as accountId', 'field', 'mapping', 'error_code as errorCode', 'clears'])
    .where('organization_id', '=', organizationId)
    .where('run_key', '=', runKey);
  if (errorCode !== null) query = query.where('error_code', '=', errorCode);
  if (mapping !== null) query = query.where('mapping', '=', mapping);
  if (field !== null) query = query.where('field', '=', field);
  return query.orderBy('account_id').orderBy('field').execute();
}

/** Forgets the failures of runs that are no longer remembered. */
export async function forgetFailures(
  database: Kysely<Tables>,
  organizationId: string,
): Promise<void> {
  await sql`
    delete from failed_value failed where organization_id = ${organizationId} and not exists (
      select 1 from sync_run run
      where run.organization_id = failed.organization_id and run.run_key = failed.run_key
    )
  `.execute(database);
}
