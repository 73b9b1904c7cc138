import type { XmlElement } from '../../schema/deploy/xml-element.ts';
import type { WrittenElement } from '../../schema/retrieve/xml-text.ts';

/** A value of a SOAP answer as JavaScript has it: lists become repeated elements, null `xsi:nil`, undefined nothing. */
export type XmlValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly XmlValue[]
  | { readonly [name: string]: XmlValue };

/** The members of an object as elements. */
export function valueElements(value: XmlValue): readonly WrittenElement[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => named(name, each));
}

function named(name: string, value: XmlValue): readonly WrittenElement[] {
  if (value === undefined) return [];
  if (value === null) return [{ name, attributes: { 'xsi:nil': 'true' } }];
  if (Array.isArray(value)) return value.flatMap((each: XmlValue) => named(name, each));
  if (typeof value === 'object') return [{ name, children: valueElements(value) }];
  return [{ name, text: String(value) }];
}

/** Leaves null out: what SOAP doesn't know, it doesn't mention, where JSON says null. */
export function withoutNulls(value: unknown): XmlValue {
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object') return value as XmlValue;
  const members = Object.entries(value).map(([name, each]) => [name, withoutNulls(each)] as const);
  return Object.fromEntries(members);
}

/** An element with text only as its text, true and false as such; names that repeat as a list. */
export function optionsOf(element: XmlElement): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const { name, text } of element.children) {
    const value = text === 'true' ? true : text === 'false' ? false : text;
    const known = options[name];
    options[name] = known === undefined ? value : [known, value].flat();
  }
  return options;
}
