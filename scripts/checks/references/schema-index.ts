import { standardObjects } from '../../local-org/schema/standard/standard-objects.ts';
import type { FieldModel, ObjectModel, PackageModel } from '../metadata/package-model.ts';
import { textAt } from '../metadata/xml-element.ts';

/** What a query can name of an object. All names are in lower case: Salesforce does not tell case. */
export interface QueriedObject {
  readonly name: string;
  readonly fields: ReadonlySet<string>;
  /** `parent__r` to the objects that it leads to. */
  readonly parents: ReadonlyMap<string, readonly string[]>;
  /** `synclogentries__r` to the object of the children. */
  readonly children: ReadonlyMap<string, string>;
}

export type SchemaIndex = ReadonlyMap<string, QueriedObject>;

interface OpenObject {
  readonly name: string;
  readonly fields: Set<string>;
  readonly parents: Map<string, readonly string[]>;
  readonly children: Map<string, string>;
}

type OpenIndex = Map<string, OpenObject>;

const everyObject = ['id', 'createddate', 'createdbyid', 'lastmodifieddate', 'lastmodifiedbyid'];
const recordFields = ['name', 'isdeleted', 'systemmodstamp'];
const metadataTypeFields = [
  'developername',
  'masterlabel',
  'label',
  'language',
  'namespaceprefix',
  'qualifiedapiname',
  'systemmodstamp',
];

/** The objects that the package's Apex can query: its own, and the standard ones as the local org describes them. */
export function schemaIndex(model: PackageModel): SchemaIndex {
  const index: OpenIndex = new Map();
  addStandardObjects(index);
  for (const object of model.objects.values()) addPackageObject(index, object);
  for (const object of model.objects.values()) {
    for (const field of object.fields.values()) addChildren(index, object, field);
  }
  return index;
}

function opened(index: OpenIndex, name: string): OpenObject {
  const key = name.toLowerCase();
  const known = index.get(key);
  if (known) return known;
  const audit = [
    ['createdby', ['User']],
    ['lastmodifiedby', ['User']],
  ] as const;
  const object: OpenObject = {
    name,
    fields: new Set(everyObject),
    parents: new Map<string, readonly string[]>(audit),
    children: new Map(),
  };
  index.set(key, object);
  return object;
}

function addStandardObjects(index: OpenIndex): void {
  for (const { name, fields } of standardObjects) {
    const object = opened(index, name);
    object.fields.add('systemmodstamp');
    for (const field of fields) {
      object.fields.add(field.name.toLowerCase());
      if (!field.reference) continue;
      const { to, relationshipName, childRelationshipName } = field.reference;
      object.parents.set(relationshipName.toLowerCase(), to);
      for (const parent of childRelationshipName === null ? [] : to) {
        opened(index, parent).children.set(childRelationshipName?.toLowerCase() ?? '', name);
      }
    }
  }
}

function addPackageObject(index: OpenIndex, { name, isMetadataType, fields }: ObjectModel): void {
  const object = opened(index, name);
  for (const each of isMetadataType ? metadataTypeFields : recordFields) object.fields.add(each);
  const isDetail = [...fields.values()].some(({ type }) => type === 'MasterDetail');
  if (!isMetadataType && !isDetail) {
    object.fields.add('ownerid');
    object.parents.set('owner', ['User']);
  }
  for (const field of fields.values()) {
    object.fields.add(field.name.toLowerCase());
    if (field.referenceTo === undefined) continue;
    object.parents.set(field.name.toLowerCase().replace(/__c$/, '__r'), [field.referenceTo]);
  }
}

function addChildren(index: OpenIndex, object: ObjectModel, { root, referenceTo }: FieldModel) {
  const relationship = textAt(root, 'relationshipName');
  if (referenceTo === undefined || relationship === undefined) return;
  opened(index, referenceTo).children.set(`${relationship.toLowerCase()}__r`, object.name);
}

/**
 * What is wrong with a path such as `SyncRun__r.Status__c` seen from an object, or undefined where it leads to a field.
 */
export function pathProblem(
  index: SchemaIndex,
  objectName: string,
  path: readonly string[],
): string | undefined {
  const object = index.get(objectName.toLowerCase());
  if (!object) return `there is no object ${objectName} ${toDescribe}`;
  const [name = '', ...rest] = path;
  const key = name.toLowerCase();
  if (rest.length === 0) {
    return object.fields.has(key) ? undefined : `${object.name} has no field ${name}`;
  }
  const parents = object.parents.get(key);
  if (!parents) return `${object.name} has no relationship ${name}`;
  const problems = parents.map((parent) => pathProblem(index, parent, rest));
  return problems.includes(undefined) ? undefined : problems[0];
}

/** Where an object that Salesforce has and this check does not know is to be described. */
export const toDescribe =
  '(neither in the package nor among the standard objects of scripts/local-org/schema/standard)';
