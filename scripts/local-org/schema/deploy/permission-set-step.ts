import { systemRecord } from '../../data/new-org.ts';
import type { OrgContext } from '../../data/org-context.ts';
import type { SqlValue } from '../../data/store.ts';
import type { FieldSchema } from '../object-schema.ts';
import { userPermissions } from '../standard/permissions.ts';
import { storeComponent } from './component-store.ts';
import { DeployFailure } from './deploy-failure.ts';
import {
  byteContent,
  textContent,
  type DeployContext,
  type DeployStep,
  type StepOutcome,
} from './deploy-step.ts';
import { setupAccesses } from './setup-access.ts';
import {
  childrenNamed,
  isTrue,
  requiredText,
  textOf,
  xmlRoot,
  type XmlElement,
} from './xml-element.ts';

type Values = Readonly<Record<string, SqlValue>>;

/** A `permissionsets/X.permissionset` file: the permission set with the records its permissions are. */
export function permissionSetStep(
  context: DeployContext,
  fileName: string,
  name: string,
  content: Uint8Array | string,
): DeployStep {
  return {
    type: 'PermissionSet',
    fullName: name,
    fileName,
    phase: 'permissions',
    run: () => deployPermissionSet(context, fileName, name, content),
  };
}

function deployPermissionSet(
  { org, userId }: DeployContext,
  fileName: string,
  name: string,
  content: Uint8Array | string,
): StepOutcome {
  const root = xmlRoot(textContent(content));
  const values = {
    Label: requiredText(root, 'label'),
    Description: textOf(root, 'description'),
    ...grantedUserPermissions(root),
  };
  const row = org.store.get(
    'SELECT Id FROM PermissionSet WHERE Name = ? COLLATE NOCASE AND IsOwnedByProfile = 0',
    name,
  );
  const id = row
    ? String(row.Id)
    : systemRecord(org, 'PermissionSet', { ...values, Name: name, IsCustom: 1 }, userId);
  if (row) updatePermissionSet(org, id, values);
  const add = (object: string, permission: Values) =>
    systemRecord(org, object, { ParentId: id, ...permission }, userId);
  for (const each of childrenNamed(root, 'objectPermissions')) {
    add('ObjectPermissions', objectPermission(org, each));
  }
  for (const each of childrenNamed(root, 'fieldPermissions')) {
    add('FieldPermissions', fieldPermission(org, each));
  }
  for (const each of setupAccesses(org, root)) add('SetupEntityAccess', each);
  // Who reads permissions must not go on with what it knew.
  org.schema.version++;
  const file = { type: 'PermissionSet', fullName: name, fileName, content: byteContent(content) };
  const { changed } = storeComponent(org.store, file, '0PS', org.clock.now(), id);
  return { id, created: !row, changed };
}

/** A deploy states all a permission set grants: what it granted before is gone. */
function updatePermissionSet({ store }: OrgContext, id: string, values: Values): void {
  const assignments = Object.keys(values).map((name) => `"${name}" = ?`);
  store.run(
    `UPDATE PermissionSet SET ${assignments.join(', ')} WHERE Id = ?`,
    ...Object.values(values),
    id,
  );
  for (const object of ['ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess']) {
    store.run(`DELETE FROM ${object} WHERE ParentId = ?`, id);
  }
}

function grantedUserPermissions(root: XmlElement): Values {
  const granted = new Set<string>();
  for (const each of childrenNamed(root, 'userPermissions')) {
    const name = requiredText(each, 'name');
    if (!userPermissions.includes(name))
      throw new DeployFailure(`Unknown user permission: ${name}`);
    if (isTrue(each, 'enabled')) granted.add(name);
  }
  return Object.fromEntries(
    userPermissions.map((name) => [`Permissions${name}`, granted.has(name) ? 1 : 0]),
  );
}

const objectRights = {
  PermissionsRead: 'allowRead',
  PermissionsCreate: 'allowCreate',
  PermissionsEdit: 'allowEdit',
  PermissionsDelete: 'allowDelete',
  PermissionsViewAllRecords: 'viewAllRecords',
  PermissionsModifyAllRecords: 'modifyAllRecords',
  PermissionsViewAllFields: 'viewAllFields',
} as const;

/** What each right needs beside it, as Salesforce insists. */
const dependencies: Readonly<Record<string, readonly string[]>> = {
  allowCreate: ['allowRead'],
  allowEdit: ['allowRead'],
  allowDelete: ['allowRead', 'allowEdit'],
  viewAllRecords: ['allowRead'],
  modifyAllRecords: ['allowRead', 'allowEdit', 'allowDelete', 'viewAllRecords'],
};

function objectPermission({ schema }: OrgContext, element: XmlElement): Values {
  const name = requiredText(element, 'object');
  const object = schema.find(name);
  if (!object) throw new DeployFailure(`In field: object - no CustomObject named ${name} found`);
  for (const [right, needed] of Object.entries(dependencies)) {
    const missing = isTrue(element, right) ? needed.filter((each) => !isTrue(element, each)) : [];
    if (missing.length > 0) {
      throw new DeployFailure(
        `Permission ${right} of ${object.name} depends on permission(s): ${missing.join(', ')}`,
      );
    }
  }
  const rights = Object.entries(objectRights).map(([column, right]) => [
    column,
    isTrue(element, right) ? 1 : 0,
  ]);
  return { SobjectType: object.name, ...(Object.fromEntries(rights) as Values) };
}

function fieldPermission({ schema }: OrgContext, element: XmlElement): Values {
  const fullName = requiredText(element, 'field');
  const object = schema.find(fullName.split('.')[0] ?? '');
  const field = object && schema.findField(object.name, fullName.slice(object.name.length + 1));
  if (!field) throw new DeployFailure(`In field: field - no CustomField named ${fullName} found`);
  const isEditable = isTrue(element, 'editable');
  checkFieldPermission(fullName, field, isEditable);
  return {
    SobjectType: object.name,
    Field: `${object.name}.${field.name}`,
    PermissionsRead: isTrue(element, 'readable') || isEditable ? 1 : 0,
    PermissionsEdit: isEditable ? 1 : 0,
  };
}

function checkFieldPermission(fullName: string, field: FieldSchema, isEditable: boolean): void {
  if (!field.permissionable)
    throw new DeployFailure(`You cannot deploy to a required field: ${fullName}`);
  if (isEditable && !field.createable && !field.updateable) {
    throw new DeployFailure(`Field ${fullName} is not editable`);
  }
}
