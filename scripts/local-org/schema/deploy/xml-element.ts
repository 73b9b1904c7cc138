import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';
import { DeployFailure } from './deploy-failure.ts';

/** An element of a metadata file. Names are without namespace prefix. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, entities resolved, surrounding white space kept. */
  readonly text: string;
}

const attributesKey = ':@';
const textKey = '#text';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  removeNSPrefix: true,
  textNodeName: textKey,
});

/** The root element of an XML text. Throws `DeployFailure` with line and column for text that isn't XML. */
export function xmlRoot(content: string): XmlElement {
  const root = elements(parsed(content)).find(({ name }) => !name.startsWith('?'));
  if (!root) throw new DeployFailure('Error parsing file: the document has no element');
  return root;
}

function parsed(content: string): readonly Node[] {
  const reader = new SaxesParser();
  reader.on('error', ({ message }) => {
    throw new DeployFailure(`Error parsing file: ${message}`, reader.line, reader.column);
  });
  reader.write(content).close();
  return parser.parse(content) as readonly Node[];
}

/** A node as the parser gives it: one key names the element, another holds its attributes. */
type Node = Readonly<Record<string, unknown>>;

function elements(nodes: readonly Node[]): readonly XmlElement[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== attributesKey);
    if (name === undefined || name === textKey) return [];
    const inside = node[name] as readonly Node[];
    const attributes = (node[attributesKey] ?? {}) as Readonly<Record<string, string>>;
    const text = inside.map((each) => textIn(each)).join('');
    return [{ name, attributes, children: elements(inside), text }];
  });
}

function textIn(node: Node): string {
  const text = node[textKey];
  return typeof text === 'string' ? text : '';
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
