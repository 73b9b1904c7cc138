import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { xmlRoot, type XmlElement } from '../../local-org/schema/deploy/xml-element.ts';

/**
 * What two folders in metadata format say differently, a line each; empty when they mean the same. Order of elements
 * and white space between them mean nothing, and package.xml only lists the rest.
 */
export function differences(expected: string, actual: string): readonly string[] {
  const files = filesBelow(expected).filter((path) => path !== 'package.xml');
  const found = new Set(filesBelow(actual));
  return files.flatMap((path) => {
    if (!found.has(path)) return [`${path} is missing`];
    const before = meaning(readFileSync(join(expected, path), 'utf8'));
    const after = meaning(readFileSync(join(actual, path), 'utf8'));
    const lost = before.filter((line) => !after.includes(line));
    const added = after.filter((line) => !before.includes(line));
    return [
      ...lost.map((line) => `${path} lacks ${line}`),
      ...added.map((line) => `${path} has besides ${line}`),
    ];
  });
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

/** The elements below the root, each as one comparable text; of a file that isn't XML, the file. */
function meaning(text: string): readonly string[] {
  if (!text.trimStart().startsWith('<?xml')) return [text];
  return xmlRoot(text).children.map(comparable).toSorted();
}

function comparable({ name, attributes, children, text }: XmlElement): string {
  const own = Object.entries(attributes).map(([key, value]) => ` ${key}=${value}`);
  const inside = children.length === 0 ? text.trim() : children.map(comparable).toSorted().join('');
  return `<${name}${own.join('')}>${inside}</${name}>`;
}
