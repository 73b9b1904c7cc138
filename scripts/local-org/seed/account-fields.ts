import type { DeployFiles } from '../schema/deploy/deploy-result.ts';

/** Name of the permission set that lets the integration user work with the ISV's Accounts, licences and App Analytics. */
export const isvPermissionSet = 'IsvIntegration';

interface AccountField {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  /** Further elements of the field. */
  readonly xml: string;
  readonly isFormula?: boolean;
}

const count = (name: string, label: string): AccountField => ({
  name,
  label,
  type: 'Number',
  xml: '<precision>18</precision><scale>0</scale>',
});

const pickValue = (value: string): string =>
  `<value><fullName>${value}</fullName><default>false</default><label>${value}</label></value>`;

/**
 * Fields an ISV has added to Account in its License Management Org: what it keeps by hand (seats, renewal, contract)
 * and what it wants to be told (usage). They belong to the org, not to the package.
 */
const accountFields: readonly AccountField[] = [
  count('InternalSeats__c', 'Internal Seats'),
  count('ExternalSeats__c', 'External Seats'),
  { name: 'RenewalDate__c', label: 'Renewal Date', type: 'Date', xml: '' },
  {
    name: 'Segment__c',
    label: 'Segment',
    type: 'Picklist',
    xml: `<valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted>${['Enterprise', 'Mid-Market', 'Small Business'].map(pickValue).join('')}</valueSetDefinition></valueSet>`,
  },
  {
    name: 'ContractValue__c',
    label: 'Contract Value',
    type: 'Currency',
    xml: '<precision>18</precision><scale>2</scale>',
  },
  {
    name: 'CustomerTier__c',
    label: 'Customer Tier',
    type: 'Text',
    xml: '<formula>IF(ISBLANK(ContractValue__c), &quot;&quot;, IF(ContractValue__c &gt;= 100000, &quot;Gold&quot;, IF(ContractValue__c &gt;= 10000, &quot;Silver&quot;, &quot;Bronze&quot;)))</formula><formulaTreatBlanksAs>BlankAsBlank</formulaTreatBlanksAs>',
    isFormula: true,
  },
  count('MAU__c', 'MAU'),
  count('WAU__c', 'WAU'),
  count('DAU__c', 'DAU'),
  count('MAU_Tournaments__c', 'MAU Tournaments'),
  count('MAU_Scheduling__c', 'MAU Scheduling'),
  count('FeatureTournament__c', 'Feature Tournament'),
  count('PlayersCount__c', 'Players'),
  count('SchedulesCount__c', 'Schedules'),
  {
    name: 'SeatsFromContracts__c',
    label: 'Seats from Contracts',
    type: 'Number',
    // A seat costs 120 a year.
    xml: '<precision>18</precision><scale>0</scale><formula>FLOOR(ContractValue__c / 120)</formula><formulaTreatBlanksAs>BlankAsBlank</formulaTreatBlanksAs>',
    isFormula: true,
  },
  {
    name: 'SupportNotes__c',
    label: 'Support Notes',
    type: 'LongTextArea',
    xml: '<length>32768</length><visibleLines>3</visibleLines>',
  },
  {
    name: 'HealthScore__c',
    label: 'Health Score',
    type: 'Number',
    xml: '<precision>3</precision><scale>1</scale>',
  },
  {
    name: 'IsReference__c',
    label: 'Reference Customer',
    type: 'Checkbox',
    xml: '<defaultValue>false</defaultValue>',
  },
];

/** Standard Account fields the integration user may show in ISVapp. */
const standardFields = [
  'Industry',
  'Type',
  'Phone',
  'Website',
  'NumberOfEmployees',
  'AccountNumber',
];

