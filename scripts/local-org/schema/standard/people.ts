import { checkbox, field, formula, lookup, picklist, text } from '../field.ts';
import type { FieldSchema } from '../object-schema.ts';
import { addressFields } from './account.ts';
import { ownerField, recordObject, setupObject } from './standard-object.ts';

/** The platform composes Name from its parts; nobody writes it. Blanks are trimmed away where a part is missing. */
const nameFields: readonly FieldSchema[] = [
  text('LastName', 'Last Name', 80, { nillable: false, permissionable: false }),
  text('FirstName', 'First Name', 40, { permissionable: false }),
  formula('Name', 'Full Name', 'string', 'TRIM(FirstName & " " & LastName)', {
    length: 121,
    nillable: false,
    permissionable: false,
  }),
];

export const contact = recordObject(
  'Contact',
  'Contact',
  [
    lookup('MasterRecordId', 'Master Record ID', 'Contact', null, {
      createable: false,
      updateable: false,
      permissionable: false,
    }),
    lookup('AccountId', 'Account ID', 'Account', 'Contacts'),
    ...nameFields,
    ...addressFields('Mailing', 'Mailing'),
    field('Phone', 'Business Phone', 'phone', { length: 40 }),
    field('MobilePhone', 'Mobile Phone', 'phone', { length: 40 }),
    field('Email', 'Email', 'email', { length: 80 }),
    text('Title', 'Title', 128),
    text('Department', 'Department', 80),
    lookup('ReportsToId', 'Reports To ID', 'Contact', null),
    field('Description', 'Contact Description', 'textarea', { length: 32000 }),
    ownerField,
  ],
  { keyPrefix: '003', pluralLabel: 'Contacts' },
);

export const lead = recordObject(
  'Lead',
  'Lead',
  [
    ...nameFields,
    text('Company', 'Company', 255, { nillable: false, permissionable: false }),
    text('Title', 'Title', 128),
    field('Phone', 'Phone', 'phone', { length: 40 }),
    field('Email', 'Email', 'email', { length: 80 }),
    picklist(
      'Status',
      'Status',
      [
        'Open - Not Contacted',
        'Working - Contacted',
        'Closed - Converted',
        'Closed - Not Converted',
      ],
      { nillable: false, permissionable: false, defaultValue: '"Open - Not Contacted"' },
    ),
    picklist('LeadSource', 'Lead Source', ['Web', 'Phone Inquiry', 'Partner Referral', 'Other']),
    checkbox('IsConverted', 'Converted', { createable: false, updateable: false }),
    ownerField,
  ],
  { keyPrefix: '00Q', pluralLabel: 'Leads' },
);

const required = { nillable: false };

/** Users are never deleted, only deactivated. */
export const user = setupObject(
  'User',
  'User',
  [
    text('Username', 'Username', 80, { ...required, unique: true }),
    ...nameFields,
    text('CompanyName', 'Company Name', 80),
    field('Email', 'Email', 'email', { length: 128, ...required }),
    text('Alias', 'Alias', 8, required),
    checkbox('IsActive', 'Active', { defaultValue: 'true' }),
    text('TimeZoneSidKey', 'Time Zone', 40, { ...required, defaultValue: '"UTC"' }),
    text('LocaleSidKey', 'Locale', 40, { ...required, defaultValue: '"en_US"' }),
    text('EmailEncodingKey', 'Email Encoding', 40, { ...required, defaultValue: '"UTF-8"' }),
    text('LanguageLocaleKey', 'Language', 40, { ...required, defaultValue: '"en_US"' }),
    lookup('ProfileId', 'Profile ID', 'Profile', 'Users', required),
    picklist('UserType', 'User Type', ['Standard', 'PowerPartner', 'Guest'], {
      ...required,
      updateable: false,
      createable: false,
      defaultValue: '"Standard"',
    }),
  ],
  { keyPrefix: '005', deletable: false },
);
