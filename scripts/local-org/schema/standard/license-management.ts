import { checkbox, field, formula, lookup, number, picklist, systemField, text } from '../field.ts';
import type { FieldSchema, ObjectSchema } from '../object-schema.ts';
import { customObjectFields, object } from './standard-object.ts';

const autoNumber = (label: string, format: string): FieldSchema =>
  systemField('Name', label, 'string', { length: 80, nillable: false, autoNumberFormat: format });

const nameText = (label: string): FieldSchema =>
  text('Name', label, 80, { nillable: true, permissionable: false });

function managedObject(
  name: string,
  label: string,
  nameField: FieldSchema,
  fields: readonly FieldSchema[],
  hasOwner = true,
): ObjectSchema {
  const all = [...customObjectFields(label, nameField, hasOwner), ...fields];
  return object(name, label, all, {
    kind: 'custom',
    namespacePrefix: 'sfLma',
    undeletable: true,
    permissionable: true,
  });
}

/** A text formula that repeats a field: how the managed package shows values it keeps in hidden fields. */
const mirror = (name: string, label: string, source: string): FieldSchema =>
  formula(name, label, 'string', source, { length: 1300 });

export const licensePackage = managedObject(
  'sfLma__Package__c',
  'Package',
  nameText('Package Name'),
  [
    text('sfLma__Developer_Name__c', 'Developer Name', 80),
    text('sfLma__Developer_Org_ID__c', 'Developer Org ID', 18),
    field('sfLma__Last_License_Refresh__c', 'Last License Refresh', 'date'),
    text('sfLma__Latest_Version__c', 'Latest Version', 20),
    lookup('sfLma__Lead_Manager__c', 'Lead Manager', 'User', null),
    formula(
      'sfLma__Next_Available_Refresh__c',
      'Next Available Refresh',
      'date',
      'sfLma__Last_License_Refresh__c + 7',
    ),
    text('sfLma__Package_ID__c', 'Package ID', 18),
    field('sfLma__Release_Date__c', 'Release Date', 'date'),
  ],
);

export const licensePackageVersion = managedObject(
  'sfLma__Package_Version__c',
  'Package Version',
  nameText('Package Version Name'),
  [
    checkbox('sfLma__Is_Beta__c', 'Beta'),
    lookup('sfLma__Package__c', 'Package', 'sfLma__Package__c', 'sfLma__Package_Versions__r', {
      nillable: false,
      permissionable: false,
      reference: { isMasterDetail: true, onDelete: 'Cascade' },
    }),
    field('sfLma__Release_Date__c', 'Release Date', 'date'),
    number('sfLma__Sequence__c', 'Sequence', 18, 0),
    text('sfLma__Version_ID__c', 'Version ID', 18),
    text('sfLma__Version_Number__c', 'Version Number', 20),
    text('sfLma__Version__c', 'Version', 20),
  ],
  false,
);

/**
 * One install of a package in one org. What the managed package computes is a formula here too, so that reading
 * License Status, Licensed Seats or Is Sandbox tests the same thing. Perpetual licences expire on 1970-01-01;
 * blank or negative seats mean a site licence, so blanks stay blank in the formulas.
 */
export const license = managedObject(
  'sfLma__License__c',
  'License',
  autoNumber('License Name', 'L-{00000}'),
  [
    lookup('RecordTypeId', 'Record Type ID', 'RecordType', null),
    lookup('sfLma__Account__c', 'Account', 'Account', 'sfLma__Licenses__r'),
    lookup('sfLma__Contact__c', 'Contact', 'Contact', 'sfLma__Licenses__r'),
    mirror(
      'sfLma__Expiration_Date__c',
      'Expiration Date',
      'IF(sfLma__Expiration__c <> DATE(1970, 1, 1), TEXT(sfLma__Expiration__c), "Does not expire")',
    ),
    field('sfLma__Expiration__c', 'Expiration', 'date'),
    field('sfLma__Install_Date__c', 'Install Date', 'date'),
    mirror('sfLma__Instance__c', 'Instance', 'sfLma__Org_Instance__c'),
    formula('sfLma__Is_Sandbox__c', 'Sandbox', 'boolean', 'sfLma__Subscriber_Org_Is_Sandbox__c', {
      nillable: false,
    }),
    field('sfLma__Last_Modified__c', 'Information Current As Of', 'datetime'),
    lookup('sfLma__Lead__c', 'Lead', 'Lead', 'sfLma__Licenses__r'),
    mirror('sfLma__License_Status__c', 'License Status', '$RecordType.Name'),
    text('sfLma__License_Type__c', 'License Type', 255),
    mirror(
      'sfLma__Licensed_Seats__c',
      'Licensed Seats',
      'IF(sfLma__Seats__c >= 0, TEXT(sfLma__Seats__c), "Site License")',
    ),
    mirror('sfLma__Org_Edition__c', 'Org Edition', 'sfLma__Org_Type__c'),
    text('sfLma__Org_Instance__c', 'Org Instance', 6),
    text('sfLma__Org_Status_Formula__c', 'Org Status Formula', 20),
    mirror('sfLma__Org_Status__c', 'Org Status', 'sfLma__Org_Status_Formula__c'),
    text('sfLma__Org_Trial_Expiration__c', 'Org Trial Expiration', 15),
    text('sfLma__Org_Type__c', 'Org Type', 40),
    text('sfLma__Package_License_ID__c', 'Package License ID', 18),
    mirror(
      'sfLma__Package_Version_Number__c',
      'Package Version Number',
      'sfLma__Version_Number__c',
    ),
    lookup(
      'sfLma__Package_Version__c',
      'Package Version',
      'sfLma__Package_Version__c',
      'sfLma__Licenses__r',
    ),
    lookup('sfLma__Package__c', 'Package', 'sfLma__Package__c', 'sfLma__Licenses__r'),
    text('sfLma__Proxy_User__c', 'Proxy User', 40),
    number('sfLma__Seats__c', 'Seats', 8, 0),
    picklist('sfLma__Status__c', 'Status', ['Trial', 'Active', 'Suspended', 'Uninstalled']),
    text('sfLma__Subscriber_Org_ID__c', 'Subscriber Org ID', 18),
    checkbox('sfLma__Subscriber_Org_Is_Sandbox__c', 'Subscriber Org Is Sandbox'),
    mirror(
      'sfLma__Trial_Expiration_Date__c',
      'Org Expiration Date',
      'sfLma__Org_Trial_Expiration__c',
    ),
    number('sfLma__Used_Licenses__c', 'Used Licenses', 18, 0),
    text('sfLma__Version_Number__c', 'Version Number', 40),
  ],
);

/** Record types of License; License Status shows their name. */
export const licenseRecordTypes: readonly string[] = [
  'Active',
  'Expired',
  'Suspended',
  'Trial',
  'Uninstalled',
];