/** What the connector reads of the License Management App. */
const licenseFields = [
  ...[
    'Account__c',
    'Expiration__c',
    'Install_Date__c',
    'Is_Sandbox__c',
    'Lead__c',
    'License_Status__c',
    'Licensed_Seats__c',
    'Org_Status__c',
    'Package__c',
    'Package_Version__c',
    'Seats__c',
    'Status__c',
    'Subscriber_Org_ID__c',
    'Subscriber_Org_Is_Sandbox__c',
    'Used_Licenses__c',
  ].map((name) => `sfLma__License__c.sfLma__${name}`),
  'sfLma__Package__c.sfLma__Package_ID__c',
  'sfLma__Package__c.sfLma__Latest_Version__c',
  'sfLma__Package_Version__c.sfLma__Version_ID__c',
  'sfLma__Package_Version__c.sfLma__Version_Number__c',
];

/** What a request for App Analytics files says, and what comes of it. */
const requestFields = {
  asked: [
    'StartTime',
    'EndTime',
    'AvailableSince',
    'PackageIds',
    'OrganizationIds',
    'FileType',
    'FileCompression',
  ],
  told: [
    'DownloadUrl',
    'DownloadExpirationTime',
    'DownloadSize',
    'QuerySubmittedTime',
    'ErrorMessage',
  ],
};

const namespace = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const head = '<?xml version="1.0" encoding="UTF-8"?>';

/** The ISV's Account fields and the integration user's permission set, as a package in metadata format. */
export function accountFieldFiles(): DeployFiles {
  const fields = accountFields.map(
    ({ name, label, type, xml }) =>
      `<fields><fullName>${name}</fullName><label>${label}</label><type>${type}</type>${xml}</fields>`,
  );
  return new Map([
    ['package.xml', manifest()],
    [
      'objects/Account.object',
      `${head}<CustomObject ${namespace}>${fields.join('')}</CustomObject>`,
    ],
    [`permissionsets/${isvPermissionSet}.permissionset`, permissionSet()],
  ]);
}

function manifest(): string {
  const members = accountFields.map(({ name }) => `<members>Account.${name}</members>`).join('');
  return `${head}<Package ${namespace}><types>${members}<name>CustomField</name></types><types><members>${isvPermissionSet}</members><name>PermissionSet</name></types><version>67.0</version></Package>`;
}

function permissionSet(): string {
  const permissions = [
    ...accountFields.map(({ name, isFormula = false }) =>
      fieldPermission(`Account.${name}`, !isFormula),
    ),
    ...standardFields.map((name) => fieldPermission(`Account.${name}`, false)),
    ...licenseFields.map((name) => fieldPermission(name, false)),
    ...requestFields.asked.map((name) => fieldPermission(`AppAnalyticsQueryRequest.${name}`, true)),
    ...requestFields.told.map((name) => fieldPermission(`AppAnalyticsQueryRequest.${name}`, false)),
  ];
  const objects = [
    objectPermission('Account', { edit: true }),
    objectPermission('AppAnalyticsQueryRequest', { edit: true, all: true }),
    objectPermission('sfLma__License__c', {}),
    objectPermission('sfLma__Package__c', {}),
    objectPermission('sfLma__Package_Version__c', {}),
  ];
  return `${head}<PermissionSet ${namespace}><description>Accounts, licenses and their fields for the integration user.</description>${permissions.join('')}<label>ISV Integration</label>${objects.join('')}</PermissionSet>`;
}

function fieldPermission(field: string, isEditable: boolean): string {
  return `<fieldPermissions><editable>${isEditable}</editable><field>${field}</field><readable>true</readable></fieldPermissions>`;
}

/** All: what else Salesforce wants for App Analytics requests. */
function objectPermission(
  object: string,
  { edit = false, all = false }: { readonly edit?: boolean; readonly all?: boolean },
): string {
  return `<objectPermissions><allowCreate>${all}</allowCreate><allowDelete>${all}</allowDelete><allowEdit>${edit}</allowEdit><allowRead>true</allowRead><modifyAllRecords>${all}</modifyAllRecords><object>${object}</object><viewAllRecords>true</viewAllRecords></objectPermissions>`;
}
