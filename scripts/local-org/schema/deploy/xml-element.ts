import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { DeployFailure } from './deploy-failure.ts';

/** An element of a metadata file. Names are without namespace prefix. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, entities resolved, surrounding white space kept. */
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

/** The root element of an XML text. Throws `DeployFailure` with line and column for text that isn't XML. */
export function xmlRoot(content: string): XmlElement {
  const document = element('', {});
  const open = [document];
  const reader = new SaxesParser();
  reader.on('opentag', (tag: SaxesTagPlain) => {
    const child = element(tag.name, tag.attributes);
    open.at(-1)?.children.push(child);
    open.push(child);
  });
  reader.on('closetag', () => {
    open.pop();
  });
  const addText = (text: string) => {
    const inside = open.at(-1);
    if (inside) inside.text += text;
  };
  reader.on('text', addText);
  reader.on('cdata', addText);
  reader.on('error', ({ message }) => {
    throw new DeployFailure(`Error parsing file: ${message}`, reader.line, reader.column);
  });
  reader.write(content).close();
  const [root] = document.children;
  if (root) return root;
  throw new DeployFailure('Error parsing file: the document has no element');
}

function element(name: string, attributes: Readonly<Record<string, string>>): OpenElement {
  const plain = Object.entries(attributes).map(([key, value]) => [withoutPrefix(key), value]);
  return {
    name: withoutPrefix(name),
    attributes: Object.fromEntries(plain) as Record<string, string>,
    children: [],
    text: '',
  };
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

export function childNamed(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** Text of a child, trimmed, or null when there is none or it is empty. */
export function textOf(element: XmlElement, name: string): string | null {
  const text = childNamed(element, name)?.text.trim();
  return text === undefined || text === '' ? null : text;
}

/** Text of a child that has to be there. Throws `DeployFailure`. */
export function requiredText(element: XmlElement, name: string): string {
  const text = textOf(element, name);
  if (text !== null) return text;
  throw new DeployFailure(`Required field is missing: ${name}`);
}

/** A true/false child. */
export function isTrue(element: XmlElement, name: string): boolean {
  return textOf(element, name) === 'true';
}

/** A numeric child. Throws `DeployFailure` when it is no number. */
export function numberOf(element: XmlElement, name: string): number | null {
  const text = textOf(element, name);
  if (text === null) return null;
  const number = Number(text);
  if (Number.isInteger(number)) return number;
  throw new DeployFailure(`'${text}' is not a valid value for ${name}`);
}
