import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { createOutbox } from './migrations/0010-outbox.ts';
import { addOperatorApi } from './migrations/0005-operator-api.ts';
import { createAccountHistory } from './migrations/0006-account-history.ts';
import { createPendingAuthorizations } from './migrations/0020-pending-authorizations.ts';
import { createPlannedChanges } from './migrations/0015-planned-changes.ts';
import { createUsageRequests } from './migrations/0025-usage-requests.ts';
import { createAccessTokens } from './migrations/0030-access-tokens.ts';
import { addClearingFailures } from './migrations/0040-clearing-failures.ts';
import { createQueueSchema } from './migrations/0045-queue-schema.ts';
import { addDirectoryEngagement } from './migrations/0050-directory-engagement.ts';
import { addManyOrganizations } from './migrations/0055-many-organizations.ts';
import { addRunSummaries } from './migrations/0035-run-summaries.ts';

/**
 * Every change of the tables, in order; applied when the store opens, each once. A published one is never edited.
 * SQL that PostgreSQL 15 knows: an operator's server may be older than the embedded one.
 *
 * Keys are compared bytewise (`collate "C"`): Salesforce ids differ by case alone, and an index in the language
 * of one server breaks when its operating system sorts differently after an update.
 */
export const migrations: Record<string, Migration> = {
  '0001_directory_ledger_runs': { up: createFirstTables },
  '0002_api': { up: addWhatTheApiShows },
  '0003_organizations': { up: addOrganizations },
  '0004_alerts': { up: createOpenAlerts },
  '0010_outbox': { up: createOutbox },
  '0005_operator_api': { up: addOperatorApi },
  '0006_account_history': { up: createAccountHistory },
  '0015_planned_changes': { up: createPlannedChanges },
  '0020_pending_authorizations': { up: createPendingAuthorizations },
  '0025_usage_requests': { up: createUsageRequests },
  '0030_access_tokens': { up: createAccessTokens },
  '0035_run_summaries': { up: addRunSummaries },
  '0040_clearing_failures': { up: addClearingFailures },
  '0045_queue_schema': { up: createQueueSchema },
  '0050_directory_engagement': { up: addDirectoryEngagement },
  '0055_many_organizations': { up: addManyOrganizations },
};

async function createFirstTables(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table directory_list (
       id bigint generated always as identity primary key,
       organization_id text collate "C" not null,
       started_at timestamptz not null,
       completed_at timestamptz
     )`,
    `create index on directory_list (organization_id, id)`,
    `create table directory_entry (
       list_id bigint not null references directory_list on delete cascade,
       account_id text collate "C" not null,
       name text not null,
       is_active boolean not null,
       display jsonb not null,
       internal_seats double precision,
       internal_seats_source text not null,
       external_seats double precision,
       external_seats_source text not null,
       renewal_date date,
       renewal_source text not null,
       primary key (list_id, account_id)
     )`,
    `create table written_value (
       organization_id text collate "C" not null,
       account_id text collate "C" not null,
       field text collate "C" not null,
       value double precision,
       metric_key text not null,
       run_key text not null,
       written_at timestamptz not null,
       primary key (organization_id, account_id, field)
     )`,
    `create index on written_value (organization_id, account_id) where value is not null`,
    `create table sync_run (
       organization_id text collate "C" not null,
       run_key text collate "C" not null,
       started_at timestamptz not null,
       run jsonb not null,
       primary key (organization_id, run_key)
     )`,
    `create index on sync_run (organization_id, started_at desc)`,
  ])
    await sql.raw(statement).execute(database);
}

async function createOpenAlerts(database: Kysely<unknown>): Promise<void> {
  const statement = `create table open_alert (
    organization_id text collate "C" not null,
    kind text not null,
    run_key text collate "C" not null,
    raised_at timestamptz not null,
    primary key (organization_id, kind)
  )`;
  await sql.raw(statement).execute(database);
}

/** An entry written before has no reasons, and a list no head: the next run brings both. */
async function addWhatTheApiShows(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `alter table directory_list add column head jsonb`,
    `alter table directory_entry
       add column mau double precision,
       add column reasons jsonb not null default '{}'`,
    `create table api_key (
       id text collate "C" primary key,
       organization_id text collate "C" not null,
       name text not null,
       scope text not null,
       secret_hash text not null,
       created_at timestamptz not null,
       expires_at timestamptz,
       revoked_at timestamptz
     )`,
    `create table failed_value (
       organization_id text collate "C" not null,
       run_key text collate "C" not null,
       account_id text collate "C" not null,
       field text collate "C" not null,
       mapping text collate "C" not null,
       error_code text collate "C" not null,
       primary key (organization_id, run_key, account_id, field)
     )`,
  ])
    await sql.raw(statement).execute(database);
}

async function addOrganizations(database: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table organization (
       id text collate "C" primary key,
       name text not null,
       instance_url text not null,
       allow_local_address boolean not null,
       auth_kind text not null,
       secret text not null,
       package_namespace text,
       is_paused boolean not null,
       daily_start text not null,
       time_zone text not null,
       next_run_at timestamptz not null,
       next_poll_at timestamptz not null,
       added_at timestamptz not null
     )`,
    `create index on organization (next_run_at) where not is_paused`,
    `create index on organization (next_poll_at) where not is_paused`,
  ])
    await sql.raw(statement).execute(database);
}
