import { sql, type Kysely, type Selectable } from 'kysely';
import { wrongLook } from '../../../domain/late-run.ts';
import type { LateOrganization, LateRuns } from '../../../ports/late-runs.ts';
import { organizationOf } from './organization-table.ts';
import type { OrganizationTable, Tables } from './schema.ts';

type Row = Selectable<OrganizationTable> & { readonly last_through: string | null };

/** Late runs, found by the index `sync_run_through`, whose condition the question repeats. */
export function lateRunTable(database: Kysely<Tables>): LateRuns {
  return {
    claimLook: async (now, next) => {
      const wrong = wrongLook(now, next);
      const { numUpdatedRows } = await database
        .updateTable('watch_look')
        .set({ next_at: next })
        .where((row) => row.or([row('next_at', '<=', now), row('next_at', '>', wrong)]))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    untold: async (since, after, limit) => {
      const { rows } = await untoldRows(since, after, limit).execute(database);
      return rows.map(lateOrganization);
    },
  };
}

/** The statement by itself, so that a test can ask the database how it carries it out. */
export function untoldRows(since: Date, after: string, limit: number) {
  return sql<Row>`
    select organization.*, last_through
    from organization left join lateral (
      select finished_at as last_through from sync_run
      where organization_id = organization.id and status in ('Succeeded', 'Degraded')
        and not dry_run and trigger is distinct from 'Retry'
      order by finished_at desc limit 1
    ) as newest on true
    where not is_paused and added_at < ${since} and id > ${after}
      and (last_through is null or last_through < ${since.toISOString()})
      and not exists (
        select from open_alert where open_alert.organization_id = organization.id and kind = 'late'
      )
    order by id limit ${limit}
  `;
}

function lateOrganization({ last_through: ended, ...row }: Row): LateOrganization {
  return {
    organization: organizationOf(row),
    lastThrough: ended === null ? undefined : new Date(ended),
  };
}
