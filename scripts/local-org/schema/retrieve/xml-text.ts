import XMLBuilder from 'fast-xml-builder';
import type { XmlElement } from '../deploy/xml-element.ts';

/** What a metadata file's root says about its names. */
export const metadataNamespace = 'http://soap.sforce.com/2006/04/metadata';

/** An element to write: text, or elements inside. */
export interface WrittenElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly WrittenElement[];
  readonly text?: string;
}

type Node = Record<string, unknown>;

const builder = new XMLBuilder({
  preserveOrder: true,
  ignoreAttributes: false,
  format: true,
  indentBy: '    ',
  suppressEmptyNode: false,
});

/** The XML of a metadata file: declaration, root with the metadata namespace, four spaces a level. */
export function metadataFile(root: WrittenElement): Uint8Array {
  const attributes = { xmlns: metadataNamespace, ...root.attributes };
  const text = `<?xml version="1.0" encoding="UTF-8"?>${xmlText({ ...root, attributes })}\n`;
  return new TextEncoder().encode(text.replace('?><', '?>\n<'));
}

/** An element as text, special characters escaped. */
export function xmlText(element: WrittenElement): string {
  return builder.build([node(element)]);
}

/** An element that was read, to be written. White space between elements is the writer's. */
export function written({ name, attributes, children, text }: XmlElement): WrittenElement {
  const own = Object.keys(attributes).length === 0 ? {} : { attributes };
  if (children.length === 0) return { name, ...own, text };
  return { name, ...own, children: children.map(written) };
}

export function textElement(name: string, text: string | number | boolean): WrittenElement {
  return { name, text: String(text) };
}

function node({ name, attributes = {}, children, text = '' }: WrittenElement): Node {
  const named = Object.entries(attributes).map(([key, value]) => [`@_${key}`, value]);
  const content = children ? children.map(node) : text === '' ? [] : [{ '#text': text }];
  return { [name]: content, ':@': Object.fromEntries(named) as Node };
}
