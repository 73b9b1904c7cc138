import { field, lookup, picklist, systemField, text } from '../field.ts';
import type { FieldSchema } from '../object-schema.ts';
import { ownerField, recordObject } from './standard-object.ts';

/** The parts of an address and the compound field over them; lengths as describe gives them. */
export function addressFields(prefix: string, label: string): readonly FieldSchema[] {
  return [
    field(`${prefix}Street`, `${label} Street`, 'textarea', { length: 255 }),
    text(`${prefix}City`, `${label} City`, 40),
    text(`${prefix}State`, `${label} State/Province`, 80),
    text(`${prefix}PostalCode`, `${label} Zip/Postal Code`, 20),
    text(`${prefix}Country`, `${label} Country`, 80),
    field(`${prefix}Address`, `${label} Address`, 'address', {
      createable: false,
      updateable: false,
      compoundPrefix: prefix,
    }),
  ];
}

const industries = [
  'Agriculture',
  'Apparel',
  'Banking',
  'Biotechnology',
  'Chemicals',
  'Communications',
  'Construction',
  'Consulting',
  'Education',
  'Electronics',
  'Energy',
  'Engineering',
  'Entertainment',
  'Environmental',
  'Finance',
  'Food & Beverage',
  'Government',
  'Healthcare',
  'Hospitality',
  'Insurance',
  'Machinery',
  'Manufacturing',
  'Media',
  'Not For Profit',
  'Recreation',
  'Retail',
  'Shipping',
  'Technology',
  'Telecommunications',
  'Transportation',
  'Utilities',
  'Other',
];

const types = [
  'Prospect',
  'Customer - Direct',
  'Customer - Channel',
  'Channel Partner / Reseller',
  'Installation Partner',
  'Technology Partner',
  'Other',
];

/** Source: object reference, "Account". Person accounts are off, so IsPersonAccount and the `__pc` fields don't exist. */
export const account = recordObject(
  'Account',
  'Account',
  [
    lookup('MasterRecordId', 'Master Record ID', 'Account', null, {
      createable: false,
      updateable: false,
      permissionable: false,
    }),
    text('Name', 'Account Name', 255, { nillable: false, permissionable: false }),
    picklist('Type', 'Account Type', types),
    lookup('ParentId', 'Parent Account ID', 'Account', 'ChildAccounts'),
    ...addressFields('Billing', 'Billing'),
    ...addressFields('Shipping', 'Shipping'),
    field('Phone', 'Account Phone', 'phone', { length: 40 }),
    field('Fax', 'Account Fax', 'phone', { length: 40 }),
    text('AccountNumber', 'Account Number', 40),
    field('Website', 'Website', 'url', { length: 255 }),
    text('Sic', 'SIC Code', 20),
    picklist('Industry', 'Industry', industries),
    field('AnnualRevenue', 'Annual Revenue', 'currency', { precision: 18 }),
    field('NumberOfEmployees', 'Employees', 'int', { digits: 8 }),
    picklist('Ownership', 'Ownership', ['Public', 'Private', 'Subsidiary', 'Other']),
    text('TickerSymbol', 'Ticker Symbol', 20),
    field('Description', 'Account Description', 'textarea', { length: 32000 }),
    picklist('Rating', 'Account Rating', ['Hot', 'Warm', 'Cold']),
    text('Site', 'Account Site', 80),
    ownerField,
    systemField('LastActivityDate', 'Last Activity', 'date'),
    text('Jigsaw', 'Data.com Key', 20),
    picklist('AccountSource', 'Account Source', [
      'Web',
      'Phone Inquiry',
      'Partner Referral',
      'Purchased List',
      'Other',
    ]),
    text('SicDesc', 'SIC Description', 80),
  ],
  { keyPrefix: '001', pluralLabel: 'Accounts' },
);
