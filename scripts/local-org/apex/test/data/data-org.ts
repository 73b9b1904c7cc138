import type { LocalOrg } from '../../../org.ts';
import { addUser } from '../../../seed/add-user.ts';
import {
  acmeOrg,
  deployed,
  fieldXml,
  file,
  objectFile,
  packageOf,
} from '../../../test/acme-org.ts';
import { dataNatives } from '../../data/data-natives.ts';
import { ApexSObject } from '../../data/apex-sobject.ts';
import type { AccessMode, DataRun } from '../../data/data-run.ts';
import { Transaction, type TransactionOptions } from '../../run/transaction.ts';
import type { ApexId } from '../../values/apex-id.ts';
import { sObjectShapes } from '../../data/sobject-shape.ts';
import { staticQuery } from '../../data/static-query.ts';
import type { Reflection } from '../../library/native-run.ts';
import type { NativeProperty, NativeType } from '../../library/native-type.ts';
import type { Frame } from '../../run/run.ts';
import { ApexThrow } from '../../run/apex-throw.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { typeNameText } from '../../values/type-name.ts';

const objectPermission = (object: string, ...rights: string[]) =>
  `<objectPermissions>${rights.map((right) => `<${right}>true</${right}>`).join('')}<object>${object}</object></objectPermissions>`;
const fieldPermission = (field: string, editable: boolean) =>
  `<fieldPermissions><editable>${editable}</editable><field>${field}</field><readable>true</readable></fieldPermissions>`;

/** An org with a custom object, Custom Metadata, and a permission set that reads and edits Accounts but few of their fields. */
export function dataOrg(): LocalOrg {
  const org = acmeOrg();
  deployed(
    org,
    packageOf(
      { CustomObject: ['Account', 'Visit__c', 'Rule__mdt'], PermissionSet: ['Desk'] },
      {
        'objects/Account.object': file(
          'CustomObject',
          fieldXml('Seats__c', 'Number', '<precision>18</precision><scale>0</scale>') +
            fieldXml('Secret__c', 'Text', '<length>20</length>') +
            fieldXml('IsReference__c', 'Checkbox', '<defaultValue>false</defaultValue>') +
            fieldXml('Renewal__c', 'Date') +
            fieldXml(
              'Code__c',
              'Text',
              '<length>20</length><unique>true</unique><externalId>true</externalId>',
            ) +
            fieldXml(
              'Doubled__c',
              'Number',
              '<formula>Seats__c * 2</formula><precision>18</precision><scale>0</scale>',
            ),
        ),
        'objects/Visit__c.object': objectFile(
          'Visit',
          fieldXml(
            'Account__c',
            'Lookup',
            '<referenceTo>Account</referenceTo><relationshipName>Visits</relationshipName>',
          ) + fieldXml('Score__c', 'Number', '<precision>5</precision><scale>2</scale>'),
        ),
        'objects/Rule__mdt.object': file(
          'CustomObject',
          `${fieldXml('Value__c', 'Text', '<length>20</length>')}<label>Rule</label><pluralLabel>Rules</pluralLabel>`,
        ),
        'permissionsets/Desk.permissionset': file(
          'PermissionSet',
          `<label>Desk</label>${objectPermission('Account', 'allowRead', 'allowEdit', 'allowCreate')}${fieldPermission('Account.Seats__c', true)}${fieldPermission('Account.Renewal__c', false)}`,
        ),
      },
    ),
  );
  deployed(
    org,
    packageOf(
      { CustomMetadata: ['Rule.First', 'Rule.Second'] },
      {
        'customMetadata/Rule.First.md': metadataRecord('First', 'one'),
        'customMetadata/Rule.Second.md': metadataRecord('Second', 'two'),
      },
    ),
  );
  return org;
}

function metadataRecord(label: string, value: string): string {
  return file(
    'CustomMetadata',
    `<label>${label}</label><protected>false</protected><values><field>Value__c</field><value xsi:type="xsd:string">${value}</value></values>`,
  );
}

/** A user with the permission set Desk alone. */
export function deskUser(org: LocalOrg): string {
  return addUser(org, {
    username: 'desk@acme.example',
    lastName: 'Desk',
    permissionSets: ['Desk'],
  });
}

