import { OrgError } from '../../../domain/org-error.ts';
import { jsonRecord, jsonRecords, jsonText } from '../http/json-shape.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';

/** The API name, in this organization, of an object, field or relationship of the package: `SyncRun__c` or `isvapp__SyncRun__c`. */
export type PackageNames = (name: string) => string;

const namespacePattern = /^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$/;

/** Names with the package's namespace in front; an empty namespace leaves them as they are. */
export function packageNames(namespace: string): PackageNames {
  if (namespace === '') return (name) => name;
  if (!namespacePattern.test(namespace)) {
    throw new OrgError(
      'request',
      'INVALID_NAMESPACE',
      `"${namespace.slice(0, 40)}" is not a namespace prefix. Whoever runs the connector can correct the setting, or leave it out to have it found out.`,
    );
  }
  return (name) => `${namespace}__${name}`;
}

const purpose = "find the ISVapp package's objects";
const landmarks = ['FieldMapping__mdt', 'SyncSettings__mdt', 'UsageMetric__c'];

/**
 * Finds out under which namespace the package is installed: the one that has all its landmarks. One call.
 *
 * @throws OrgError `permission` when there is none, or more than one
 */
export async function foundPackageNames(client: SalesforceClient): Promise<PackageNames> {
  const answer = await client.json({ purpose, method: 'GET', path: '/sobjects' });
  const objects = jsonRecords(jsonRecord(answer, purpose).sobjects, purpose);
  const names = new Set(objects.map((object) => jsonText(object.name)));
  const namespaces = [...names]
    .map((name) => /^(?:(\w+?)__)?FieldMapping__mdt$/.exec(name))
    .flatMap((match) => (match ? [match[1] ?? ''] : []))
    .filter((namespace) => landmarks.every((each) => names.has(packageNames(namespace)(each))));
  const [namespace, ...others] = namespaces;
  if (namespace !== undefined && others.length === 0) return packageNames(namespace);
  throw new OrgError(
    'permission',
    'PACKAGE_NOT_FOUND',
    others.length > 0
      ? `The ISVapp package is in the organization more than once (${namespaces.map((each) => each || 'without namespace').join(', ')}). Whoever runs the connector can set the namespace that counts.`
      : 'The objects of the ISVapp package are not in the organization, or the integration user does not see them. A Salesforce administrator can install the package and assign the permission set IsvappConnector.',
  );
}
