import {
  documentsOf,
  namesOf,
  type FieldModel,
  type MetadataDocument,
  type ObjectModel,
  type PackageModel,
} from '../package-model.ts';
import type { Problem } from '../problem.ts';
import { childrenNamed, textAt, type XmlElement } from '../xml-element.ts';
import type { Rule } from './rule.ts';

/** Each permission set refers to things that the package, or every org, has. */
export const permittedThingsExist: Rule = (model) => {
  const checks: readonly [element: string, name: string, known: (name: string) => boolean][] = [
    ['objectPermissions', 'object', (name) => name === 'Account' || isCustomObject(model, name)],
    [
      'customMetadataTypeAccesses',
      'name',
      (name) => model.objects.get(name)?.isMetadataType === true,
    ],
    [
      'applicationVisibilities',
      'application',
      (name) => namesOf(model, 'CustomApplication').has(name),
    ],
    ['tabSettings', 'tab', (name) => namesOf(model, 'CustomTab').has(name)],
    ['classAccesses', 'apexClass', (name) => namesOf(model, 'ApexClass').has(name)],
    ['pageAccesses', 'apexPage', (name) => namesOf(model, 'ApexPage').has(name)],
    ['customPermissions', 'name', (name) => namesOf(model, 'CustomPermission').has(name)],
    [
      'externalCredentialPrincipalAccesses',
      'externalCredentialPrincipal',
      (name) => principals(model).has(name),
    ],
  ];
  return permissionSets(model).flatMap(({ path, root }) =>
    checks.flatMap(([element, name, isKnown]) =>
      childrenNamed(root, element)
        .map((child) => textAt(child, name) ?? '')
        .filter((each) => !isKnown(each))
        .map((each) => ({
          file: path,
          message: `<${element}> names ${each}, which is not in the package`,
        })),
    ),
  );
};

/** Salesforce answers "You cannot deploy to a required field" where a field cannot have permissions of its own. */
export const fieldPermissionsAreAllowed: Rule = (model) =>
  permissionSets(model).flatMap(({ path, root }) =>
    childrenNamed(root, 'fieldPermissions').flatMap((permission) =>
      fieldPermissionProblem(model, permission).map((message) => ({ file: path, message })),
    ),
  );

function fieldPermissionProblem(model: PackageModel, permission: XmlElement): readonly string[] {
  const name = textAt(permission, 'field') ?? '';
  const [objectName = '', fieldName = ''] = name.split('.');
  const object = model.objects.get(objectName);
  const field = object?.fields.get(fieldName);
  if (!object || !field) return [`field permission for ${name}: the package has no such field`];
  const isEditable = textAt(permission, 'editable') === 'true';
  const problem = permissionProblem(object, field, isEditable);
  return problem === undefined ? [] : [`field permission for ${name}: ${problem}`];
}

function permissionProblem(
  object: ObjectModel,
  field: FieldModel,
  isEditable: boolean,
): string | undefined {
  if (object.isMetadataType) return 'use <customMetadataTypeAccesses>, it covers all fields';
  if (!hasPermissions(field)) {
    return 'remove it, a required or master-detail field is readable with its object';
  }
  return isEditable && isReadOnly(field)
    ? 'nobody can edit it, set <editable> to false'
    : undefined;
}

/** A field that a permission set forgets is invisible to those who have only this set. */
export const permissionSetsCoverAllFields: Rule = (model) =>
  permissionSets(model).flatMap((set) => {
    const named = new Set(
      childrenNamed(set.root, 'fieldPermissions').map((each) => textAt(each, 'field')),
    );
    return childrenNamed(set.root, 'objectPermissions')
      .flatMap((permission) => permittedFields(model, textAt(permission, 'object') ?? ''))
      .filter((name) => !named.has(name))
      .map((name) => ({
        file: set.path,
        message: `say in <fieldPermissions> whether ${name} is readable`,
      }));
  });

function permittedFields(model: PackageModel, objectName: string): readonly string[] {
  const fields = [...(model.objects.get(objectName)?.fields.values() ?? [])];
  return fields.filter(hasPermissions).map((field) => `${objectName}.${field.name}`);
}

/** A right that needs others: Salesforce refuses a set that grants the one without them. */
const impliedRights: Readonly<Record<string, readonly string[]>> = {
  allowCreate: ['allowRead'],
  allowEdit: ['allowRead'],
  allowDelete: ['allowRead', 'allowEdit'],
  viewAllRecords: ['allowRead'],
  modifyAllRecords: ['allowRead', 'allowEdit', 'allowDelete', 'viewAllRecords'],
};

export const objectRightsAreComplete: Rule = (model) =>
  permissionSets(model).flatMap(({ path, root }) =>
    childrenNamed(root, 'objectPermissions').flatMap((permission) =>
      Object.entries(impliedRights)
        .filter(([right]) => textAt(permission, right) === 'true')
        .flatMap(([right, needed]) =>
          needed
            .filter((each) => textAt(permission, each) !== 'true')
            .map((each) => ({
              file: path,
              message: `${textAt(permission, 'object') ?? ''}: ${right} needs ${each}`,
            })),
        ),
    ),
  );

/** Reading a detail needs reading its master. */
export const mastersAreReadable: Rule = (model) =>
  permissionSets(model).flatMap((set) => {
    const readable = new Set(readableObjects(set));
    return [...readable]
      .flatMap((name) => mastersOf(model, name))
      .filter((master) => !readable.has(master))
      .map((master): Problem => ({
        file: set.path,
        message: `grant allowRead on ${master}: its details are granted`,
      }));
  });

function readableObjects({ root }: MetadataDocument): readonly string[] {
  return childrenNamed(root, 'objectPermissions')
    .filter((permission) => textAt(permission, 'allowRead') === 'true')
    .map((permission) => textAt(permission, 'object') ?? '');
}

function mastersOf(model: PackageModel, objectName: string): readonly string[] {
  const fields = [...(model.objects.get(objectName)?.fields.values() ?? [])];
  return fields.flatMap((field) =>
    field.type === 'MasterDetail' ? [field.referenceTo ?? ''] : [],
  );
}

function permissionSets(model: PackageModel): readonly MetadataDocument[] {
  return documentsOf(model, 'PermissionSet');
}

function isCustomObject(model: PackageModel, name: string): boolean {
  return model.objects.get(name)?.isMetadataType === false;
}

function hasPermissions(field: FieldModel): boolean {
  return !field.required && field.type !== 'MasterDetail';
}

function isReadOnly(field: FieldModel): boolean {
  return field.isFormula || ['AutoNumber', 'Summary'].includes(field.type);
}

/** `Credential-Principal`, as permission sets name them. */
function principals(model: PackageModel): ReadonlySet<string> {
  return new Set(
    documentsOf(model, 'ExternalCredential').flatMap(({ name, root }) =>
      childrenNamed(root, 'externalCredentialParameters')
        .filter((each) => textAt(each, 'parameterType')?.endsWith('Principal'))
        .map((each) => `${name}-${textAt(each, 'parameterName') ?? ''}`),
    ),
  );
}
