import { systemField, text } from '../field.ts';
import type { FieldSchema, ObjectSchema, ValidationRule } from '../object-schema.ts';
import { customMetadataFields, customObjectFields, object } from '../standard/standard-object.ts';
import { DeployFailure } from './deploy-failure.ts';
import { childNamed, isTrue, requiredText, textOf, type XmlElement } from './xml-element.ts';

/** Longest name of a record of a custom object. */
const nameLength = 80;

/** A new custom object or Custom Metadata type as an object file describes it, with its system fields only. */
export function objectOfElement(name: string, element: XmlElement): ObjectSchema {
  const label = requiredText(element, 'label');
  const details = {
    pluralLabel: textOf(element, 'pluralLabel') ?? label,
    description: textOf(element, 'description'),
  };
  if (name.endsWith('__mdt')) {
    return object(name, label, customMetadataFields(label), {
      ...details,
      kind: 'customMetadata',
      createable: false,
      updateable: false,
      deletable: false,
      permissionable: true,
    });
  }
  if (!name.endsWith('__c'))
    throw new DeployFailure(`The local org does not support objects named ${name}`);
  requiredText(element, 'deploymentStatus');
  const hasOwner = requiredText(element, 'sharingModel') !== 'ControlledByParent';
  return object(name, label, customObjectFields(label, nameField(element), hasOwner), {
    ...details,
    kind: 'custom',
    undeletable: true,
    permissionable: true,
  });
}

/** The name field of a custom object: text, or an auto number nobody writes. */
export function nameField(element: XmlElement): FieldSchema {
  const name = childNamed(element, 'nameField');
  if (!name) throw new DeployFailure("Must specify a 'nameField' for a CustomObject");
  const label = requiredText(name, 'label');
  const type = requiredText(name, 'type');
  if (type === 'Text') return text('Name', label, nameLength, { permissionable: false });
  if (type !== 'AutoNumber')
    throw new DeployFailure(`The local org does not support a nameField of type ${type}`);
  return systemField('Name', label, 'string', {
    length: nameLength,
    nillable: false,
    autoNumberFormat: requiredText(name, 'displayFormat'),
  });
}

/** The object with label and name field as a redeployed file has them; what the file doesn't say stays. */
export function relabelled(object: ObjectSchema, element: XmlElement): ObjectSchema {
  if (object.kind === 'standard') return object;
  const label = textOf(element, 'label') ?? object.label;
  const named = childNamed(element, 'nameField') ? nameField(element) : undefined;
  return {
    ...object,
    label,
    pluralLabel: textOf(element, 'pluralLabel') ?? object.pluralLabel,
    description: textOf(element, 'description') ?? object.description,
    fields: object.fields.map((field) => (field.name === 'Name' && named ? named : field)),
  };
}

export function validationRuleOf(element: XmlElement): ValidationRule {
  return {
    fullName: requiredText(element, 'fullName'),
    active: isTrue(element, 'active'),
    errorConditionFormula: requiredText(element, 'errorConditionFormula'),
    errorMessage: requiredText(element, 'errorMessage'),
    errorDisplayField: textOf(element, 'errorDisplayField'),
  };
}
