/** What an ISV's own org has besides the packages: fields on Account, and a permission set for the integration user. */

interface IsvField {
  readonly name: string;
  /** The rest of the field in metadata XML. */
  readonly xml: string;
  readonly editable?: boolean;
}

const numberXml =
  '<type>Number</type><precision>18</precision><scale>0</scale><required>false</required>';

export const isvFields: readonly IsvField[] = [
  ...['MAU__c', 'WAU__c', 'DAU__c', 'InternalSeats__c', 'PlayersCount__c'].map((name) => ({
    name,
    xml: numberXml,
  })),
  { name: 'RenewalDate__c', xml: '<type>Date</type><required>false</required>' },
  { name: 'RenewsAt__c', xml: '<type>DateTime</type><required>false</required>' },
  {
    name: 'ContractValue__c',
    xml: '<type>Currency</type><precision>18</precision><scale>2</scale><required>false</required>',
  },
  {
    name: 'SupportNotes__c',
    xml: '<type>LongTextArea</type><length>32768</length><visibleLines>3</visibleLines>',
  },
  { name: 'IsReference__c', xml: '<type>Checkbox</type><defaultValue>false</defaultValue>' },
  {
    name: 'SeatsFromContracts__c',
    xml: '<type>Number</type><precision>18</precision><scale>0</scale><formula>InternalSeats__c * 2</formula><formulaTreatBlanksAs>BlankAsBlank</formulaTreatBlanksAs>',
    editable: false,
  },
];

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const namespace = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

/** The fields as a package in metadata format. */
export function isvPackage(): ReadonlyMap<string, string> {
  const fields = isvFields.map(
    ({ name, xml }) =>
      `<fields><fullName>${name}</fullName><label>${name.replace('__c', '')}</label>${xml}</fields>`,
  );
  return new Map([
    [
      'package.xml',
      manifest({
        CustomField: isvFields.map(({ name }) => `Account.${name}`),
        PermissionSet: ['IsvIntegration'],
      }),
    ],
    [
      'objects/Account.object',
      `${head}<CustomObject ${namespace}>${fields.join('')}</CustomObject>`,
    ],
    ['permissionsets/IsvIntegration.permissionset', integrationPermissionSet([])],
  ]);
}

export interface Restriction {
  readonly field: string;
  readonly access: 'hidden' | 'read-only';
}

/** The permission set anew, with some fields hidden or read-only. */
export function restrictedPackage(
  restrictions: readonly Restriction[],
): ReadonlyMap<string, string> {
  return new Map([
    ['package.xml', manifest({ PermissionSet: ['IsvIntegration'] })],
    ['permissionsets/IsvIntegration.permissionset', integrationPermissionSet(restrictions)],
  ]);
}

/** The permission set anew, with nothing but this access to requests for App Analytics files. */
export function requestAccessPackage(allowRead: boolean): ReadonlyMap<string, string> {
  const permission = objectPermission('AppAnalyticsQueryRequest', false);
  const objects = allowRead ? permission : permission.replaceAll('>true<', '>false<');
  return new Map([
    ['package.xml', manifest({ PermissionSet: ['IsvIntegration'] })],
    [
      'permissionsets/IsvIntegration.permissionset',
      `${head}<PermissionSet ${namespace}><label>ISV integration</label>${objects}</PermissionSet>`,
    ],
  ]);
}

function manifest(members: Readonly<Record<string, readonly string[]>>): string {
  const types = Object.entries(members).map(
    ([type, names]) =>
      `<types>${names.map((name) => `<members>${name}</members>`).join('')}<name>${type}</name></types>`,
  );
  return `${head}<Package ${namespace}>${types.join('')}<version>66.0</version></Package>`;
}

const licenseFields = [
  'sfLma__License__c.sfLma__Account__c',
  'sfLma__License__c.sfLma__Status__c',
  'sfLma__License__c.sfLma__License_Status__c',
  'sfLma__License__c.sfLma__Expiration__c',
  'sfLma__License__c.sfLma__Seats__c',
  'sfLma__License__c.sfLma__Is_Sandbox__c',
  'sfLma__License__c.sfLma__Subscriber_Org_ID__c',
  'sfLma__License__c.sfLma__Org_Status__c',
  'sfLma__License__c.sfLma__Install_Date__c',
  'sfLma__License__c.sfLma__Package__c',
  'sfLma__License__c.sfLma__Package_Version__c',
  'sfLma__Package__c.sfLma__Package_ID__c',
];

