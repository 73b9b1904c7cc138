import { openLocalOrg, type LocalOrg, type OrgOptions } from '../org.ts';
import type { DeployFiles, DeployResult } from '../schema/deploy/deploy-result.ts';
import type { FieldValue } from '../soql/query-result.ts';

/** A Tuesday in November, the same in every test. */
export const now = new Date('2026-11-24T10:00:00.000Z');

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const namespace = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

/** A new org in memory whose clock a test can move. */
export function acmeOrg(options: Partial<OrgOptions> = {}): LocalOrg {
  return openLocalOrg({ clock: { now: () => now }, organizationName: 'Acme', ...options });
}

/** An element of metadata: `element('CustomObject', '<label>X</label>')` is a whole file. */
export function file(root: string, content: string): string {
  return `${head}<${root} ${namespace} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">${content}</${root}>`;
}

export function manifest(members: Readonly<Record<string, readonly string[]>>): string {
  const types = Object.entries(members).map(
    ([type, names]) =>
      `<types>${names.map((name) => `<members>${name}</members>`).join('')}<name>${type}</name></types>`,
  );
  return file('Package', `${types.join('')}<version>67.0</version>`);
}

/** A package of the files, whose manifest names them. */
export function packageOf(
  members: Readonly<Record<string, readonly string[]>>,
  files: Readonly<Record<string, string>>,
): DeployFiles {
  return new Map([['package.xml', manifest(members)], ...Object.entries(files)]);
}

/** A custom field element. */
export function fieldXml(name: string, type: string, rest = ''): string {
  return `<fields><fullName>${name}</fullName><label>${name.replace('__c', '').replaceAll('_', ' ')}</label><type>${type}</type>${rest}</fields>`;
}

/** Adds fields, and whatever else an object file may hold, to Account. */
export function accountPackage(content: string): DeployFiles {
  return packageOf(
    { CustomObject: ['Account'] },
    { 'objects/Account.object': file('CustomObject', content) },
  );
}

/** A custom object with a text name. */
export function objectFile(label: string, content: string, sharingModel = 'ReadWrite'): string {
  return file(
    'CustomObject',
    `<deploymentStatus>Deployed</deploymentStatus>${content}<label>${label}</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>${label}s</pluralLabel><sharingModel>${sharingModel}</sharingModel>`,
  );
}

/** Deploys and throws what failed, so that a test of something else says why it can't begin. */
export function deployed(org: LocalOrg, files: DeployFiles): DeployResult {
  const result = org.deploy(files);
  if (result.success) return result;
  throw new Error(
    result.componentFailures
      .map(({ fullName, problem }) => `${fullName}: ${problem ?? ''}`)
      .join('\n'),
  );
}

/** Inserts as the administrator. Returns the id; throws the errors of a record that is refused. */
export function inserted(
  org: LocalOrg,
  object: string,
  record: Readonly<Record<string, unknown>>,
): string {
  const { id, errors } = org.asUser(org.administratorId).insert(object, record);
  if (id !== null) return id;
  throw new Error(`${object}: ${JSON.stringify(errors)}`);
}

/** All rows of a query, as the administrator sees them. */
export function rows(org: LocalOrg, soql: string): (readonly FieldValue[])[] {
  return [...org.asUser(org.administratorId).query(soql).rows].map((row) => [...row]);
}

/** The values of a query's first column. */
export function column(org: LocalOrg, soql: string): FieldValue[] {
  return rows(org, soql).map(([first]) => first ?? null);
}

/** The names a query finds, in one text. */
export function names(org: LocalOrg, soql: string): string {
  return column(org, soql)
    .map((name) => (typeof name === 'string' ? name : '?'))
    .join(' ');
}

/** The error code and message of what `work` throws, `undefined` when it throws nothing. */
export function refusal(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error)
      return `${String(error.statusCode)}: ${error.message}`;
    throw error;
  }
}
