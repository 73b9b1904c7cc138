import { allFields, type ObjectModel, type PackageModel } from '../package-model.ts';
import { textAt } from '../xml-element.ts';
import { isKnownField } from './known-fields.ts';
import type { Rule } from './rule.ts';

/** What formulas may ask of an object's or a field's definition (help topic "Custom Metadata Type Fields and Validation Rules"). */
const definitionFields: Readonly<Record<string, readonly string[]>> = {
  EntityDefinition: ['DeveloperName', 'NamespacePrefix', 'QualifiedApiName'],
  FieldDefinition: ['DataType', 'DeveloperName', 'NamespacePrefix', 'QualifiedApiName'],
};

export const formulaFieldsExist: Rule = (model) => {
  const rules = [...model.objects.values()].flatMap((object) =>
    object.documents
      .filter((document) => document.root.name === 'ValidationRule')
      .map(({ path, root }) => ({ object, path, formula: textAt(root, 'errorConditionFormula') })),
  );
  const fields = allFields(model).map(({ object, field }) => ({
    object,
    path: field.path,
    formula: textAt(field.root, 'formula'),
  }));
  return [...rules, ...fields].flatMap(({ object, path, formula }) =>
    formulaReferences(formula ?? '')
      .filter((reference) => !isKnownPath(model, object, reference.split('.')))
      .map((reference) => ({
        file: path,
        message: `the formula names ${reference}, which is not a field reached from ${object.name}`,
      })),
  );
};

/** The message of a rule appears at this field. */
export const errorDisplayFieldExists: Rule = (model) =>
  [...model.objects.values()].flatMap((object) =>
    object.documents.flatMap(({ path, root }) => {
      const field = root.name === 'ValidationRule' ? textAt(root, 'errorDisplayField') : undefined;
      if (field === undefined || isKnownField(object, field, 'record')) return [];
      return [{ file: path, message: `errorDisplayField: ${object.name} has no field ${field}` }];
    }),
  );

const textsAndComments = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\*[\s\S]*?\*\//g;
const literals: ReadonlySet<string> = new Set(['TRUE', 'FALSE', 'NULL']);

/** The fields that a formula names, as `Field__c` or `Parent__r.Field__c`; global variables (`$User`) are left out. */
export function formulaReferences(formula: string): readonly string[] {
  const code = formula.replace(textsAndComments, '""');
  const words = code.matchAll(/(?<![\w.$])([A-Za-z_][\w.]*)(?!\s*\(|[\w.])/g);
  return [...words]
    .map((match) => match[1] ?? '')
    .filter((word) => !literals.has(word.toUpperCase()));
}

function isKnownPath(model: PackageModel, object: ObjectModel, path: readonly string[]): boolean {
  const [name = '', ...rest] = path;
  if (rest.length === 0) return isKnownField(object, name, 'record');
  // `Parent__r` leads where the field `Parent__c` refers to; Salesforce's own relationships end the check.
  if (!name.endsWith('__r')) return true;
  const target = object.fields.get(name.replace(/__r$/, '__c'))?.referenceTo;
  if (target === undefined) return false;
  const definition = definitionFields[target];
  if (definition) return definition.includes(rest.join('.'));
  const parent = model.objects.get(target);
  return parent === undefined || isKnownPath(model, parent, rest);
}
