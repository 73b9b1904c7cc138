import { allFields, type FieldModel, type PackageModel } from '../package-model.ts';
import { textAt } from '../xml-element.ts';
import type { Rule } from './rule.ts';

/** An unrestricted picklist takes any text over the API, so a slip of the connector would become a new value. */
export const picklistsAreRestricted: Rule = (model) =>
  allFields(model)
    .filter(({ field }) => ['Picklist', 'MultiselectPicklist'].includes(field.type))
    .filter(({ field }) => textAt(field.root, 'valueSet', 'restricted') !== 'true')
    .map(({ field }) => ({
      file: field.path,
      message: 'set <restricted> of the value set to true: the API would accept any value',
    }));

/** The types that Setup offers for custom metadata; others fail with "not supported for the Entity". */
const metadataFieldTypes: ReadonlySet<string> = new Set([
  'Checkbox',
  'Date',
  'DateTime',
  'Email',
  'LongTextArea',
  'MetadataRelationship',
  'Number',
  'Percent',
  'Phone',
  'Picklist',
  'Text',
  'TextArea',
  'Url',
]);

export const metadataTypesHaveMetadataFields: Rule = (model) =>
  allFields(model)
    .filter(({ object, field }) =>
      object.isMetadataType
        ? !metadataFieldTypes.has(field.type)
        : field.type === 'MetadataRelationship',
    )
    .map(({ object, field }) => ({
      file: field.path,
      message: `a field of ${object.name} cannot have the type ${field.type}`,
    }));

/** A relationship to a field is only a relationship where another one says of which object. */
export const fieldRelationshipsAreControlled: Rule = (model) =>
  allFields(model)
    .filter(({ field }) => field.referenceTo === 'FieldDefinition')
    .filter(({ field }) => controllingField(model, field)?.referenceTo !== 'EntityDefinition')
    .map(({ field }) => ({
      file: field.path,
      message:
        'set <metadataRelationshipControllingField> to a relationship to EntityDefinition of the same type, as Type__mdt.Field__c',
    }));

function controllingField(model: PackageModel, field: FieldModel): FieldModel | undefined {
  const name = textAt(field.root, 'metadataRelationshipControllingField') ?? '';
  const [object = '', controlling = ''] = name.split('.');
  return model.objects.get(object)?.fields.get(controlling);
}

/** A detail is seen by whoever sees its master, and only a detail can be shared that way. */
export const detailsAreControlledByParent: Rule = (model) =>
  [...model.objects.values()].flatMap((object) => {
    if (!object.document) return [];
    const isDetail = [...object.fields.values()].some((field) => field.type === 'MasterDetail');
    const sharing = textAt(object.document.root, 'sharingModel');
    if (isDetail === (sharing === 'ControlledByParent')) return [];
    const message = isDetail
      ? 'set <sharingModel> to ControlledByParent: the object has a master'
      : '<sharingModel> is ControlledByParent, and the object has no master-detail field';
    return [{ file: object.document.path, message }];
  });
