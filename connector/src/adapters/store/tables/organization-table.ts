import { isDeepStrictEqual } from 'node:util';
import { sql, type Insertable, type Kysely, type Selectable, type Updateable } from 'kysely';
import type { Organization, OrganizationSecret } from '../../../domain/organization.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { NewOrganization, Organizations } from '../../../ports/organizations.ts';
import { recentAnswers } from '../recent-answers.ts';
import type { SecretBox } from '../secret-box.ts';
import type { OrganizationTable, Tables } from './schema.ts';

/** Connected organizations in the database. Of their secrets nothing but the sealed text ever reaches it. */
export function organizationTable(
  database: Kysely<Tables>,
  box: SecretBox,
  clock: Clock,
): Organizations {
  const update = (id: string, fields: Updateable<OrganizationTable>) =>
    database.updateTable('organization').set(fields).where('id', '=', id).executeTakeFirst();

  return {
    save: (organization, secret) =>
      saveRow(database, newRow(organization, secret, box, clock.now())),
    list: async () => {
      const rows = await database.selectFrom('organization').selectAll().orderBy('id').execute();
      return rows.map(organizationOf);
    },
    page: async (after, limit) => {
      const rows = await database
        .selectFrom('organization')
        .selectAll()
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(organizationOf);
    },
    find: async (id) => {
      const row = await rowOf(database, id);
      return row && organizationOf(row);
    },
    ...connectedOnes(database, clock),
    setPaused: async (id, isPaused) =>
      (await update(id, { is_paused: isPaused })).numUpdatedRows > 0n,
    setSchedule: async (id, { dailyStart, timeZone }, nextRunAt) => {
      await update(id, { daily_start: dailyStart, time_zone: timeZone, next_run_at: nextRunAt });
    },
    setNextPoll: async (id, next) => {
      await update(id, { next_poll_at: next });
    },
    ...secretsOf(database, box),
    ...dueOrganizations(database),
  };
}

/** Each request of the API asks whether its organization is connected. */
function connectedOnes(
  database: Kysely<Tables>,
  clock: Clock,
): Pick<Organizations, 'has' | 'remove'> {
  const recent = recentAnswers<Pick<OrganizationTable, 'id'>>(clock);
  const idOf = (id: string) =>
    database.selectFrom('organization').select('id').where('id', '=', id).executeTakeFirst();
  return {
    has: async (id) => (await recent.of(id, () => idOf(id))) !== undefined,
    remove: async (id) => {
      try {
        const { numDeletedRows } = await database
          .deleteFrom('organization')
          .where('id', '=', id)
          .executeTakeFirst();
        return numDeletedRows > 0n;
      } finally {
        // Also where the answer was lost: it may be removed all the same.
        recent.forget();
      }
    },
  };
}

/** Adds the row; of one that is there, its schedule, pause and age stay. */
async function saveRow(
  database: Kysely<Tables>,
  row: Insertable<OrganizationTable>,
): Promise<void> {
  const { instance_url, allow_local_address, auth_kind, secret, name, package_namespace } = row;
  const renewed = { name, instance_url, allow_local_address, auth_kind, secret, package_namespace };
  await database
    .insertInto('organization')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(renewed))
    .execute();
}

type Due = Pick<Organizations, 'dueForRun' | 'moveNextRun' | 'claimPolls'>;