/** What data/ needs of a transaction, and nothing of what platform/ adds. */
export class DataTransaction extends Transaction implements DataRun {
  readonly org: LocalOrg;
  readonly userId: string;
  readonly accessMode: AccessMode;
  hasUncommittedWork = false;

  constructor(options: TransactionOptions, org: LocalOrg, userId: string, accessMode: AccessMode) {
    super(options);
    this.org = org;
    this.userId = userId;
    this.accessMode = accessMode;
  }

  recordId(record: ApexValue): ApexId | null {
    return record instanceof ApexSObject ? record.id : null;
  }

  noteUncommittedWork(): void {
    this.hasUncommittedWork = true;
  }
}

/** A transaction of a class of the given version (default: before user mode became the default). */
export function transactionOf(
  org: LocalOrg,
  userId = org.administratorId,
  apiVersion = 66,
): DataTransaction {
  const run = new DataTransaction(
    {
      // Nothing here asks what classes the program has.
      reflection: () => ({}) as Reflection,
      nowMs: () => org.clock.now().getTime(),
      randomBytes: (count) => new Uint8Array(count),
      timeZone: 'UTC',
    },
    org,
    userId,
    apiVersion >= 67 ? 'user' : 'system',
  );
  run.frames.push({ apiVersion, line: 1, label: 'Test.method', source: 'Test' } as Frame);
  return run;
}

/** Runs `work` inside the org's transaction, as an entry into Apex does, and undoes it. */
export function undone<T>(org: LocalOrg, work: () => T): T {
  let result: { readonly value: T } | undefined;
  class Undo extends Error {}
  try {
    org.transaction(() => {
      result = { value: work() };
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  if (!result) throw new Error('The work gave no result');
  return result.value;
}

/** `System.DmlException: message`; undefined when nothing is thrown. */
export function thrown(work: () => unknown): string | undefined {
  return exceptionOf(work)?.message;
}

export function exceptionOf(work: () => unknown): ApexThrow | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof ApexThrow) return error;
    throw error;
  }
}

/** The rows of a query; binds are written `:0`, `:1` … in the text. */
export function soql(
  run: DataTransaction,
  text: string,
  ...binds: readonly ApexValue[]
): ApexValue {
  const positions = Array.from(text.matchAll(/:\d/g), ({ index }) => ({
    start: index,
    end: index + 2,
  }));
  return staticQuery(run.org, text, positions, run.apiVersion ?? 0).run(run, binds);
}

/** Calls a method of a platform type by its parameter types: `call(run, 'Database', 'insert(SObject)', null, record)`. */
export function call(
  run: DataTransaction,
  type: string,
  signature: string,
  self: ApexValue,
  ...args: readonly ApexValue[]
): ApexValue {
  for (const member of nativeNamed(run, type).members) {
    if (member.kind !== 'method') continue;
    const types = member.signature.parameters.map((parameter) => typeNameText(parameter.type));
    if (`${member.signature.name}(${types.join(', ')})` === signature)
      return member.invoke(run, self, args);
  }
  throw new Error(`${type} has no ${signature}`);
}

export function nativeNamed(run: DataTransaction, name: string): NativeType {
  const found = dataNatives(run.org).find((native) => native.name.endsWith(`.${name}`));
  if (found) return found;
  throw new Error(`No platform type ${name}`);
}

/** `new Account(Name = 'Acme')` */
export function record(
  run: DataTransaction,
  type: string,
  values: Readonly<Record<string, ApexValue>> = {},
) {
  const shape = sObjectShapes(run.org).find(type);
  if (!shape) throw new Error(`No sObject type ${type}`);
  const made = shape.create(run);
  for (const [name, value] of Object.entries(values))
    member(run, type, name).set?.(run, made, value);
  return made;
}

/** `record.Name` */
export function read(run: DataTransaction, type: string, name: string, self: ApexValue): ApexValue {
  return member(run, type, name).get(run, self);
}

function member(run: DataTransaction, type: string, name: string): NativeProperty {
  const found = sObjectShapes(run.org).find(type)?.member(name);
  if (found) return found;
  throw new Error(`${type} has no ${name}`);
}
