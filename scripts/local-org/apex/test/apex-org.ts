import type { LocalOrg } from '../../org.ts';
import type { DeployFiles } from '../../schema/deploy/deploy-result.ts';
import { acmeOrg, deployed, fieldXml, file, objectFile, packageOf } from '../../test/acme-org.ts';

const meta = file('ApexClass', '<apiVersion>66.0</apiVersion><status>Active</status>');

/** An org with a custom object Visit__c and these classes, each named as the type it declares. */
export function apexOrg(...texts: readonly string[]): LocalOrg {
  const org = acmeOrg();
  deployed(
    org,
    packageOf(
      { CustomObject: ['Visit__c'] },
      { 'objects/Visit__c.object': objectFile('Visit', fieldXml('Score__c', 'Number', scale)) },
    ),
  );
  addClasses(org, ...texts);
  return org;
}

const scale = '<precision>18</precision><scale>2</scale>';

/** Deploys classes into the org. */
export function addClasses(org: LocalOrg, ...texts: readonly string[]): void {
  deployed(org, classPackage(...texts));
}

/** A package of classes. */
export function classPackage(...texts: readonly string[]): DeployFiles {
  const named = texts.map((text) => [classNameOf(text), text] as const);
  const files = named.flatMap(([name, text]) => [
    [`classes/${name}.cls`, text] as const,
    [`classes/${name}.cls-meta.xml`, meta] as const,
  ]);
  return packageOf({ ApexClass: named.map(([name]) => name) }, Object.fromEntries(files));
}

function classNameOf(text: string): string {
  return /\b(?:class|interface|enum)\s+(\w+)/.exec(text)?.[1] ?? '';
}
