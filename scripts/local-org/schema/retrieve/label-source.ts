import type { OrgContext } from '../../data/org-context.ts';
import { storedComponents } from '../deploy/component-store.ts';
import { textContent } from '../deploy/deploy-step.ts';
import { childrenNamed, requiredText, xmlRoot, type XmlElement } from '../deploy/xml-element.ts';
import type { RetrievedComponent } from './retrieved-component.ts';
import { metadataFile, written } from './xml-text.ts';

/** Custom labels share one file; each is a component too. */
export function labelComponents({ store }: OrgContext): readonly RetrievedComponent[] {
  return storedComponents(store, 'CustomLabels').flatMap(
    ({ content, id, fileName, lastModifiedDate }) =>
      labels(content).map((label) => ({
        type: 'CustomLabel',
        fullName: requiredText(label, 'fullName'),
        id,
        fileName,
        lastModifiedDate,
      })),
  );
}

/** A labels file with what it had before and isn't in the new one: a deploy of one label leaves the others. */
export function mergedLabels(before: Uint8Array, after: Uint8Array): Uint8Array {
  const changed = labels(after);
  const names = new Set(changed.map(nameOf));
  const kept = labels(before).filter((label) => !names.has(nameOf(label)));
  return kept.length === 0 ? after : labelFile([...kept, ...changed]);
}

/** The file with the named labels only. */
export function labelsNamed({ store }: OrgContext, names: ReadonlySet<string>): Uint8Array {
  const all = storedComponents(store, 'CustomLabels').flatMap(({ content }) => labels(content));
  return labelFile(all.filter((label) => names.has(nameOf(label))));
}

function labels(content: Uint8Array): readonly XmlElement[] {
  return childrenNamed(xmlRoot(textContent(content)), 'labels');
}

function nameOf(label: XmlElement): string {
  return requiredText(label, 'fullName');
}

function labelFile(children: readonly XmlElement[]): Uint8Array {
  return metadataFile({ name: 'CustomLabels', children: children.map(written) });
}
