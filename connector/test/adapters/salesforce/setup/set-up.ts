import type { SubRequestSeen } from '../scripted-org.ts';
import { errorBody, organizationId } from '../scripted-org.ts';

/** A field as describe tells it, shortened to what the adapters read. */
export const describedField = (name: string, type = 'string', more: object = {}): object => ({
  name,
  label: name.replace('__c', ''),
  type,
  updateable: true,
  nillable: true,
  calculated: false,
  autoNumber: false,
  unique: false,
  precision: type === 'double' || type === 'currency' ? 18 : 0,
  scale: 0,
  digits: 0,
  relationshipName: null,
  ...more,
});

const lookup = (name: string) =>
  describedField(name, 'reference', { relationshipName: name.replace('__c', '__r') });

export const accountFields: readonly object[] = [
  describedField('Id', 'id'),
  describedField('Name'),
  describedField('MAU__c', 'double'),
  describedField('Seats__c', 'int'),
  describedField('ContractValue__c', 'currency'),
  describedField('CurrencyIsoCode', 'picklist'),
  describedField('IsReference__c', 'boolean'),
  describedField('RenewalDate__c', 'date'),
  describedField('BillingAddress', 'address'),
];

export const licenseFields: readonly object[] = [
  describedField('Id', 'id'),
  describedField('Name'),
  lookup('sfLma__Account__c'),
  describedField('sfLma__License_Status__c'),
  describedField('sfLma__Status__c', 'picklist'),
  describedField('sfLma__Expiration__c', 'date'),
  describedField('sfLma__Seats__c', 'double'),
  describedField('sfLma__Is_Sandbox__c', 'boolean'),
  describedField('sfLma__Subscriber_Org_ID__c'),
  describedField('sfLma__Org_Status__c'),
  describedField('sfLma__Install_Date__c', 'date'),
  lookup('sfLma__Package__c'),
  lookup('sfLma__Package_Version__c'),
];

const packageFields: readonly object[] = [
  describedField('Id', 'id'),
  describedField('Name'),
  describedField('sfLma__Package_ID__c'),
];

const versionFields: readonly object[] = [describedField('Id', 'id'), lookup('sfLma__Package__c')];

export interface SetUp {
  readonly organization?: object;
  readonly mappings?: readonly object[];
  readonly settings?: readonly object[];
  readonly licenseCount?: number;
  readonly accountCount?: number;
  /** Fields by object; null where the object is not visible. */
  readonly fields?: Readonly<Record<string, readonly object[] | null>>;
}

const found = (records: readonly object[]) => ({
  body: { totalSize: records.length, done: true, records },
});

const count = (totalSize = 0) => ({ body: { totalSize, done: true, records: [] } });
export const defaultOrganization = {
  Id: organizationId,
  Name: 'Acme',
  IsSandbox: false,
  TimeZoneSidKey: 'Europe/Berlin',
};

type Answer = (setUp: SetUp) => { status?: number; body: unknown };

const queryAnswers: Readonly<Record<string, Answer>> = {
  'COUNT() FROM sfLma__License__c': ({ licenseCount }) => count(licenseCount),
  'COUNT() FROM Account': ({ accountCount }) => count(accountCount),
  FieldMapping__mdt: ({ mappings }) => found(mappings ?? []),
  SyncSettings__mdt: ({ settings }) => found(settings ?? []),
  'FROM Organization': ({ organization }) => found([organization ?? defaultOrganization]),
};

/** Answers a sub-request of the call that reads the set-up. */
export function setUpAnswer({ url }: SubRequestSeen, setUp: SetUp): ReturnType<Answer> {
  const object = /^\/sobjects\/(\w+)\/describe$/.exec(url)?.[1];
  if (object !== undefined) return description(object, setUp);
  const answer = Object.entries(queryAnswers).find(([part]) => url.includes(part))?.[1];
  if (!answer) throw new Error(`The test has no answer to ${url}`);
  return answer(setUp);
}

function description(object: string, { fields = {} }: SetUp): { status?: number; body: unknown } {
  const known: Readonly<Record<string, readonly object[] | null>> = {
    Account: accountFields,
    sfLma__License__c: licenseFields,
    sfLma__Package__c: packageFields,
    sfLma__Package_Version__c: versionFields,
    ...fields,
  };
  const own = known[object] ?? null;
  return own === null
    ? { status: 404, body: errorBody('NOT_FOUND', 'The requested resource does not exist') }
    : { body: { name: object, fields: own } };
}
