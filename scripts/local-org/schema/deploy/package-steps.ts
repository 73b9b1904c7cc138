import { componentKinds, type ComponentKind } from './component-kind.ts';
import { storeComponent } from './component-store.ts';
import { customMetadataStep } from './custom-metadata-step.ts';
import { DeployFailure } from './deploy-failure.ts';
import { byteContent, type DeployContext, type DeployStep } from './deploy-step.ts';
import { destructiveFiles, destructiveSteps } from './destructive-steps.ts';
import { objectSteps } from './object-steps.ts';
import { permissionSetStep } from './permission-set-step.ts';

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
  const steps: DeployStep[] = [];
  const unreadable: UnreadableFile[] = [];
  for (const [fileName, content] of context.files) {
    if (fileName === 'package.xml' || fileName.endsWith('/')) continue;
    try {
      steps.push(...fileSteps(context, fileName, content));
    } catch (error) {
      if (!(error instanceof DeployFailure)) throw error;
      unreadable.push({
        fileName,
        type: kindOf(fileName)?.type ?? '',
        fullName: fullNameOf(fileName),
        failure: error,
      });
    }
  }
  return { steps, unreadable };
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
    case 'CustomMetadata':
      return [customMetadataStep(context, fileName, fullName, content)];
    case 'PermissionSet':
      return [permissionSetStep(context, fileName, fullName, content)];
    default:
      return [fileStep(context, kind, fileName, fullName, content)];
  }
}

function fileStep(
  { org }: DeployContext,
  kind: ComponentKind,
  fileName: string,
  fullName: string,
  content: Uint8Array | string,
): DeployStep {
  const { type, idPrefix } = kind;
  const file = { type, fullName, fileName, content: byteContent(content) };
  return {
    type,
    fullName,
    fileName,
    phase: 'files',
    run: () => storeComponent(org.store, file, idPrefix, org.clock.now()),
  };
}
