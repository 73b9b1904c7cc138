import {
  documentsOf,
  type MetadataDocument,
  type ObjectModel,
  type PackageModel,
} from '../package-model.ts';
import type { Problem } from '../problem.ts';
import { childrenNamed, descendants, textAt, textsAt, type XmlElement } from '../xml-element.ts';
import { isKnownField } from './known-fields.ts';
import type { Rule } from './rule.ts';

/** A layout's file is named `Object-Name of the layout`. */
export const layoutFieldsExist: Rule = (model) =>
  layouts(model).flatMap(({ document, object, objectName }) => {
    if (!object) {
      return [{ file: document.path, message: `the package has no object ${objectName}` }];
    }
    return layoutItems(document)
      .map((item) => textAt(item, 'field'))
      .filter((field) => field !== undefined && !isKnownField(object, field, 'record'))
      .map((field) => ({ file: document.path, message: unknownField(object, field) }));
  });

/** Salesforce refuses a layout that leaves a required field out, or does not show it as required. */
export const layoutsHaveRequiredFields: Rule = (model) =>
  layouts(model).flatMap(({ document, object }) => {
    const required = [...(object?.fields.values() ?? [])].filter(
      (field) => field.required || field.type === 'MasterDetail',
    );
    const shown = new Map(
      layoutItems(document).map((item) => [textAt(item, 'field'), textAt(item, 'behavior')]),
    );
    return required
      .filter(({ name }) => shown.get(name) !== 'Required')
      .map(({ name }) => ({
        file: document.path,
        message: `put the required field ${name} on the layout with behavior Required`,
      }));
  });

/** A related list is named `Child.RelationshipField`, and its columns are fields of the child. */
export const relatedListsExist: Rule = (model) =>
  layouts(model).flatMap(({ document, objectName }) =>
    childrenNamed(document.root, 'relatedLists').flatMap((list) =>
      relatedListProblems(model, document, list, objectName),
    ),
  );

function relatedListProblems(
  model: PackageModel,
  { path }: MetadataDocument,
  list: XmlElement,
  parent: string,
): readonly Problem[] {
  const name = textAt(list, 'relatedList') ?? '';
  const [childName = '', relationship = ''] = name.split('.');
  const child = model.objects.get(childName);
  if (child?.fields.get(relationship)?.referenceTo !== parent) {
    return [{ file: path, message: `related list ${name}: no such relationship to ${parent}` }];
  }
  const columns = [...textsAt(list, 'fields'), ...textsAt(list, 'sortField')];
  return unknownColumns(child, columns).map((message) => ({ file: path, message }));
}

export const listViewFieldsExist: Rule = (model) =>
  objectParts(model, 'ListView').flatMap(({ document, object }) => {
    const { root, path } = document;
    const filters = childrenNamed(root, 'filters').flatMap((filter) => textsAt(filter, 'field'));
    const columns = [...textsAt(root, 'columns'), ...filters];
    return unknownColumns(object, columns).map((message) => ({ file: path, message }));
  });

/** A filter on a value that the picklist does not have matches nothing, without a word. */
export const listViewFiltersMatch: Rule = (model) =>
  objectParts(model, 'ListView').flatMap(({ document, object }) =>
    childrenNamed(document.root, 'filters').flatMap((filter) => {
      const field = object.fields.get(textAt(filter, 'field') ?? '');
      if (field?.type !== 'Picklist') return [];
      return (textAt(filter, 'value') ?? '')
        .split(',')
        .filter((value) => !field.picklistValues.includes(value))
        .map((value) => ({
          file: document.path,
          message: `the filter on ${field.name} asks for '${value}', which is not one of its values`,
        }));
    }),
  );

export const compactLayoutFieldsExist: Rule = (model) =>
  objectParts(model, 'CompactLayout').flatMap(({ document, object }) =>
    textsAt(document.root, 'fields')
      .filter((field) => !isKnownField(object, field, 'record'))
      .map((field) => ({ file: document.path, message: unknownField(object, field) })),
  );

export const assignedCompactLayoutExists: Rule = (model) =>
  objectFiles(model).flatMap(({ document, object }) => {
    const assigned = textAt(document.root, 'compactLayoutAssignment') ?? 'SYSTEM';
    const names = object.documents
      .filter((each) => each.root.name === 'CompactLayout')
      .map((each) => each.name);
    if (assigned === 'SYSTEM' || names.includes(assigned)) return [];
    return [{ file: document.path, message: `${object.name} has no compact layout ${assigned}` }];
  });

export const searchLayoutFieldsExist: Rule = (model) =>
  objectFiles(model).flatMap(({ document, object }) => {
    const columns = childrenNamed(document.root, 'searchLayouts')
      .flatMap((layout) => layout.children)
      .filter((child) => child.name.endsWith('Fields'))
      .map((child) => child.text);
    return unknownColumns(object, columns).map((message) => ({ file: document.path, message }));
  });

function layouts(model: PackageModel) {
  return documentsOf(model, 'Layout').map((document) => {
    const objectName = document.name.split('-', 1)[0] ?? '';
    return { document, objectName, object: model.objects.get(objectName) };
  });
}

function layoutItems({ root }: MetadataDocument): readonly XmlElement[] {
  return [...descendants(root)].filter((element) => element.name === 'layoutItems');
}

/** The documents of one type that lie in an object's folder, each with its object. */
function objectParts(model: PackageModel, type: string) {
  return [...model.objects.values()].flatMap((object) =>
    object.documents
      .filter((document) => document.root.name === type)
      .map((document) => ({ document, object })),
  );
}

function objectFiles(model: PackageModel) {
  return objectParts(model, 'CustomObject');
}

function unknownColumns(object: ObjectModel, names: readonly string[]): readonly string[] {
  return names
    .filter((name) => !isKnownField(object, name, 'list'))
    .map((name) => unknownField(object, name));
}

function unknownField(object: ObjectModel, name: string | undefined): string {
  return `${object.name} has no field ${name ?? ''}`;
}
