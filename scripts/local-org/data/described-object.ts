import { describeField } from '../schema/describe-field.ts';
import type {
  DescribeChildRelationship,
  DescribeGlobalSObject,
  DescribeRecordType,
  DescribeSObjectResult,
} from '../schema/describe-result.ts';
import type { ObjectSchema } from '../schema/object-schema.ts';
import type { Access } from './access.ts';
import type { OrgContext } from './org-context.ts';
import { normalizedId } from '../schema/salesforce-id.ts';

/** The head of an object's describe, which `/sobjects` lists. */
export function describedHead(object: ObjectSchema, access: Access): DescribeGlobalSObject {
  const isRecord = object.undeletable;
  const isData = object.permissionable;
  return {
    activateable: false,
    createable: object.createable && access.can('create', object),
    custom: object.kind === 'custom' || object.kind === 'customMetadata',
    customSetting: false,
    deletable: object.deletable && access.can('delete', object),
    deprecatedAndHidden: false,
    feedEnabled: false,
    hasSubtypes: false,
    isSubtype: false,
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: object.pluralLabel,
    layoutable: isData,
    mergeable: object.fields.some(({ name }) => name === 'MasterRecordId'),
    mruEnabled: isData,
    name: object.name,
    queryable: true,
    replicateable: isRecord,
    retrieveable: true,
    searchable: isData,
    triggerable: isData,
    undeletable: isRecord,
    updateable: object.updateable && access.can('edit', object),
  };
}

/** An object as the user sees it: fields the user can't read are missing. */
export function describedObject(
  context: OrgContext,
  access: Access,
  object: ObjectSchema,
): DescribeSObjectResult {
  return {
    ...describedHead(object, access),
    childRelationships: childRelationships(context, access, object),
    fields: object.fields
      .filter((field) => access.canReadField(object, field))
      .map((field) => {
        const editable = !field.permissionable || access.canEditField(object, field);
        return describeField(object, field, editable);
      }),
    recordTypeInfos: recordTypes(context, object),
  };
}

function childRelationships(
  { schema }: OrgContext,
  access: Access,
  object: ObjectSchema,
): readonly DescribeChildRelationship[] {
  return schema
    .childReferences(object.name)
    .filter(({ child, field }) => access.can('read', child) && access.canReadField(child, field))
    .map(({ child, field }) => ({
      cascadeDelete: field.reference?.onDelete === 'Cascade',
      childSObject: child.name,
      deprecatedAndHidden: false,
      field: field.name,
      junctionIdListNames: [],
      junctionReferenceTo: [],
      relationshipName: field.reference?.childRelationshipName ?? null,
      restrictedDelete: field.reference?.onDelete === 'Restrict',
    }));
}

/** Key of the master record type, the one records without a type have. */
const masterRecordTypeId = normalizedId('012000000000000') ?? '';

function recordTypes({ store }: OrgContext, object: ObjectSchema): readonly DescribeRecordType[] {
  const rows = store.all(
    'SELECT Id, Name, DeveloperName, IsActive FROM RecordType WHERE SobjectType = ? ORDER BY Name',
    object.name,
  );
  const own = rows.map((row) => ({
    active: row.IsActive === 1,
    available: row.IsActive === 1,
    defaultRecordTypeMapping: false,
    developerName: String(row.DeveloperName),
    master: false,
    name: String(row.Name),
    recordTypeId: String(row.Id),
  }));
  const master = {
    active: true,
    available: true,
    defaultRecordTypeMapping: true,
    developerName: 'Master',
    master: true,
    name: 'Master',
    recordTypeId: masterRecordTypeId,
  };
  return [...own, master];
}
