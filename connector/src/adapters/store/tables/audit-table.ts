import type { Kysely } from 'kysely';
import type { AuditLog } from '../../../ports/audit-log.ts';
import type { Clock } from '../../../ports/clock.ts';
import { auditKeptMs } from '../kept-audit.ts';
import { storableJson } from '../storable-json.ts';
import type { Tables } from './schema.ts';

/** The audit log in the database. */
export function auditTable(database: Kysely<Tables>, clock: Clock): AuditLog {
  return {
    record: async ({ actor, organizationId, action, details }) => {
      const at = clock.now();
      await database
        .insertInto('audit_entry')
        .values({
          at,
          actor_kind: actor.kind,
          actor_id: actor.id,
          actor_name: actor.name,
          organization_id: organizationId,
          action,
          details: JSON.parse(storableJson(details)) as typeof details,
        })
        .execute();
      await database
        .deleteFrom('audit_entry')
        .where('at', '<', new Date(at.getTime() - auditKeptMs))
        .execute();
    },
    page: async ({ limit, before, organizationId }) => {
      let query = database.selectFrom('audit_entry').selectAll();
      if (before !== null) query = query.where('id', '<', String(before));
      if (organizationId !== null) query = query.where('organization_id', '=', organizationId);
      const rows = await query.orderBy('id', 'desc').limit(limit).execute();
      return rows.map((row) => ({
        id: Number(row.id),
        at: row.at,
        actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
        organizationId: row.organization_id,
        action: row.action,
        details: row.details,
      }));
    },
  };
}
