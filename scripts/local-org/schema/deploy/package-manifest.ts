import { DeployFailure } from './deploy-failure.ts';
import { childrenNamed, textOf, xmlRoot, type XmlElement } from './xml-element.ts';

/** What package.xml, or a destructive changes file, names. */
export interface PackageManifest {
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Of a file's text, or of an element that was read already. */
export function packageManifest(content: string | XmlElement): PackageManifest {
  const root = typeof content === 'string' ? xmlRoot(content) : content;
  if (root.name !== 'Package')
    throw new DeployFailure(`Expected a Package element, found ${root.name}`);
  const members = new Map<string, Set<string>>();
  for (const types of childrenNamed(root, 'types')) {
    const name = textOf(types, 'name') ?? '';
    const known = members.get(name) ?? new Set<string>();
    members.set(name, known);
    for (const member of childrenNamed(types, 'members')) known.add(member.text.trim());
  }
  return { members };
}

/** Whether the manifest names the component, by its name or by a wildcard. */
export function names(manifest: PackageManifest, type: string, fullName: string): boolean {
  const members = manifest.members.get(type);
  return members !== undefined && (members.has('*') || members.has(fullName));
}
