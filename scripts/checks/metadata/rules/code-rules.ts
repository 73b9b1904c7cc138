import { documentsOf, namesOf } from '../package-model.ts';
import { childrenNamed, textAt } from '../xml-element.ts';
import type { Rule } from './rule.ts';

/** Two API versions in one package are two dialects of Apex and of Lightning. */
export const codeHasOneApiVersion: Rule = (model) => {
  const code = ['ApexClass', 'ApexTrigger', 'LightningComponentBundle'].flatMap((type) =>
    documentsOf(model, type).map(({ path, root }) => ({
      path,
      version: textAt(root, 'apiVersion') ?? 'none',
    })),
  );
  const versions = [...new Set(code.map(({ version }) => version))].toSorted();
  const newest = versions.at(-1) ?? '';
  return code
    .filter(({ version }) => version !== newest || version === 'none')
    .map(({ path, version }) => ({
      file: path,
      message: `apiVersion is ${version}, and others are of ${newest}: write the same everywhere`,
    }));
};

/** An inactive class can not be called, and a deleted one is left out of the source instead. */
export const classesAreActive: Rule = (model) =>
  documentsOf(model, 'ApexClass')
    .filter(({ root }) => textAt(root, 'status') !== 'Active')
    .map(({ path }) => ({ file: path, message: 'set <status> to Active' }));

/** A named credential without its external credential can not sign in. */
export const namedCredentialsHaveExternalOnes: Rule = (model) =>
  documentsOf(model, 'NamedCredential').flatMap(({ path, root }) =>
    childrenNamed(root, 'namedCredentialParameters')
      .map((each) => textAt(each, 'externalCredential'))
      .filter((name) => name !== undefined && !namesOf(model, 'ExternalCredential').has(name))
      .map((name) => ({
        file: path,
        message: `<externalCredential> names ${name ?? ''}, which is not in the package`,
      })),
  );
