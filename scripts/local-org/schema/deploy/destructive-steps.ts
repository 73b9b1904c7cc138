import type { OrgContext } from '../../data/org-context.ts';
import { quoted } from '../../data/store.ts';
import { deleteRecord } from '../../data/record-deleter.ts';
import { removeApexClass } from './apex-class-step.ts';
import { forgetComponent } from './component-store.ts';
import { DeployFailure } from './deploy-failure.ts';
import {
  textContent,
  type DeployContext,
  type DeployPhase,
  type DeployStep,
  type StepOutcome,
} from './deploy-step.ts';
import { checkNoRecordRefers } from './metadata-references.ts';
import { packageManifest } from './package-manifest.ts';
import { isRecorded, removeRecorded } from './recorded-step.ts';
import { deleteField, putObject, removeObject } from './schema-changes.ts';

/** Files that name what a package deletes, and when they do it. */
export const destructiveFiles: Readonly<Record<string, DeployPhase>> = {
  'destructiveChangesPre.xml': 'destroyBefore',
  'destructiveChanges.xml': 'destroyBefore',
  'destructiveChangesPost.xml': 'destroyAfter',
};

/** One step for each component a destructive changes file names. */
export function destructiveSteps(
  context: DeployContext,
  fileName: string,
  phase: DeployPhase,
  content: Uint8Array | string,
): readonly DeployStep[] {
  const { members } = packageManifest(textContent(content));
  return [...members].flatMap(([type, fullNames]) =>
    [...fullNames].map((fullName) => ({
      type,
      fullName,
      fileName,
      phase,
      run: () => destroy(context.org, type, fullName),
    })),
  );
}

function destroy(org: OrgContext, type: string, fullName: string): StepOutcome {
  const id = (destroyers[type] ?? forgetFile)(org, fullName, type);
  return { id, created: false, changed: true, deleted: true };
}

type Destroyer = (org: OrgContext, fullName: string, type: string) => string | null;

const destroyers: Readonly<Record<string, Destroyer>> = {
  ApexClass: (org, fullName) => {
    const id = removeApexClass(org, fullName);
    if (id === null) throw notFound('ApexClass', fullName);
    return id;
  },
  CustomField: (org, fullName) => {
    const [object = '', field = ''] = fullName.split('.');
    checkNoRecordRefers(org, object, field);
    return deleteField(org, object, field).durableId;
  },
  CustomObject: (org, fullName) => {
    const object = org.schema.find(fullName);
    if (!object || object.kind === 'standard') throw notFound('CustomObject', fullName);
    const users = org.schema.childReferences(object.name).filter(({ child }) => child !== object);
    if (users.length > 0) {
      const fields = users.map(({ child, field }) => `${child.name}.${field.name}`).join(', ');
      throw new DeployFailure(
        `This custom object is referenced elsewhere in salesforce.com: ${fields}`,
      );
    }
    removeObject(org, object);
    forgetComponent(org.store, 'CustomObject', object.name);
    return object.durableId;
  },
  ValidationRule: (org, fullName) => {
    const [objectName = '', ruleName = ''] = fullName.split('.');
    const object = org.schema.find(objectName);
    const rest = object?.validationRules.filter((rule) => rule.fullName !== ruleName);
    if (!object || rest?.length === object.validationRules.length)
      throw notFound('ValidationRule', fullName);
    putObject(org, { ...object, validationRules: rest ?? [] });
    return forgetComponent(org.store, 'ValidationRule', fullName);
  },
  CustomMetadata: (org, fullName) => {
    const [typeName = '', developerName = ''] = fullName.split('.');
    const type = org.schema.find(`${typeName.replace(/__mdt$/, '')}__mdt`);
    const row =
      type &&
      org.store.get(`SELECT Id FROM ${quoted(type.name)} WHERE DeveloperName = ?`, developerName);
    if (!row) throw notFound('CustomMetadata', fullName);
    return deleteRecord(org, type, String(row.Id));
  },
  PermissionSet: (org, fullName) => {
    const object = org.schema.find('PermissionSet');
    const row = org.store.get(
      'SELECT Id FROM PermissionSet WHERE Name = ? AND IsOwnedByProfile = 0',
      fullName,
    );
    if (!row || !object) throw notFound('PermissionSet', fullName);
    forgetComponent(org.store, 'PermissionSet', fullName);
    return deleteRecord(org, object, String(row.Id));
  },
};

const forgetFile: Destroyer = (org, fullName, type) => {
  const id = isRecorded(type)
    ? removeRecorded(org, type, fullName)
    : forgetComponent(org.store, type, fullName);
  if (id === null) throw notFound(type, fullName);
  return id;
};

function notFound(type: string, fullName: string): DeployFailure {
  return new DeployFailure(`No ${type} named: ${fullName} found`);
}
