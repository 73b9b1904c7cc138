import { textAt, textsAt, childrenNamed, type XmlElement } from './xml-element.ts';

/** A metadata file, parsed. */
export interface MetadataDocument {
  readonly path: string;
  /** What Salesforce calls the component, taken from the file's name. */
  readonly name: string;
  readonly root: XmlElement;
}

/** A custom field as the rules ask about it. */
export interface FieldModel {
  readonly name: string;
  readonly path: string;
  readonly root: XmlElement;
  /** As in the metadata: Text, MasterDetail, MetadataRelationship. */
  readonly type: string;
  readonly required: boolean;
  readonly isFormula: boolean;
  /** The object that a relationship leads to. */
  readonly referenceTo: string | undefined;
  readonly picklistValues: readonly string[];
}

/** An object of the package, with what belongs to it. */
export interface ObjectModel {
  readonly name: string;
  readonly isMetadataType: boolean;
  /** The object's own file; a standard object that only gets fields has none. */
  readonly document: MetadataDocument | undefined;
  readonly fields: ReadonlyMap<string, FieldModel>;
  readonly documents: readonly MetadataDocument[];
}

/** Everything in the package, by what the rules look for. */
export interface PackageModel {
  readonly documents: readonly MetadataDocument[];
  readonly objects: ReadonlyMap<string, ObjectModel>;
}

/** The name of the component in a file: `Status__c` of `…/fields/Status__c.field-meta.xml`. */
export function componentName(path: string): string {
  const file = path.slice(path.lastIndexOf('/') + 1);
  return decodeURIComponent(file.replace(/\.[^.]+-meta\.xml$/, ''));
}

/** The object that a file below `objects/` belongs to. */
export function objectNameOf(path: string): string | undefined {
  return /(?:^|\/)objects\/([^/]+)\//.exec(path)?.[1];
}

export function packageModel(documents: readonly MetadataDocument[]): PackageModel {
  const byObject = Map.groupBy(documents, (each) => objectNameOf(each.path));
  const objects = new Map<string, ObjectModel>();
  for (const [name, belonging] of byObject) {
    if (name !== undefined) objects.set(name, objectModel(name, belonging));
  }
  return { documents, objects };
}

/** The documents of one metadata type. */
export function documentsOf(model: PackageModel, type: string): readonly MetadataDocument[] {
  return model.documents.filter((each) => each.root.name === type);
}

/** The names of the components of one metadata type. */
export function namesOf(model: PackageModel, type: string): ReadonlySet<string> {
  return new Set(documentsOf(model, type).map((each) => each.name));
}

/** All custom fields of the package with their objects. */
export function allFields(
  model: PackageModel,
): readonly { object: ObjectModel; field: FieldModel }[] {
  return [...model.objects.values()].flatMap((object) =>
    [...object.fields.values()].map((field) => ({ object, field })),
  );
}

function objectModel(name: string, documents: readonly MetadataDocument[]): ObjectModel {
  const fields = documents.filter((each) => each.root.name === 'CustomField').map(fieldModel);
  return {
    name,
    isMetadataType: name.endsWith('__mdt'),
    document: documents.find((each) => each.root.name === 'CustomObject'),
    fields: new Map(fields.map((field) => [field.name, field])),
    documents,
  };
}

function fieldModel({ name, path, root }: MetadataDocument): FieldModel {
  const definition = root.children
    .find((child) => child.name === 'valueSet')
    ?.children.find((child) => child.name === 'valueSetDefinition');
  const values = definition ? childrenNamed(definition, 'value') : [];
  return {
    name,
    path,
    root,
    type: textAt(root, 'type') ?? '',
    required: textAt(root, 'required') === 'true',
    isFormula: textAt(root, 'formula') !== undefined,
    referenceTo: textAt(root, 'referenceTo'),
    picklistValues: values.flatMap((value) => textsAt(value, 'fullName')),
  };
}
