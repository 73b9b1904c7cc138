import type { ObjectSchema } from '../schema/object-schema.ts';
import type { OrgContext } from './org-context.ts';
import { createTable } from './tables.ts';

/**
 * Puts an empty table in front of each object's own, inside a transaction that is going to be undone: nothing is deleted,
 * so that it costs the same in an org of a million records. What a test of Apex sees without SeeAllData (Apex Developer
 * Guide, "Isolation of Test Data from Organization Data in Unit Tests").
 */
export function hideRecords({ store, schema }: OrgContext): void {
  for (const object of schema.objects()) {
    if (holdsData(object)) createTable(store, object, 'temp');
  }
}

/** Users, permissions, classes, jobs and Custom Metadata manage the org, and stay visible. */
function holdsData({ kind, permissionable }: ObjectSchema): boolean {
  return permissionable && (kind === 'standard' || kind === 'custom');
}
