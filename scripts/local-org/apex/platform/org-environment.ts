import type { LocalOrg } from '../../org.ts';
import type { ApexSource } from '../compile/program.ts';
import { dataNatives } from '../data/data-natives.ts';
import { reflectedSObject } from '../data/sobject-reflection.ts';
import { sObjectShapes } from '../data/sobject-shape.ts';
import { dataStatements } from '../data/statement-hooks.ts';
import { labelType } from '../library/label.ts';
import { libraryNatives } from '../library/library-natives.ts';
import { nativeType, type NativeType } from '../library/native-type.ts';
import { systemMembers } from '../library/system.ts';
import { languageTypes } from '../run/platform-exceptions.ts';
import type { Environment } from '../types/environment.ts';
import { calloutTypes } from './callout/http.ts';
import { customLabels } from './custom-labels.ts';
import { queueableMembers, queueableTypes } from './job/queueable.ts';
import { customNotification } from './messaging/custom-notification.ts';
import { metadataTypes } from './metadata/metadata-types.ts';
import { runAs } from './run-as.ts';
import { scheduleMembers, scheduleTypes } from './schedule/system-schedule.ts';
import { testType } from './test-type.ts';
import { textRows } from './text-rows.ts';

/** All that the Apex of an org is compiled against: the platform's types, the org's objects and labels. */
export function orgEnvironment(org: LocalOrg): Environment {
  return {
    natives: [...platformTypes(org), ...libraryNatives, ...languageTypes, ...dataNatives(org)],
    sObjects: sObjectShapes(org),
    statements: { ...dataStatements(org), runAs },
    reflectedSObject: (name) => reflectedSObject(org, name),
  };
}

function platformTypes(org: LocalOrg): readonly NativeType[] {
  const labels = customLabels(org);
  return [
    nativeType('System.System', [...systemMembers, ...queueableMembers, ...scheduleMembers]),
    labelType(() => labels),
    testType,
    customNotification,
    ...calloutTypes,
    ...metadataTypes,
    ...queueableTypes,
    ...scheduleTypes,
  ];
}

/** The org's Apex classes, as they were deployed. */
export function orgSources(org: LocalOrg): readonly ApexSource[] {
  const soql = 'SELECT Name, Body, ApiVersion FROM ApexClass ORDER BY Name';
  return textRows(org, soql).map(([name, body, version]) => ({
    name: present(name),
    text: present(body),
    apiVersion: Number(present(version)),
  }));
}

function present(value: string | null = null): string {
  if (value !== null) return value;
  throw new Error('An Apex class without name, body or version');
}
