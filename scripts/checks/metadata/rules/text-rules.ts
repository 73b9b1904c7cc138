import { allFields } from '../package-model.ts';
import { descendants, textAt } from '../xml-element.ts';
import type { Rule } from './rule.ts';

/** Longest text that Salesforce stores, by metadata type and element; longer ones fail to deploy. */
const limits: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  CustomObject: { label: 40, pluralLabel: 40, description: 1000 },
  CustomField: {
    label: 40,
    description: 1000,
    inlineHelpText: 510,
    relationshipLabel: 80,
    relationshipName: 40,
  },
  CustomMetadata: { label: 40 },
  CustomApplication: { label: 40, description: 255 },
  ListView: { label: 40 },
  CompactLayout: { label: 40 },
  ValidationRule: { fullName: 40, errorMessage: 255 },
  PermissionSet: { label: 80, description: 255 },
  labels: { value: 1000, shortDescription: 80, fullName: 80 },
  value: { fullName: 255, label: 255 },
};

export const textsFit: Rule = ({ documents }) =>
  documents.flatMap(({ path, root }) =>
    [...descendants(root)].flatMap((parent) =>
      parent.children.flatMap((child) => {
        const limit = limits[parent.name]?.[child.name];
        const { length } = child.text;
        if (limit === undefined || length <= limit) return [];
        const message = `<${child.name}> of ${parent.name} has ${length} characters, ${limit} fit: shorten '${child.text.slice(0, 40)}…'`;
        return [{ file: path, message }];
      }),
    ),
  );

/** Formulas and long texts may span lines; a name or a sentence shown to people may not. */
const mayWrap: ReadonlySet<string> = new Set(['errorConditionFormula', 'formula', 'value']);

/** A formatter that wraps or indents a text changes it: the spaces would be shown, or be part of a name. */
export const textsAreOnOneLine: Rule = ({ documents }) =>
  documents.flatMap(({ path, root }) =>
    [...descendants(root)]
      .filter(({ children, name }) => children.length === 0 && !mayWrap.has(name))
      .filter(({ text }) => text !== text.trim() || text.includes('\n'))
      .map(({ name }) => ({
        file: path,
        message: `<${name}> begins or ends with a space, or has a line break: write its text on one line`,
      })),
  );

/** Help text is what a person sees in the page, the description what an administrator sees in Setup. */
export const fieldsExplainThemselves: Rule = (model) =>
  allFields(model).flatMap(({ field }) =>
    ['description', 'inlineHelpText']
      .filter((name) => (textAt(field.root, name) ?? '').trim() === '')
      .map((name) => ({ file: field.path, message: `say what the field is for in <${name}>` })),
  );
