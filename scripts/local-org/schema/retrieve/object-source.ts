import { apiDateTime } from '../../data/moments.ts';
import type { OrgContext } from '../../data/org-context.ts';
import { objectParts } from '../deploy/component-kind.ts';
import { storedComponents } from '../deploy/component-store.ts';
import type { XmlElement } from '../deploy/xml-element.ts';
import type { RetrievedComponent } from './retrieved-component.ts';
import { metadataFile, written } from './xml-text.ts';

const decoder = new TextDecoder();

/** Types whose components live inside an object's file. */
export const objectPartTypes: readonly string[] = Object.values(objectParts).map(
  ({ type }) => type,
);

/** Objects that were deployed, and standard ones. */
export function objectComponents({
  schema,
  store,
  clock,
}: OrgContext): readonly RetrievedComponent[] {
  const dates = new Map(
    storedComponents(store, 'CustomObject').map((each) => [each.fullName, each.lastModifiedDate]),
  );
  return schema
    .objects()
    .filter(({ kind }) => kind !== 'virtual')
    .map(({ name, durableId }) => ({
      type: 'CustomObject',
      fullName: name,
      id: durableId === name ? null : durableId,
      fileName: `objects/${name}.object`,
      lastModifiedDate: dates.get(name) ?? apiDateTime(clock.now()),
    }));
}

/**
 * An object's file. With `parts` only those are in it, as in a retrieve that names fields and not their object;
 * without, all that were deployed, whichever package brought them.
 */
export function objectFile(
  { store }: OrgContext,
  object: string,
  parts?: ReadonlySet<string>,
): Uint8Array {
  const own =
    parts === undefined ? elementsOf(storedComponents(store, 'CustomObject'), object) : [];
  const children = own.flatMap((element) => element.children);
  for (const type of objectPartTypes) {
    const stored = storedComponents(store, type).filter(
      ({ fullName }) =>
        fullName.startsWith(`${object}.`) && (parts?.has(`${type}:${fullName}`) ?? true),
    );
    children.push(...stored.map(({ content }) => element(content)));
  }
  const sorted = children.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return metadataFile({ name: 'CustomObject', children: sorted.map(written) });
}

function elementsOf(
  stored: readonly { readonly fullName: string; readonly content: Uint8Array }[],
  object: string,
): readonly XmlElement[] {
  return stored
    .filter(({ fullName }) => fullName === object)
    .map(({ content }) => element(content));
}

function element(content: Uint8Array): XmlElement {
  return JSON.parse(decoder.decode(content)) as XmlElement;
}
