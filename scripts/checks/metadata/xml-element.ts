import { SaxesParser } from 'saxes';

/** An XML element with its character references resolved. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The text between its tags as it stands, whitespace included, without that of its children. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/**
 * The root element of a document, or the sentence that says why it is not well-formed.
 * A strict parser, because lenient ones read past an unclosed tag or an undeclared prefix; Salesforce doesn't.
 */
export function parseXml(text: string): XmlElement | string {
  const document = openElement('', {});
  const open = [document];
  const current = () => open.at(-1) ?? document;
  const parser = new SaxesParser({ xmlns: true });

  parser.on('opentag', ({ name, attributes }) => {
    const values = Object.entries(attributes).map(([key, { value }]) => [key, value] as const);
    const element = openElement(name, Object.fromEntries(values));
    current().children.push(element);
    open.push(element);
  });
  parser.on('text', (part) => (current().text += part));
  parser.on('cdata', (part) => (current().text += part));
  parser.on('closetag', () => open.pop());
  let complaint: string | undefined;
  parser.on('error', ({ message }) => (complaint ??= message));

  parser.write(text).close();
  const [root] = document.children;
  return root && complaint === undefined ? root : `not well-formed, line:column ${complaint ?? ''}`;
}

/** The children of this name. */
export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The text of the first element down this path of names, or undefined where there is none. */
export function textAt(element: XmlElement, ...path: readonly string[]): string | undefined {
  let current: XmlElement | undefined = element;
  for (const name of path) current = current?.children.find((child) => child.name === name);
  return current?.text;
}

/** The texts of all children of this name. */
export function textsAt(element: XmlElement, name: string): readonly string[] {
  return childrenNamed(element, name).map((child) => child.text);
}

/** An element and everything below it, in document order. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* descendants(child);
}

interface OpenElement extends XmlElement {
  text: string;
  readonly children: OpenElement[];
}

function openElement(name: string, attributes: Readonly<Record<string, string>>): OpenElement {
  return { name, attributes, text: '', children: [] };
}
