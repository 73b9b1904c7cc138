import type { AuditEntry, AuditedAction } from '../../domain/audit-entry.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';
import { auditKeptMs } from './kept-audit.ts';
import { storableJson } from './storable-json.ts';

/** An audit log that is forgotten with the process. */
export function memoryAudit(clock: Clock): AuditLog {
  let entries: readonly AuditEntry[] = [];
  let counted = 0;
  return {
    record: (action) => {
      const at = clock.now();
      counted += 1;
      const oldest = at.getTime() - auditKeptMs;
      const kept = JSON.parse(storableJson(action)) as AuditedAction;
      entries = [{ ...kept, id: counted, at }, ...entries].filter(
        (entry) => entry.at.getTime() >= oldest,
      );
      return Promise.resolve();
    },
    page: ({ limit, before, organizationId }) =>
      Promise.resolve(
        entries
          .filter(
            (entry) =>
              (before === null || entry.id < before) &&
              (organizationId === null || entry.organizationId === organizationId),
          )
          .slice(0, limit),
      ),
  };
}
