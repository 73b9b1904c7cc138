import type { OrgContext } from '../../data/org-context.ts';
import { componentKinds } from '../deploy/component-kind.ts';
import { storedComponents } from '../deploy/component-store.ts';
import type { PackageManifest } from '../deploy/package-manifest.ts';
import { customMetadataFile, customMetadataRecords } from './custom-metadata-source.ts';
import { labelComponents, labelsNamed } from './label-source.ts';
import { objectComponents, objectFile, objectPartTypes } from './object-source.ts';
import type { RetrievedComponent, RetrieveResult } from './retrieved-component.ts';
import { metadataFile, textElement, type WrittenElement } from './xml-text.ts';

/** All components of a type the org has; empty for a type it doesn't know. */
export function componentsOfType(org: OrgContext, type: string): readonly RetrievedComponent[] {
  switch (type) {
    case 'CustomObject':
      return objectComponents(org);
    case 'CustomMetadata':
      return customMetadataRecords(org);
    case 'CustomLabel':
      return labelComponents(org);
    default:
      return storedOnes(org, type);
  }
}

/** One component for all files of a bundle or a class; its file is the one that isn't the `-meta.xml`. */
function storedOnes({ store }: OrgContext, type: string): readonly RetrievedComponent[] {
  const found = new Map<string, RetrievedComponent>();
  for (const { fullName, id, fileName, lastModifiedDate } of storedComponents(store, type)) {
    const known = found.get(fullName);
    if (known !== undefined && !known.fileName.endsWith('-meta.xml')) continue;
    found.set(fullName, { type, fullName, id, fileName, lastModifiedDate });
  }
  return [...found.values()];
}

/** What the manifest names, as a package. Members the org doesn't have are problems, not failures. */
export function retrieve(
  org: OrgContext,
  manifest: PackageManifest,
  version: string,
): RetrieveResult {
  const components: RetrievedComponent[] = [];
  const problems: string[] = [];
  for (const [type, members] of manifest.members) {
    const { found, missing } = membersOf(org, type, members);
    components.push(...found);
    problems.push(
      ...missing.map((name) => `Entity of type '${type}' named '${name}' cannot be found`),
    );
  }
  const files = new Map(filesOf(org, components));
  files.set('package.xml', packageFile(components, version));
  return { files, components, problems };
}

function membersOf(org: OrgContext, type: string, members: ReadonlySet<string>) {
  const all = componentsOfType(org, type);
  const found = all.filter(
    (each) => members.has(each.fullName) || (members.has('*') && isInWildcard(each)),
  );
  const names = new Set(all.map(({ fullName }) => fullName));
  return { found, missing: [...members].filter((name) => name !== '*' && !names.has(name)) };
}

/** As documented, `*` of CustomObject means custom objects, and parts of objects have to be named. */
function isInWildcard({ type, id }: RetrievedComponent): boolean {
  return type === 'CustomObject' ? id !== null : !objectPartTypes.includes(type);
}

function* filesOf(
  org: OrgContext,
  components: readonly RetrievedComponent[],
): Generator<[string, Uint8Array]> {
  const byType = Map.groupBy(components, ({ type }) => type);
  const ofType = (type: string) => byType.get(type) ?? [];
  yield* partFiles(org, components);
  for (const { fullName, fileName } of ofType('CustomObject')) {
    yield [fileName, objectFile(org, fullName)];
  }
  for (const record of ofType('CustomMetadata')) {
    yield [record.fileName, customMetadataFile(org, record)];
  }
  yield* labelFiles(org, ofType('CustomLabel'));
  for (const [type, each] of byType) if (isKeptAsFile(type)) yield* storedFiles(org, type, each);
}

function* labelFiles(
  org: OrgContext,
  labels: readonly RetrievedComponent[],
): Generator<[string, Uint8Array]> {
  const names = new Set(labels.map(({ fullName }) => fullName));
  for (const { fileName } of labels.slice(0, 1)) yield [fileName, labelsNamed(org, names)];
}

const written: ReadonlySet<string> = new Set([
  'CustomObject',
  'CustomMetadata',
  'CustomLabel',
  ...objectPartTypes,
]);

function isKeptAsFile(type: string): boolean {
  return !written.has(type);
}

function* storedFiles(
  { store }: OrgContext,
  type: string,
  components: readonly RetrievedComponent[],
): Generator<[string, Uint8Array]> {
  const names = new Set(components.map(({ fullName }) => fullName));
  for (const { fullName, fileName, content } of storedComponents(store, type)) {
    if (names.has(fullName)) yield [fileName, content];
  }
}

/** Objects of which only parts are named; a file with the whole object replaces them. */
function* partFiles(
  org: OrgContext,
  components: readonly RetrievedComponent[],
): Generator<[string, Uint8Array]> {
  const parts = components.filter(({ type }) => objectPartTypes.includes(type));
  for (const [object, named] of Map.groupBy(
    parts,
    ({ fullName }) => fullName.split('.')[0] ?? '',
  )) {
    const names = new Set(named.map(({ type, fullName }) => `${type}:${fullName}`));
    yield [`objects/${object}.object`, objectFile(org, object, names)];
  }
}

function packageFile(components: readonly RetrievedComponent[], version: string): Uint8Array {
  const types = Array.from(
    Map.groupBy(components, ({ type }) => type),
    ([type, each]): WrittenElement => ({
      name: 'types',
      children: [
        ...each.map(({ fullName }) => textElement('members', fullName)),
        textElement('name', type),
      ],
    }),
  );
  return metadataFile({ name: 'Package', children: [...types, textElement('version', version)] });
}

/** A metadata type as describeMetadata lists it. */
export interface MetadataType {
  readonly directoryName: string;
  readonly suffix: string;
  readonly xmlName: string;
  readonly metaFile: boolean;
  readonly childXmlNames: readonly string[];
}

export const metadataTypes: readonly MetadataType[] = Object.entries(componentKinds).map(
  ([directoryName, { type, suffix }]) => ({
    directoryName,
    suffix,
    xmlName: type,
    metaFile: ['ApexClass', 'ApexTrigger', 'StaticResource'].includes(type),
    childXmlNames:
      type === 'CustomObject' ? objectPartTypes : type === 'CustomLabels' ? ['CustomLabel'] : [],
  }),
);
