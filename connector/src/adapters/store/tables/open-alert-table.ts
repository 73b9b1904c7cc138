import type { Kysely } from 'kysely';
import type { AlertBook } from '../../../ports/alerts.ts';
import type { Tables } from './schema.ts';

/** Open alerts in `open_alert`. */
export function openAlertTable(database: Kysely<Tables>): AlertBook {
  return {
    openKinds: async (organizationId) => {
      const rows = await database
        .selectFrom('open_alert')
        .select('kind')
        .where('organization_id', '=', organizationId)
        .execute();
      return new Set(rows.map(({ kind }) => kind));
    },
    record: async ({ organizationId, kind, event, runKey, at }) => {
      if (event === 'recovered') {
        await database
          .deleteFrom('open_alert')
          .where('organization_id', '=', organizationId)
          .where('kind', '=', kind)
          .execute();
        return;
      }
      await database
        .insertInto('open_alert')
        .values({ organization_id: organizationId, kind, run_key: runKey, raised_at: at })
        .onConflict((conflict) => conflict.columns(['organization_id', 'kind']).doNothing())
        .execute();
    },
  };
}
