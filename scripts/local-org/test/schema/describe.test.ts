import { afterAll, describe, expect, it } from 'vitest';
import { accountFieldFiles } from '../../seed/account-fields.ts';
import { accountPackage, acmeOrg, deployed, fieldXml } from '../acme-org.ts';

const org = acmeOrg();
deployed(org, accountFieldFiles());
afterAll(() => {
  org.close();
});
const session = org.asUser(org.administratorId);
const account = session.describe('account');
const field = (name: string) => account.fields.find((each) => each.name === name);

/** What describe of a real Account shows (object reference, and describes published in issues). */
const known: readonly (readonly [name: string, details: Readonly<Record<string, unknown>>])[] = [
  [
    'Id',
    {
      type: 'id',
      soapType: 'tns:ID',
      length: 18,
      createable: false,
      updateable: false,
      nillable: false,
      idLookup: true,
    },
  ],
  [
    'Name',
    {
      type: 'string',
      label: 'Account Name',
      length: 255,
      nillable: false,
      nameField: true,
      createable: true,
    },
  ],
  ['IsDeleted', { type: 'boolean', label: 'Deleted', soapType: 'xsd:boolean', updateable: false }],
  [
    'MasterRecordId',
    {
      type: 'reference',
      referenceTo: ['Account'],
      relationshipName: 'MasterRecord',
      updateable: false,
    },
  ],
  [
    'ParentId',
    {
      type: 'reference',
      referenceTo: ['Account'],
      relationshipName: 'Parent',
      label: 'Parent Account ID',
      length: 18,
    },
  ],
  [
    'OwnerId',
    {
      type: 'reference',
      referenceTo: ['User'],
      relationshipName: 'Owner',
      defaultedOnCreate: true,
    },
  ],
  [
    'BillingCity',
    { type: 'string', length: 40, byteLength: 120, compoundFieldName: 'BillingAddress' },
  ],
  ['BillingStreet', { type: 'textarea', length: 255, extraTypeInfo: 'plaintextarea' }],
  [
    'BillingAddress',
    {
      type: 'address',
      soapType: 'urn:address',
      filterable: false,
      updateable: false,
      compoundFieldName: null,
    },
  ],
  ['Phone', { type: 'phone', length: 40 }],
  ['Website', { type: 'url', length: 255 }],
  [
    'AnnualRevenue',
    { type: 'currency', precision: 18, scale: 0, soapType: 'xsd:double', groupable: false },
  ],
  [
    'NumberOfEmployees',
    { type: 'int', digits: 8, precision: 0, soapType: 'xsd:int', label: 'Employees' },
  ],
  [
    'Description',
    { type: 'textarea', length: 32000, filterable: false, sortable: false, groupable: false },
  ],
  ['Industry', { type: 'picklist', restrictedPicklist: false, length: 255 }],
  [
    'CreatedDate',
    { type: 'datetime', soapType: 'xsd:dateTime', nillable: false, createable: false },
  ],
  ['SystemModstamp', { type: 'datetime', updateable: false }],
  [
    'MAU__c',
    {
      type: 'double',
      custom: true,
      precision: 18,
      scale: 0,
      nillable: true,
      updateable: true,
      permissionable: true,
      calculated: false,
    },
  ],
  [
    'CustomerTier__c',
    { type: 'string', calculated: true, createable: false, updateable: false, length: 1300 },
  ],
  [
    'SeatsFromContracts__c',
    { type: 'double', calculated: true, formulaTreatNullNumberAsZero: false },
  ],
  ['RenewalDate__c', { type: 'date', soapType: 'xsd:date' }],
  ['Segment__c', { type: 'picklist', restrictedPicklist: true }],
  ['IsReference__c', { type: 'boolean', defaultValue: false, nillable: false }],
];

describe('Describe of Account', () => {
  it.each(known)('shows %s', (name, details) => {
    expect(field(name)).toMatchObject(details);
  });

  it('tells keys that mind case from those that do not', () => {
    const other = acmeOrg();
    const key = (name: string, rest: string) =>
      fieldXml(name, 'Text', `<length>40</length><unique>true</unique>${rest}`);
    deployed(
      other,
      accountPackage(
        key('Minds__c', '<caseSensitive>true</caseSensitive>') + key('Does_Not__c', ''),
      ),
    );
    const { fields } = other.asUser(other.administratorId).describe('Account');
    const shown = ['Minds__c', 'Does_Not__c', 'Phone'].map((name) => {
      const found = fields.find((each) => each.name === name);
      return [found?.unique, found?.caseSensitive];
    });
    expect(shown).toEqual([
      [true, true],
      [true, false],
      [false, false],
    ]);
    other.close();
  });

  it('has no field of person accounts, which are off', () => {
    expect(account.fields.filter(({ name }) => /IsPersonAccount|__pc$/.test(name))).toEqual([]);
  });

  it('lists picklist values with labels', () => {
    expect(field('Segment__c')?.picklistValues).toContainEqual({
      active: true,
      defaultValue: false,
      label: 'Mid-Market',
      validFor: null,
      value: 'Mid-Market',
    });
  });

  it('names its children as SOQL does', () => {
    expect(account.childRelationships).toContainEqual(
      expect.objectContaining({
        childSObject: 'Contact',
        field: 'AccountId',
        relationshipName: 'Contacts',
        cascadeDelete: false,
      }),
    );
    expect(account.childRelationships).toContainEqual(
      expect.objectContaining({
        childSObject: 'sfLma__License__c',
        relationshipName: 'sfLma__Licenses__r',
      }),
    );
  });

  it('shows the object', () => {
    expect(account).toMatchObject({
      name: 'Account',
      keyPrefix: '001',
      labelPlural: 'Accounts',
      custom: false,
      createable: true,
      deletable: true,
      undeletable: true,
      queryable: true,
    });
    expect(account.recordTypeInfos).toEqual([
      expect.objectContaining({ name: 'Master', master: true, recordTypeId: '012000000000000AAA' }),
    ]);
  });
});