/** What a request for App Analytics files says, and what it tells; its type and state are everyone's to see. */
const requestFields = [
  ...[
    'StartTime',
    'EndTime',
    'AvailableSince',
    'PackageIds',
    'OrganizationIds',
    'FileType',
    'FileCompression',
  ].map((name) => ({ name, editable: true })),
  ...['DownloadUrl', 'DownloadSize', 'ErrorMessage'].map((name) => ({ name, editable: false })),
].map(({ name, editable }) => ({ name: `AppAnalyticsQueryRequest.${name}`, editable }));

function integrationPermissionSet(restrictions: readonly Restriction[]): string {
  const access = new Map(restrictions.map((each) => [each.field, each.access]));
  const own = isvFields.map(({ name, editable = true }) => ({ name: `Account.${name}`, editable }));
  const all = [
    ...own,
    ...requestFields,
    ...licenseFields.map((name) => ({ name, editable: false })),
  ];
  const permissions = all.map(({ name, editable }) => {
    const limited = access.get(name);
    const mayEdit = editable && limited === undefined;
    return `<fieldPermissions><editable>${mayEdit}</editable><field>${name}</field><readable>${limited !== 'hidden'}</readable></fieldPermissions>`;
  });
  const objects = [
    objectPermission('Account', true),
    objectPermission('AppAnalyticsQueryRequest', true, true),
    ...['sfLma__License__c', 'sfLma__Package__c', 'sfLma__Package_Version__c'].map((name) =>
      objectPermission(name, false),
    ),
  ];
  return `${head}<PermissionSet ${namespace}>${permissions.join('')}<label>ISV integration</label>${objects.join('')}</PermissionSet>`;
}

function objectPermission(object: string, allowEdit: boolean, all = false): string {
  return `<objectPermissions><allowCreate>${all}</allowCreate><allowDelete>${all}</allowDelete><allowEdit>${allowEdit}</allowEdit><allowRead>true</allowRead><modifyAllRecords>${all}</modifyAllRecords><object>${object}</object><viewAllRecords>true</viewAllRecords></objectPermissions>`;
}

export interface MappingRecord {
  readonly name: string;
  readonly kind: string;
  readonly field: string;
  readonly metricKey?: string;
  readonly isActive?: boolean;
}

/** Mappings as the wizard saves them: records of `FieldMapping__mdt`. */
export function mappingPackage(mappings: readonly MappingRecord[]): ReadonlyMap<string, string> {
  return customMetadataPackage(
    mappings.map(({ name, kind, field, metricKey, isActive = true }) => ({
      name: `FieldMapping.${name}`,
      label: name.replaceAll('_', ' '),
      values: {
        Kind__c: ['string', kind],
        Object__c: ['string', 'Account'],
        AccountField__c: ['string', field],
        IsActive__c: ['boolean', String(isActive)],
        ...(metricKey !== undefined && { MetricKey__c: ['string', metricKey] }),
      },
    })),
  );
}

interface CustomMetadataRecord {
  readonly name: string;
  readonly label: string;
  /** Type and text of each field. */
  readonly values: Readonly<Record<string, readonly [type: string, text: string]>>;
}

export function customMetadataPackage(
  records: readonly CustomMetadataRecord[],
): ReadonlyMap<string, string> {
  const files = records.map(({ name, label, values }) => {
    const fields = Object.entries(values).map(
      ([field, [type, text]]) =>
        `<values><field>${field}</field><value xsi:type="xsd:${type}">${text}</value></values>`,
    );
    return [
      `customMetadata/${name}.md`,
      `${head}<CustomMetadata ${namespace} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><label>${label}</label><protected>false</protected>${fields.join('')}</CustomMetadata>`,
    ] as const;
  });
  return new Map([
    ['package.xml', manifest({ CustomMetadata: records.map(({ name }) => name) })],
    ...files,
  ]);
}
