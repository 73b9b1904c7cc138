import type { AlertKind } from '../../domain/alert.ts';
import type { AlertBook } from '../../ports/alerts.ts';

/** Open alerts, forgotten with the process. */
export function memoryAlerts(): AlertBook {
  const open = new Map<string, Set<AlertKind>>();
  return {
    openKinds: (organizationId) => Promise.resolve(new Set(open.get(organizationId))),
    record: ({ organizationId, kind, event }) => {
      const own = open.get(organizationId) ?? new Set();
      open.set(organizationId, own);
      own[event === 'raised' ? 'add' : 'delete'](kind);
      return Promise.resolve();
    },
  };
}