describe('Describe of all objects', () => {
  it('lists each once, by name', () => {
    const names = session.describeGlobal().sobjects.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
    expect(names).toEqual(
      expect.arrayContaining([
        'Account',
        'AppAnalyticsQueryRequest',
        'Contact',
        'EntityDefinition',
        'FieldDefinition',
        'Lead',
        'Organization',
        'PermissionSet',
        'PermissionSetAssignment',
        'Profile',
        'RecordType',
        'User',
        'sfLma__License__c',
        'sfLma__Package_Version__c',
        'sfLma__Package__c',
      ]),
    );
  });

  it('shows record types of the License object', () => {
    const types = session.describe('sfLma__License__c').recordTypeInfos.map(({ name }) => name);
    expect(types).toEqual(['Active', 'Expired', 'Suspended', 'Trial', 'Uninstalled', 'Master']);
  });
});

/** API name, type, length or digits, label: the License Management App's fields as its managed metadata has them. */
const licenseFields: readonly (readonly [
  name: string,
  type: string,
  size: number,
  label: string,
])[] = [
  ['sfLma__Account__c', 'reference', 18, 'Account'],
  ['sfLma__Contact__c', 'reference', 18, 'Contact'],
  ['sfLma__Expiration_Date__c', 'string', 1300, 'Expiration Date'],
  ['sfLma__Expiration__c', 'date', 0, 'Expiration'],
  ['sfLma__Install_Date__c', 'date', 0, 'Install Date'],
  ['sfLma__Instance__c', 'string', 1300, 'Instance'],
  ['sfLma__Is_Sandbox__c', 'boolean', 0, 'Sandbox'],
  ['sfLma__Last_Modified__c', 'datetime', 0, 'Information Current As Of'],
  ['sfLma__Lead__c', 'reference', 18, 'Lead'],
  ['sfLma__License_Status__c', 'string', 1300, 'License Status'],
  ['sfLma__License_Type__c', 'string', 255, 'License Type'],
  ['sfLma__Licensed_Seats__c', 'string', 1300, 'Licensed Seats'],
  ['sfLma__Org_Edition__c', 'string', 1300, 'Org Edition'],
  ['sfLma__Org_Instance__c', 'string', 6, 'Org Instance'],
  ['sfLma__Org_Status_Formula__c', 'string', 20, 'Org Status Formula'],
  ['sfLma__Org_Status__c', 'string', 1300, 'Org Status'],
  ['sfLma__Org_Trial_Expiration__c', 'string', 15, 'Org Trial Expiration'],
  ['sfLma__Org_Type__c', 'string', 40, 'Org Type'],
  ['sfLma__Package_License_ID__c', 'string', 18, 'Package License ID'],
  ['sfLma__Package_Version_Number__c', 'string', 1300, 'Package Version Number'],
  ['sfLma__Package_Version__c', 'reference', 18, 'Package Version'],
  ['sfLma__Package__c', 'reference', 18, 'Package'],
  ['sfLma__Proxy_User__c', 'string', 40, 'Proxy User'],
  ['sfLma__Seats__c', 'double', 8, 'Seats'],
  ['sfLma__Status__c', 'picklist', 255, 'Status'],
  ['sfLma__Subscriber_Org_ID__c', 'string', 18, 'Subscriber Org ID'],
  ['sfLma__Subscriber_Org_Is_Sandbox__c', 'boolean', 0, 'Subscriber Org Is Sandbox'],
  ['sfLma__Trial_Expiration_Date__c', 'string', 1300, 'Org Expiration Date'],
  ['sfLma__Used_Licenses__c', 'double', 18, 'Used Licenses'],
  ['sfLma__Version_Number__c', 'string', 40, 'Version Number'],
];

describe('The License object', () => {
  it('has the fields of the managed package and no other', () => {
    const own = session.describe('sfLma__License__c').fields.filter(({ custom }) => custom);
    expect(
      own.map(({ name, type, length, precision, label }) => [
        name,
        type,
        length || precision,
        label,
      ]),
    ).toEqual(licenseFields.map((each) => [...each]));
  });

  it('is reached from Package Version by master-detail', () => {
    const version = session
      .describe('sfLma__Package_Version__c')
      .fields.find(({ name }) => name === 'sfLma__Package__c');
    expect(version).toMatchObject({
      cascadeDelete: true,
      nillable: false,
      relationshipOrder: 0,
      relationshipName: 'sfLma__Package__r',
    });
  });
});

describe('Definitions', () => {
  it('list objects and fields as records', () => {
    const found = [
      ...session.query(
        "SELECT QualifiedApiName, DataType, IsCalculated, EntityDefinition.QualifiedApiName FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Account' AND QualifiedApiName IN ('MAU__c', 'Industry', 'CustomerTier__c', 'BillingCity') ORDER BY QualifiedApiName",
      ).rows,
    ];
    expect(found).toEqual([
      ['CustomerTier__c', 'Formula (Text)', true, 'Account'],
      ['Industry', 'Picklist', false, 'Account'],
      ['MAU__c', 'Number(18, 0)', false, 'Account'],
    ]);
  });
});
