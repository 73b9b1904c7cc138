import { checkbox, lookup, text } from '../field.ts';
import type { FieldSchema } from '../object-schema.ts';
import { setupObject } from './standard-object.ts';

/**
 * User permissions a permission set may carry, by the name metadata gives them. Only the first two change what the
 * local org lets a user do with data; the others are kept and can be read. A name that isn't here fails the deploy.
 */
export const userPermissions: readonly string[] = [
  'ModifyAllData',
  'ViewAllData',
  'ApiEnabled',
  'ApiUserOnly',
  'BulkApiHardDelete',
  'CustomizeApplication',
  'EditTask',
  'LightningExperienceUser',
  'ManageUsers',
  'ModifyMetadata',
  'RunReports',
  'ViewAllUsers',
  'ViewRoles',
  'ViewSetup',
];

const parent = (children: string): FieldSchema =>
  lookup('ParentId', 'Parent ID', 'PermissionSet', children, {
    nillable: false,
    updateable: false,
    reference: { onDelete: 'Cascade', relationshipName: 'Parent' },
  });

/** Each profile owns one permission set too, with IsOwnedByProfile set: access is always the sum of permission sets. */
export const permissionSet = setupObject(
  'PermissionSet',
  'Permission Set',
  [
    text('Name', 'Permission Set Name', 80, { nillable: false }),
    text('Label', 'Permission Set Label', 80, { nillable: false }),
    text('NamespacePrefix', 'Namespace Prefix', 15),
    text('Description', 'Description', 255),
    lookup('ProfileId', 'Profile ID', 'Profile', null, { updateable: false }),
    checkbox('IsOwnedByProfile', 'Is Owned By Profile', { createable: false, updateable: false }),
    checkbox('IsCustom', 'Is Custom', { createable: false, updateable: false }),
    ...userPermissions.map((name) => checkbox(`Permissions${name}`, name)),
  ],
  { keyPrefix: '0PS' },
);

export const objectPermissions = setupObject(
  'ObjectPermissions',
  'Object Permissions',
  [
    parent('ObjectPerms'),
    text('SobjectType', 'SObject Type Name', 80, { nillable: false, updateable: false }),
    ...[
      'Read',
      'Create',
      'Edit',
      'Delete',
      'ViewAllRecords',
      'ModifyAllRecords',
      'ViewAllFields',
    ].map((name) => checkbox(`Permissions${name}`, name)),
  ],
  { keyPrefix: '110' },
);

export const fieldPermissions = setupObject(
  'FieldPermissions',
  'Field Permissions',
  [
    parent('FieldPerms'),
    text('SobjectType', 'SObject Type Name', 80, { nillable: false, updateable: false }),
    text('Field', 'Field Name', 255, { nillable: false, updateable: false }),
    checkbox('PermissionsRead', 'Read'),
    checkbox('PermissionsEdit', 'Edit'),
  ],
  { keyPrefix: '01k' },
);

/** Access to setup entities by their ids: Custom Metadata types (01I), Apex classes, custom permissions, External Credentials. */
export const setupEntityAccess = setupObject(
  'SetupEntityAccess',
  'Setup Entity Access',
  [
    parent('SetupEntityAccessItems'),
    text('SetupEntityId', 'Setup Entity ID', 18, { nillable: false, updateable: false }),
    text('SetupEntityType', 'Setup Entity Type', 40, { updateable: false }),
  ],
  { keyPrefix: '0J0', updateable: false },
);
