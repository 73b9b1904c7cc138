import type { Finding } from '../finding.ts';
import { documentsOf, type PackageModel } from '../metadata/package-model.ts';
import type { SourceFile } from '../metadata/source-file.ts';
import { childrenNamed, descendants, textAt } from '../metadata/xml-element.ts';
import type { ApexClassFile } from './apex-class-file.ts';
import { labelUses } from './apex-findings.ts';
import { importsOf, isComponentSource } from './component-findings.ts';
import type { ReferenceTargets } from './reference-targets.ts';

/** A class that no permission set names can be called by administrators only. */
export function unpermittedClasses(
  model: PackageModel,
  classes: readonly ApexClassFile[],
): readonly Finding[] {
  const permitted = new Set(
    documentsOf(model, 'PermissionSet')
      .flatMap(({ root }) => childrenNamed(root, 'classAccesses'))
      .filter((access) => textAt(access, 'enabled') === 'true')
      .map((access) => textAt(access, 'apexClass')),
  );
  return classes
    .filter(({ name, auraMethods }) => auraMethods.length > 0 && !permitted.has(name))
    .map(({ name, file }) => ({
      file: file.path,
      line: undefined,
      rule: 'class access',
      message: `name ${name} in <classAccesses> of the permission sets whose holders call it`,
    }));
}

/** A page shows components of the package or of Salesforce (`flexipage:…`, `force:…`). */
export function unknownPageComponents(
  model: PackageModel,
  { bundles }: ReferenceTargets,
): readonly Finding[] {
  return documentsOf(model, 'FlexiPage').flatMap(({ path, root }) =>
    [...descendants(root)]
      .filter(({ name }) => name === 'componentName')
      .map(({ text }) => text.replace(/^c:/, ''))
      .filter((name) => !name.includes(':') && !bundles.has(name))
      .map((name) => ({
        file: path,
        line: undefined,
        rule: 'page component',
        message: `the package has no component ${name}`,
      })),
  );
}

/** Labels wait for the pages that show them, so nothing is said until the package has components. */
export function unusedLabels(
  files: readonly SourceFile[],
  { labels, bundles }: ReferenceTargets,
): readonly Finding[] {
  if (bundles.size === 0) return [];
  const used = new Set(files.flatMap(labelsNamed).map((name) => name.toLowerCase()));
  const file = files.find(({ path }) => path.endsWith('.labels-meta.xml'));
  return [...labels]
    .filter((label) => !used.has(label.toLowerCase()))
    .map((label) => ({
      file: file?.path ?? '.',
      line: undefined,
      rule: 'unused label',
      message: `nothing shows ${label}: show it or delete it`,
    }));
}

function labelsNamed(file: SourceFile): readonly string[] {
  if (file.path.endsWith('.cls')) return labelUses(file.text).map(({ name }) => name);
  if (file.path.endsWith('.xml')) {
    return [...file.text.matchAll(/\$Label\.(?:c\.)?(\w+)/g)].map((match) => match[1] ?? '');
  }
  if (!isComponentSource(file)) return [];
  return importsOf(file).map(({ name }) => name.replace('@salesforce/label/c.', ''));
}
