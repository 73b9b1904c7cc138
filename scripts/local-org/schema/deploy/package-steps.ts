import { apexClassStep } from './apex-class-step.ts';
import { componentKinds, type ComponentKind } from './component-kind.ts';
import type { Store } from '../../data/store.ts';
import { mergedLabels } from '../retrieve/label-source.ts';
import {
  forgetOtherFiles,
  storeComponent,
  storedComponents,
  type ComponentFile,
} from './component-store.ts';
import { customMetadataStep } from './custom-metadata-step.ts';
import { DeployFailure } from './deploy-failure.ts';
import {
  byteContent,
  type DeployContext,
  type DeployStep,
  type StepOutcome,
} from './deploy-step.ts';
import { destructiveFiles, destructiveSteps } from './destructive-steps.ts';
import { objectSteps } from './object-steps.ts';
import { permissionSetStep } from './permission-set-step.ts';
import { isRecorded, recordedStep } from './recorded-step.ts';

/** A file that can't be read as a component: reported like a step that failed. */
export interface UnreadableFile {
  readonly fileName: string;
  readonly type: string;
  readonly fullName: string;
  readonly failure: DeployFailure;
}

/** The steps of all files of a package, and the files no step could be made of. */
export function packageSteps(context: DeployContext): {
  readonly steps: readonly DeployStep[];
  readonly unreadable: readonly UnreadableFile[];
} {
  const unreadable: UnreadableFile[] = [];
  const files = [...context.files].filter(
    ([fileName]) => fileName !== 'package.xml' && !fileName.endsWith('/'),
  );
  const steps = files.flatMap(([fileName, content]) => {
    try {
      return isKept(fileName) ? [] : fileSteps(context, fileName, content);
    } catch (error) {
      if (!(error instanceof DeployFailure)) throw error;
      unreadable.push(unreadableFile(fileName, error));
      return [];
    }
  });
  return { steps: [...steps, ...keptSteps(context, files)], unreadable };
}

function unreadableFile(fileName: string, failure: DeployFailure): UnreadableFile {
  const type = kindOf(fileName)?.type ?? '';
  return { fileName, type, fullName: fullNameOf(fileName), failure };
}

/** One step for each component whose files are kept as they come. */
function keptSteps(
  context: DeployContext,
  files: readonly (readonly [string, Uint8Array | string])[],
): readonly DeployStep[] {
  const kept = files
    .filter(([fileName]) => isKept(fileName))
    .map(([fileName, content]): ComponentFile => {
      const type = kindOf(fileName)?.type ?? '';
      return { type, fullName: fullNameOf(fileName), fileName, content: byteContent(content) };
    });
  const components = Map.groupBy(kept, ({ type, fullName }) => `${type}:${fullName}`);
  return Array.from(components.values(), (component) => {
    const { idPrefix = '' } = kindOf(component[0]?.fileName ?? '') ?? {};
    return fileStep(context, component, idPrefix);
  });
}

/** Types the org reads; files of the others are kept as they come. */
const readTypes: ReadonlySet<string> = new Set([
  'ApexClass',
  'CustomObject',
  'CustomMetadata',
  'PermissionSet',
]);

function isKept(fileName: string): boolean {
  const kind = kindOf(fileName);
  return kind !== undefined && !readTypes.has(kind.type) && !isRecorded(kind.type);
}

function kindOf(fileName: string): ComponentKind | undefined {
  return componentKinds[fileName.split('/')[0] ?? ''];
}

/** `objects/Account.object` → `Account`; `lwc/usage/usage.js` → `usage`; `classes/X.cls-meta.xml` → `X`. */
function fullNameOf(fileName: string): string {
  const kind = kindOf(fileName);
  const [, ...rest] = fileName.split('/');
  if (kind?.suffix === '') return rest[0] ?? '';
  const name = rest.join('/').replace(/-meta\.xml$/, '');
  const ending = `.${kind?.suffix ?? ''}`;
  return decodeURIComponent(name.endsWith(ending) ? name.slice(0, -ending.length) : name);
}

function fileSteps(
  context: DeployContext,
  fileName: string,
  content: Uint8Array | string,
): readonly DeployStep[] {
  const destructivePhase = destructiveFiles[fileName];
  if (destructivePhase) return destructiveSteps(context, fileName, destructivePhase, content);
  const kind = kindOf(fileName);
  if (!kind) throw new DeployFailure(`The local org does not support the metadata in ${fileName}`);
  const fullName = fullNameOf(fileName);
  switch (kind.type) {
    case 'CustomObject':
      return objectSteps(context, fileName, fullName, content);
    case 'ApexClass':
      return [apexClassStep(context, fileName, fullName, content)];
    case 'CustomMetadata':
      return [customMetadataStep(context, fileName, fullName, content)];
    case 'PermissionSet':
      return [permissionSetStep(context, fileName, fullName, content)];
    default:
      return [recordedStep(context, kind.type, fileName, fullName, content)];
  }
}

/** One step for all files of a component: a class and its `-meta.xml`, a bundle with its files. */
function fileStep(
  context: DeployContext,
  files: readonly ComponentFile[],
  idPrefix: string,
): DeployStep {
  const [first] = files;
  if (!first) throw new Error('A component has at least one file.');
  const { type, fullName } = first;
  const main = files.find(({ fileName }) => !fileName.endsWith('-meta.xml')) ?? first;
  return {
    type,
    fullName,
    fileName: main.fileName,
    phase: 'files',
    run: () => storeFiles(context, files, idPrefix),
  };
}

function storeFiles(
  { org: { store, clock } }: DeployContext,
  files: readonly ComponentFile[],
  idPrefix: string,
): StepOutcome {
  refuseSettings(files);
  const outcomes = files.map((file) =>
    storeComponent(store, withEarlier(store, file), idPrefix, clock.now()),
  );
  const [first] = files;
  const [outcome] = outcomes;
  if (!first || !outcome) throw new Error('A component has at least one file.');
  forgetOtherFiles(
    store,
    first,
    files.map(({ fileName }) => fileName),
  );
  return { ...outcome, changed: outcomes.some(({ changed }) => changed) };
}

/** Settings change what an org does: only those the local org heeds are taken. */
function refuseSettings(files: readonly ComponentFile[]): void {
  const unknown = files.find(
    ({ type, fullName }) => type === 'Settings' && fullName !== 'AppAnalytics',
  );
  if (unknown === undefined) return;
  throw new DeployFailure(`The local org does not support the settings ${unknown.fullName}`);
}

/** Labels of one file are components of their own: those the package doesn't have stay. */
function withEarlier(store: Store, file: ComponentFile): ComponentFile {
  if (file.type !== 'CustomLabels') return file;
  const before = storedComponents(store, file.type).find(
    ({ fileName }) => fileName === file.fileName,
  );
  return before ? { ...file, content: mergedLabels(before.content, file.content) } : file;
}