/** What workers that share a database ask for: each is answered so that no two do the same. */
function dueOrganizations(database: Kysely<Tables>): Due {
  return {
    dueForRun: async (now, limit, after) => {
      let due = database
        .selectFrom('organization')
        .selectAll()
        .where('is_paused', '=', false)
        .where('next_run_at', '<=', now);
      if (after)
        due = due.where((row) =>
          row(row.refTuple('next_run_at', 'id'), '>', row.tuple(after.nextRunAt, after.id)),
        );
      const rows = await due.orderBy('next_run_at').orderBy('id').limit(limit).execute();
      return rows.map(organizationOf);
    },
    moveNextRun: async (id, seen, next) => {
      const { numUpdatedRows } = await database
        .updateTable('organization')
        .set({ next_run_at: next })
        .where('id', '=', id)
        .where('next_run_at', '=', seen)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    claimPolls: async (now, next, limit) => {
      const { rows } = await sql<Selectable<OrganizationTable>>`
        update organization set next_poll_at = ${next} where id in (
          select id from organization where not is_paused and next_poll_at <= ${now}
          order by next_poll_at, id limit ${limit} for update skip locked
        ) returning *
      `.execute(database);
      return rows.map(organizationOf);
    },
  };
}

function rowOf(
  database: Kysely<Tables>,
  id: string,
): Promise<Selectable<OrganizationTable> | undefined> {
  return database.selectFrom('organization').selectAll().where('id', '=', id).executeTakeFirst();
}

type Secrets = Pick<Organizations, 'secretOf' | 'replaceSecret' | 'renewEncryption'>;

function secretsOf(database: Kysely<Tables>, box: SecretBox): Secrets {
  return {
    secretOf: async (id) => {
      const row = await rowOf(database, id);
      return row && (JSON.parse(box.open(id, row.secret)) as OrganizationSecret);
    },
    replaceSecret: (id, seen, next) => replacedSecret(database, box, { id, seen, next }),
    renewEncryption: () => renewedSecrets(database, box),
  };
}

interface Replacement {
  readonly id: string;
  readonly seen: OrganizationSecret;
  readonly next: OrganizationSecret;
}

/** Compared as what it says, because encryption anew changes the text alone; then it is looked at once more. */
async function replacedSecret(
  database: Kysely<Tables>,
  box: SecretBox,
  { id, seen, next }: Replacement,
): Promise<boolean> {
  for (;;) {
    const row = await rowOf(database, id);
    if (!row || !isDeepStrictEqual(JSON.parse(box.open(id, row.secret)), seen)) return false;
    const { numUpdatedRows } = await database
      .updateTable('organization')
      .set({ secret: box.seal(id, JSON.stringify(next)) })
      .where('id', '=', id)
      .where('secret', '=', row.secret)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) return true;
  }
}

/** One at a time and only where it is still what was read: somebody may connect the organization anew meanwhile. */
async function renewedSecrets(database: Kysely<Tables>, box: SecretBox): Promise<number> {
  const rows = await database.selectFrom('organization').select(['id', 'secret']).execute();
  const stale = rows.filter(({ secret }) => !box.isCurrent(secret));
  for (const { id, secret } of stale)
    await database
      .updateTable('organization')
      .set({ secret: box.seal(id, box.open(id, secret)) })
      .where('id', '=', id)
      .where('secret', '=', secret)
      .execute();
  return stale.length;
}

function newRow(
  organization: NewOrganization,
  secret: OrganizationSecret,
  box: SecretBox,
  now: Date,
): Insertable<OrganizationTable> {
  return {
    id: organization.id,
    name: organization.name,
    instance_url: organization.instanceUrl,
    allow_local_address: organization.allowLocalAddress,
    auth_kind: secret.kind,
    secret: box.seal(organization.id, JSON.stringify(secret)),
    package_namespace: organization.packageNamespace,
    is_paused: false,
    daily_start: organization.schedule.dailyStart,
    time_zone: organization.schedule.timeZone,
    next_run_at: organization.nextRunAt,
    next_poll_at: organization.nextPollAt,
    added_at: now,
  };
}

/** The organization of a row, without its secret. */
export function organizationOf(row: Selectable<OrganizationTable>): Organization {
  return {
    id: row.id,
    name: row.name,
    instanceUrl: row.instance_url,
    allowLocalAddress: row.allow_local_address,
    authKind: row.auth_kind,
    packageNamespace: row.package_namespace,
    isPaused: row.is_paused,
    schedule: { dailyStart: row.daily_start, timeZone: row.time_zone },
    nextRunAt: row.next_run_at,
    nextPollAt: row.next_poll_at,
    addedAt: row.added_at,
  };
}
