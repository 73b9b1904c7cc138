import type { LocalOrg } from '../../org.ts';
import { childrenNamed, textOf, xmlRoot } from '../../schema/deploy/xml-element.ts';

/** The org's custom labels by name, in the language they were written in. */
export function customLabels(org: LocalOrg): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const { content } of org.components('CustomLabels')) {
    const root = xmlRoot(new TextDecoder().decode(content));
    for (const label of childrenNamed(root, 'labels')) {
      labels.set(textOf(label, 'fullName') ?? '', textOf(label, 'value') ?? '');
    }
  }
  return labels;
}
