import { apiDateTime } from '../../data/moments.ts';
import { systemRecord } from '../../data/new-org.ts';
import type { OrgContext } from '../../data/org-context.ts';
import { forgetComponent, storeComponent, storedComponents } from './component-store.ts';
import { DeployFailure } from './deploy-failure.ts';
import {
  byteContent,
  textContent,
  type DeployContext,
  type DeployStep,
  type StepOutcome,
} from './deploy-step.ts';
import { textOf, xmlRoot } from './xml-element.ts';

const idPrefix = '01p';

/** `classes/X.cls` with its `X.cls-meta.xml`: the source, and the ApexClass record clients read. Whether it compiles is asked when all steps are done. */
export function apexClassStep(
  context: DeployContext,
  fileName: string,
  fullName: string,
  content: Uint8Array | string,
): DeployStep {
  const isSource = fileName.endsWith('.cls');
  return {
    type: 'ApexClass',
    fullName,
    fileName,
    phase: 'files',
    run: () =>
      isSource
        ? deployClass(context, fileName, fullName, textContent(content))
        : storeFile(context.org, fileName, fullName, byteContent(content)),
  };
}

function storeFile(org: OrgContext, fileName: string, fullName: string, content: Uint8Array) {
  const file = { type: 'ApexClass', fullName, fileName, content };
  return storeComponent(org.store, file, idPrefix, org.clock.now());
}

function deployClass(
  { org, userId, files }: DeployContext,
  fileName: string,
  name: string,
  source: string,
): StepOutcome {
  const meta = files.get(`${fileName}-meta.xml`);
  if (meta === undefined) {
    throw new DeployFailure(`File '${fileName}' has no ${fileName}-meta.xml beside it`);
  }
  const root = xmlRoot(textContent(meta));
  const outcome = storeFile(org, fileName, name, byteContent(source));
  const values = {
    Name: name,
    ApiVersion: Number(textOf(root, 'apiVersion') ?? '67.0'),
    Status: textOf(root, 'status') ?? 'Active',
    Body: source,
    LengthWithoutComments: withoutComments(source).length,
  };
  // The record tells whether the class is new: of its two files the other may have come first.
  const known = org.store.get('SELECT * FROM ApexClass WHERE Id = ?', outcome.id);
  if (!known) {
    systemRecord(org, 'ApexClass', { ...values, IsValid: 1 }, userId, outcome.id);
    return { ...outcome, created: true };
  }
  const changed = Object.entries(values).some(([name, value]) => known[name] !== value);
  if (changed) updateClass(org, outcome.id, values, userId);
  return { ...outcome, created: false, changed };
}

function updateClass(
  { store, clock }: OrgContext,
  id: string,
  { ApiVersion, Status, Body, LengthWithoutComments }: Record<string, string | number>,
  userId: string,
): void {
  const now = apiDateTime(clock.now());
  store.run(
    `UPDATE ApexClass SET ApiVersion = ?, Status = ?, Body = ?, LengthWithoutComments = ?,
       LastModifiedDate = ?, SystemModstamp = ?, LastModifiedById = ? WHERE Id = ?`,
    ApiVersion ?? null,
    Status ?? null,
    Body ?? null,
    LengthWithoutComments ?? null,
    now,
    now,
    userId,
    id,
  );
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|('(?:\\.|[^'\\])*')/g, '$1');
}

/** Deletes a class and its record. Returns its id; null where there is no such class. */
export function removeApexClass({ store }: OrgContext, fullName: string): string | null {
  const id = forgetComponent(store, 'ApexClass', fullName);
  if (id === null) return null;
  store.run('DELETE FROM ApexClass WHERE Id = ?', id);
  store.run('DELETE FROM SetupEntityAccess WHERE SetupEntityId = ?', id);
  return id;
}

/** Whether there is any Apex whose compilation a change could break. */
export function hasApexClasses({ store }: OrgContext): boolean {
  return storedComponents(store, 'ApexClass').length > 0;
}
