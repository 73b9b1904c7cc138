import { allFields, componentName, documentsOf } from '../package-model.ts';
import { descendants, textAt } from '../xml-element.ts';
import type { Rule } from './rule.ts';

/** source-deploy-retrieve takes the name from the file, the org takes it from the text: they must agree. */
export const fullNameIsFileName: Rule = ({ documents }) =>
  documents.flatMap(({ path, root }) => {
    const fullName = textAt(root, 'fullName');
    const name = componentName(path);
    if (fullName === undefined || fullName === name) return [];
    return [{ file: path, message: `fullName is ${fullName}, the file's name says ${name}` }];
  });

/**
 * The License Management App may be absent or of another version, so nothing that is deployed may name
 * its objects: the connector finds them by describe.
 */
export const noLicenseManagementApp: Rule = ({ documents }) =>
  documents.flatMap(({ path, root }) =>
    [...descendants(root)]
      .filter((element) => element.text.includes('sfLma__'))
      .map((element) => ({
        file: path,
        message: `<${element.name}> names an object of the License Management App (${element.text}): read it in the connector instead`,
      })),
  );

/** A relationship needs something to lead to. */
export const relationshipTargetExists: Rule = (model) => {
  const targets = new Set([
    ...model.objects.keys(),
    'Account',
    'EntityDefinition',
    'FieldDefinition',
  ]);
  return allFields(model)
    .filter(({ field }) => field.referenceTo !== undefined && !targets.has(field.referenceTo))
    .map(({ field }) => ({
      file: field.path,
      message: `referenceTo names ${field.referenceTo ?? ''}, which is not in the package`,
    }));
};

/** The tab of an object is named after it. */
export const tabObjectExists: Rule = (model) =>
  documentsOf(model, 'CustomTab')
    .filter((tab) => textAt(tab.root, 'customObject') === 'true' && !model.objects.has(tab.name))
    .map((tab) => ({ file: tab.path, message: `the package has no object ${tab.name}` }));
