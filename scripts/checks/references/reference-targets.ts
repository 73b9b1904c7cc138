import { documentsOf, namesOf, type PackageModel } from '../metadata/package-model.ts';
import { childrenNamed, textAt } from '../metadata/xml-element.ts';
import type { ApexClassFile } from './apex-class-file.ts';
import { schemaIndex, type SchemaIndex } from './schema-index.ts';

/** Everything in a package that a source file can name. */
export interface ReferenceTargets {
  readonly schema: SchemaIndex;
  readonly labels: ReadonlySet<string>;
  readonly customPermissions: ReadonlySet<string>;
  readonly staticResources: ReadonlySet<string>;
  readonly messageChannels: ReadonlySet<string>;
  /** Names of Lightning web components. */
  readonly bundles: ReadonlySet<string>;
  /** `Class.method`, as Lightning imports it. */
  readonly auraMethods: ReadonlySet<string>;
}

export function referenceTargets(
  model: PackageModel,
  classes: readonly ApexClassFile[],
): ReferenceTargets {
  return {
    schema: schemaIndex(model),
    labels: new Set(
      documentsOf(model, 'CustomLabels')
        .flatMap(({ root }) => childrenNamed(root, 'labels'))
        .map((label) => textAt(label, 'fullName') ?? ''),
    ),
    customPermissions: namesOf(model, 'CustomPermission'),
    staticResources: namesOf(model, 'StaticResource'),
    messageChannels: namesOf(model, 'LightningMessageChannel'),
    bundles: namesOf(model, 'LightningComponentBundle'),
    auraMethods: new Set(
      classes.flatMap(({ name, auraMethods }) => auraMethods.map((method) => `${name}.${method}`)),
    ),
  };
}
