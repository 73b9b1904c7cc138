import { systemRecord } from '../../data/new-org.ts';
import type { OrgContext } from '../../data/org-context.ts';
import { quoted, type SqlValue } from '../../data/store.ts';
import { forgetComponent, storeComponent } from './component-store.ts';
import {
  byteContent,
  textContent,
  type DeployContext,
  type DeployStep,
  type StepOutcome,
} from './deploy-step.ts';
import { isTrue, requiredText, textOf, xmlRoot, type XmlElement } from './xml-element.ts';

type Values = Readonly<Record<string, SqlValue>>;

/** Types whose components are records too, which Apex and clients query: prefix of their ids, and what the record says. */
const recordedTypes: Readonly<
  Record<string, { readonly idPrefix: string; values(root: XmlElement): Values }>
> = {
  CustomPermission: {
    idPrefix: '0CP',
    values: (root) => ({
      MasterLabel: requiredText(root, 'label'),
      IsLicensed: isTrue(root, 'isLicensed') ? 1 : 0,
    }),
  },
  CustomNotificationType: {
    idPrefix: '0ML',
    values: (root) => ({
      MasterLabel: requiredText(root, 'masterLabel'),
      CustomNotifTypeName: textOf(root, 'customNotifTypeName'),
      Desktop: isTrue(root, 'desktop') ? 1 : 0,
      Mobile: isTrue(root, 'mobile') ? 1 : 0,
    }),
  },
};

/** Whether components of the type are records as well. */
export function isRecorded(type: string): boolean {
  return Object.hasOwn(recordedTypes, type);
}

/** The file of such a component, and its record under the same id. */
export function recordedStep(
  { org, userId }: DeployContext,
  type: string,
  fileName: string,
  fullName: string,
  content: Uint8Array | string,
): DeployStep {
  return {
    type,
    fullName,
    fileName,
    phase: 'files',
    run: () => deployRecorded(org, userId, { type, fullName, fileName, content }),
  };
}

function deployRecorded(
  org: OrgContext,
  userId: string,
  file: Pick<DeployStep, 'type' | 'fullName' | 'fileName'> & { content: Uint8Array | string },
): StepOutcome {
  const { type, fullName } = file;
  const kind = recordedTypes[type];
  if (!kind) throw new Error(`${type} has no records`);
  const root = xmlRoot(textContent(file.content));
  const values = {
    ...kind.values(root),
    DeveloperName: fullName,
    Language: 'en_US',
    Description: textOf(root, 'description'),
  };
  const stored = { ...file, content: byteContent(file.content) };
  const outcome = storeComponent(org.store, stored, kind.idPrefix, org.clock.now());
  if (outcome.created) systemRecord(org, type, values, userId, outcome.id);
  else updateRow(org, type, outcome.id, values);
  return outcome;
}

function updateRow({ store }: OrgContext, type: string, id: string, values: Values): void {
  const assignments = Object.keys(values).map((name) => `${quoted(name)} = ?`);
  store.run(
    `UPDATE ${quoted(type)} SET ${assignments.join(', ')} WHERE Id = ?`,
    ...Object.values(values),
    id,
  );
}

/** Deletes the component, its record, and what permission sets grant of it. Returns its id; null where there is none. */
export function removeRecorded({ store }: OrgContext, type: string, name: string): string | null {
  const id = forgetComponent(store, type, name);
  if (id === null) return null;
  store.run(`DELETE FROM ${quoted(type)} WHERE Id = ?`, id);
  store.run('DELETE FROM SetupEntityAccess WHERE SetupEntityId = ?', id);
  return id;
}
