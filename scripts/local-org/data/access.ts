import type { FieldSchema, ObjectSchema } from '../schema/object-schema.ts';
import type { OrgContext } from './org-context.ts';
import type { SqlRow, Store } from './store.ts';

export type ObjectRight = 'read' | 'create' | 'edit' | 'delete';

/** What object permissions grant: the rights, and sight of all fields. */
type Grant = ObjectRight | 'viewAllFields';

const grants: readonly Grant[] = ['read', 'create', 'edit', 'delete', 'viewAllFields'];

/** What one user may do, the sum of the permission sets the user has, the profile's own included. */
export interface Access {
  can(right: ObjectRight, object: ObjectSchema): boolean;
  canReadField(object: ObjectSchema, field: FieldSchema): boolean;
  canEditField(object: ObjectSchema, field: FieldSchema): boolean;
  /** Whether a profile or permission set of the user names the component: a custom permission, an Apex class, a credential. */
  opens(setupEntityId: string): boolean;
  /** A system administrator, who may run every class. Custom permissions are granted even to them. */
  readonly isAdministrator: boolean;
  /** Whether the user may deploy metadata: Customize Application, or Modify All Data. */
  readonly canCustomize: boolean;
}

/** Sees and changes everything: the system administrator, and the org itself. */
export const fullAccess: Access = {
  can: () => true,
  canReadField: () => true,
  canEditField: () => true,
  opens: () => true,
  isAdministrator: true,
  canCustomize: true,
};

/** Condition for the permission sets of a user: assigned ones and the one the profile owns. The user's id is bound once. */
const permissionSetsOfUser = `SELECT p.Id FROM PermissionSet p
  JOIN User u ON u.Id = ?
  WHERE p.ProfileId = u.ProfileId
     OR p.Id IN (SELECT a.PermissionSetId FROM PermissionSetAssignment a WHERE a.AssigneeId = u.Id)`;

/**
 * Access of a user as the permission records say now. A profile with Modify All Data sees and edits every field, which
 * is the one simplification: in an org even administrators depend on field-level security.
 */
export function userAccess({ store }: OrgContext, userId: string): Access {
  const system = systemPermissions(store, userId);
  const entities = setupEntities(store, userId);
  const opens = (id: string) => entities.has(id);
  if (system.isAdministrator) return { ...fullAccess, opens };
  const granted = {
    system,
    objects: objectRights(store, userId),
    fields: fieldRights(store, userId),
    types: entities,
  };
  return {
    can: (right, object) => canObject(granted, right, object),
    canReadField: (object, field) => canField(granted, 'read', object, field),
    canEditField: (object, field) => canField(granted, 'edit', object, field),
    opens,
    isAdministrator: false,
    canCustomize: system.customizes || system.modifiesAll,
  };
}

interface Granted {
  readonly system: ReturnType<typeof systemPermissions>;
  readonly objects: ReadonlyMap<string, ReadonlySet<Grant>>;
  readonly fields: ReadonlyMap<string, ReadonlySet<'read' | 'edit'>>;
  /** What SetupEntityAccess opens, among it the 01I ids of the Custom Metadata types the user may read. */
  readonly types: ReadonlySet<string>;
}

function canObject(granted: Granted, right: ObjectRight, object: ObjectSchema): boolean {
  const { system, objects } = granted;
  const reads = right === 'read';
  if (object.kind === 'customMetadata') return reads && canReadType(granted, object);
  if (!object.permissionable) return reads;
  if (system.modifiesAll || (reads && system.viewsAll)) return true;
  return objects.get(object.name)?.has(right) === true;
}

function canField(
  granted: Granted,
  right: 'read' | 'edit',
  object: ObjectSchema,
  field: FieldSchema,
): boolean {
  if (!canObject(granted, 'read', object)) return false;
  if (!field.permissionable || object.kind === 'customMetadata') return true;
  const all = granted.objects.get(object.name)?.has('viewAllFields') === true;
  if (right === 'read' && all) return true;
  return granted.fields.get(`${object.name}.${field.name}`)?.has(right) === true;
}

function canReadType({ system, types }: Granted, type: ObjectSchema): boolean {
  return system.viewsSetup || types.has(type.durableId);
}

function setupEntities(store: Store, userId: string): ReadonlySet<string> {
  const rows = store.all(
    `SELECT SetupEntityId FROM SetupEntityAccess WHERE ParentId IN (${permissionSetsOfUser})`,
    userId,
  );
  return new Set(rows.map((row) => String(row.SetupEntityId)));
}

function systemPermissions(store: Store, userId: string) {
  const row = store.get(
    `SELECT max(PermissionsModifyAllData AND IsOwnedByProfile) AS administrator,
       max(PermissionsModifyAllData) AS modify, max(PermissionsViewAllData) AS viewAll,
       max(PermissionsViewSetup OR PermissionsCustomizeApplication) AS setup,
       max(PermissionsCustomizeApplication) AS customize
     FROM PermissionSet WHERE Id IN (${permissionSetsOfUser})`,
    userId,
  );
  return {
    isAdministrator: row?.administrator === 1,
    modifiesAll: row?.modify === 1,
    viewsAll: row?.viewAll === 1,
    viewsSetup: row?.setup === 1,
    customizes: row?.customize === 1,
  };
}

function objectRights(store: Store, userId: string): Map<string, Set<Grant>> {
  const rights = new Map<string, Set<Grant>>();
  const rows = store.all(
    `SELECT SobjectType, PermissionsRead AS "read", PermissionsCreate AS "create", PermissionsEdit AS "edit",
       PermissionsDelete AS "delete", PermissionsViewAllFields AS viewAllFields
     FROM ObjectPermissions WHERE ParentId IN (${permissionSetsOfUser})`,
    userId,
  );
  for (const row of rows) {
    const granted = rights.get(String(row.SobjectType)) ?? new Set<Grant>();
    rights.set(String(row.SobjectType), granted);
    for (const grant of grants) if (row[grant] === 1) granted.add(grant);
  }
  return rights;
}

function fieldRights(store: Store, userId: string): Map<string, Set<'read' | 'edit'>> {
  const rights = new Map<string, Set<'read' | 'edit'>>();
  const rows = store.all(
    `SELECT Field, PermissionsRead AS "read", PermissionsEdit AS "edit"
     FROM FieldPermissions WHERE ParentId IN (${permissionSetsOfUser})`,
    userId,
  );
  for (const row of rows) addFieldRights(rights, row);
  return rights;
}

function addFieldRights(rights: Map<string, Set<'read' | 'edit'>>, row: SqlRow): void {
  const granted = rights.get(String(row.Field)) ?? new Set<'read' | 'edit'>();
  rights.set(String(row.Field), granted);
  if (row.read === 1) granted.add('read');
  if (row.edit === 1) granted.add('edit');
}
