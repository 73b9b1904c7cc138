import { createHash } from 'node:crypto';
import type { FieldSchema, ObjectSchema } from '../schema/object-schema.ts';
import { numberedId } from '../schema/salesforce-id.ts';
import { licenseRecordTypes } from '../schema/standard/license-management.ts';
import { standardObjects } from '../schema/standard/standard-objects.ts';
import { userPermissions } from '../schema/standard/permissions.ts';
import { storeObject, withIds } from '../schema/stored-schema.ts';
import { writeDefinitions } from './definition-records.ts';
import type { OrgContext } from './org-context.ts';
import { insertRecord } from './record-writer.ts';
import type { SqlValue } from './store.ts';
import { createTable } from './tables.ts';

/** Settings every org file has. */
export const orgSettings = { organizationId: 'organizationId', administratorId: 'administratorId' };

/**
 * Fills an empty database: standard objects, the organization, profiles, an active administrator. The organization's id
 * follows from its name, so two local orgs of different names are different organizations and a test can know the id.
 */
export function createOrg(context: OrgContext, name: string): void {
  const { store, schema } = context;
  for (const standard of standardObjects) {
    const object = withIds(store, standard);
    createTable(store, object);
    storeObject(store, object);
    schema.put(object);
  }
  writeDefinitions(store, schema);
  const organizationId = organizationIdOf(name);
  const administratorId = createPeople(context, name, organizationId);
  store.setSetting(orgSettings.organizationId, organizationId);
  store.setSetting(orgSettings.administratorId, administratorId);
}

function organizationIdOf(name: string): string {
  return numberedId('00D', createHash('sha256').update(name).digest().readUIntBE(0, 5));
}

function createPeople(context: OrgContext, name: string, organizationId: string): string {
  const { store } = context;
  // The administrator creates the org and so has to be known before being created.
  const administratorId = numberedId('005', store.next('id:005'));
  const record = (object: string, values: Record<string, SqlValue>, id?: string) =>
    systemRecord(context, object, values, administratorId, id);
  const administrator = createProfile(record, 'System Administrator', userPermissions);
  const user = createProfile(record, 'Standard User', ['ApiEnabled', 'LightningExperienceUser']);
  createProfile(record, 'Minimum Access - Salesforce', []);
  createProfile(record, 'Minimum Access - API Only Integrations', ['ApiEnabled', 'ApiUserOnly']);
  const domain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  record('User', administratorValues(administrator.profileId, domain), administratorId);
  record('Organization', organizationValues(name), organizationId);
  for (const type of licenseRecordTypes) {
    record('RecordType', {
      Name: type,
      DeveloperName: type,
      NamespacePrefix: 'sfLma',
      SobjectType: 'sfLma__License__c',
    });
  }
  for (const object of context.schema.objects().filter(isSalesObject)) {
    grantAll(record, user.permissionSetId, object);
  }
  return administratorId;
}

type CreateRecord = (object: string, values: Record<string, SqlValue>, id?: string) => string;

/** A profile and the permission set it owns, which carries its permissions. */
function createProfile(record: CreateRecord, name: string, permissions: readonly string[]) {
  const granted = Object.fromEntries(permissions.map((each) => [`Permissions${each}`, 1]));
  const { PermissionsModifyAllData = 0, PermissionsViewAllData = 0 } = granted;
  const profileId = record('Profile', {
    Name: name,
    UserType: 'Standard',
    PermissionsModifyAllData,
    PermissionsViewAllData,
  });
  const permissionSetId = record('PermissionSet', {
    Name: `X${profileId.slice(0, 15)}`,
    Label: name,
    ProfileId: profileId,
    IsOwnedByProfile: 1,
    ...granted,
  });
  return { profileId, permissionSetId };
}

function administratorValues(profileId: string, domain: string): Record<string, SqlValue> {
  return {
    Username: `admin@${domain}.example`,
    Email: `admin@${domain}.example`,
    FirstName: 'System',
    LastName: 'Administrator',
    Alias: 'admin',
    ProfileId: profileId,
  };
}

function organizationValues(name: string): Record<string, SqlValue> {
  return {
    Name: name,
    InstanceName: 'LOCAL',
    OrganizationType: 'Developer Edition',
    TimeZoneSidKey: 'UTC',
    DefaultLocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
    // Public Read/Write, which is what this org has: nothing in it is kept from whoever may read the object.
    DefaultAccountAccess: 'Edit',
  };
}

/** What a standard user works with out of the box. */
function isSalesObject({ name }: ObjectSchema): boolean {
  return name === 'Account' || name === 'Contact' || name === 'Lead';
}

function grantAll(record: CreateRecord, parentId: string, object: ObjectSchema): void {
  record('ObjectPermissions', {
    ParentId: parentId,
    SobjectType: object.name,
    PermissionsRead: 1,
    PermissionsCreate: 1,
    PermissionsEdit: 1,
    PermissionsDelete: 1,
  });
  for (const field of object.fields.filter(({ permissionable }) => permissionable)) {
    record('FieldPermissions', {
      ParentId: parentId,
      SobjectType: object.name,
      Field: `${object.name}.${field.name}`,
      PermissionsRead: 1,
      PermissionsEdit: field.updateable ? 1 : 0,
    });
  }
}

/** Creates a record the way the org itself does: no field is read only. Values are as columns hold them. */
export function systemRecord(
  context: OrgContext,
  objectName: string,
  values: Readonly<Record<string, SqlValue>>,
  userId: string,
  id?: string,
): string {
  const object = context.schema.find(objectName);
  if (!object) throw new Error(`The org has no object ${objectName}`);
  const changes = new Map<FieldSchema, SqlValue>();
  for (const [name, value] of Object.entries(values)) {
    const field = context.schema.findField(objectName, name);
    if (!field) throw new Error(`${objectName} has no field ${name}`);
    changes.set(field, value);
  }
  return insertRecord(context, object, changes, userId, id);
}
