import { checkbox, field, lookup, text } from '../field.ts';
import { setupObject } from './standard-object.ts';

/** The one record about the org itself; the `sf` CLI reads it when it signs in. */
export const organization = setupObject(
  'Organization',
  'Organization',
  [
    text('Name', 'Name', 80, { nillable: false }),
    text('InstanceName', 'Instance Name', 5),
    checkbox('IsSandbox', 'Is Sandbox'),
    field('TrialExpirationDate', 'Trial Expiration Date', 'datetime'),
    text('NamespacePrefix', 'Namespace Prefix', 15),
    text('OrganizationType', 'Edition', 40),
    text('TimeZoneSidKey', 'Time Zone', 40),
    text('DefaultLocaleSidKey', 'Locale', 40),
    text('LanguageLocaleKey', 'Language', 40),
    text('DefaultAccountAccess', 'Default Account Access', 40),
  ],
  { keyPrefix: '00D', createable: false, deletable: false },
);

/** Record types exist where they were described or deployed; a record names one by RecordTypeId. */
export const recordType = setupObject(
  'RecordType',
  'Record Type',
  [
    text('Name', 'Name', 80, { nillable: false }),
    text('DeveloperName', 'Record Type Name', 80, { nillable: false }),
    text('NamespacePrefix', 'Namespace Prefix', 15),
    text('Description', 'Description', 255),
    text('SobjectType', 'SObject Type Name', 40, { nillable: false }),
    checkbox('IsActive', 'Active', { defaultValue: 'true' }),
  ],
  { keyPrefix: '012', createable: false, updateable: false, deletable: false },
);

export const profile = setupObject(
  'Profile',
  'Profile',
  [
    text('Name', 'Name', 255, { nillable: false }),
    text('UserType', 'User Type', 40),
    text('Description', 'Description', 255),
    checkbox('PermissionsModifyAllData', 'Modify All Data'),
    checkbox('PermissionsViewAllData', 'View All Data'),
  ],
  { keyPrefix: '00e', createable: false, updateable: false, deletable: false },
);

export const permissionSetAssignment = setupObject(
  'PermissionSetAssignment',
  'Permission Set Assignment',
  [
    lookup('PermissionSetId', 'PermissionSet ID', 'PermissionSet', 'Assignments', {
      nillable: false,
      updateable: false,
      reference: { onDelete: 'Cascade' },
    }),
    lookup('AssigneeId', 'Assignee ID', 'User', 'PermissionSetAssignments', {
      nillable: false,
      updateable: false,
    }),
  ],
  { keyPrefix: '0Pa', updateable: false },
);
