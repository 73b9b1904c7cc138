import type { ElementType, MetadataSchema } from './metadata-schema.ts';
import type { XmlElement } from './xml-element.ts';

const namespace = 'http://soap.sforce.com/2006/04/metadata';

/**
 * Elements whose content the WSDL calls text although they hold XML:
 * a component's targets are described by the component's own design attributes.
 */
const freeContent: ReadonlySet<string> = new Set(['LightningComponentBundle/targetConfigs']);

/** What in a document Salesforce's Metadata API would not read, one sentence each, with the path of the element. */
export function schemaProblems(root: XmlElement, schema: MetadataSchema): readonly string[] {
  const type = schema(root.name);
  if (!type) return [`<${root.name}>: Salesforce has no metadata type of this name`];
  const problems =
    root.attributes.xmlns === namespace ? [] : [`<${root.name}>: xmlns must be ${namespace}`];
  return [...problems, ...contentProblems(root, type, root.name)];
}

function contentProblems(element: XmlElement, type: ElementType, path: string): readonly string[] {
  if (type.kind === 'anything' || freeContent.has(path)) return [];
  if (type.kind === 'elements') return childProblems(element, type.elements, path);
  if (element.children.length > 0) return [`${path}: must hold text, not elements`];
  return textProblems(element.text, type, path);
}

function textProblems(text: string, type: ElementType, path: string): readonly string[] {
  if (type.kind === 'boolean' && !['true', 'false'].includes(text)) {
    return [`${path}: '${text}' is neither true nor false`];
  }
  if (type.kind === 'number' && !/^-?\d+(\.\d+)?$/.test(text)) {
    return [`${path}: '${text}' is not a number`];
  }
  if (type.kind === 'choice' && !type.values.has(text)) {
    return [`${path}: '${text}' is none of ${[...type.values].join(', ')}`];
  }
  return [];
}

type Elements = Extract<ElementType, { kind: 'elements' }>['elements'];

function childProblems(parent: XmlElement, elements: Elements, path: string): readonly string[] {
  const stray =
    parent.text.trim() === ''
      ? []
      : [`${path}: text '${parent.text.trim()}' where elements belong`];
  const content = parent.children.flatMap((child) => {
    const rule = elements.get(child.name);
    if (!rule) return [`${path}: unknown element <${child.name}>`];
    return contentProblems(child, rule.type(), `${path}/${child.name}`);
  });
  return [
    ...stray,
    ...content,
    ...missingElements(parent, elements, path),
    ...misplacedElements(parent, elements, path),
  ];
}

function missingElements(parent: XmlElement, elements: Elements, path: string): readonly string[] {
  const present = new Set(parent.children.map((child) => child.name));
  return [...elements]
    .filter(([name, rule]) => rule.required && !present.has(name))
    .map(([name]) => `${path}: the required element <${name}> is missing`);
}

/** Salesforce takes a list only where its elements follow each other, and calls a later one "duplicated at this location". */
function misplacedElements(
  parent: XmlElement,
  elements: Elements,
  path: string,
): readonly string[] {
  const seen = new Set<string>();
  return parent.children.flatMap(({ name }, index) => {
    const again = seen.has(name);
    seen.add(name);
    const rule = elements.get(name);
    if (!again || !rule) return [];
    if (!rule.repeats) return [`${path}: <${name}> is repeated, and may occur once`];
    const follows = parent.children[index - 1]?.name === name;
    return follows ? [] : [`${path}: <${name}> must follow the others of its name`];
  });
}
