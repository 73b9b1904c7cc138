import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The custom labels of a source directory: text by name, in the order of their names. */
export async function customLabels(sourceDirectory: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(sourceDirectory, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.labels-meta.xml'))
    .map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return new Map(files.flatMap(labelsIn).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The name and the text of each label; that the file is well-formed is checked by `npm run metadata`. */
function labelsIn(xml: string): readonly (readonly [string, string])[] {
  return [...xml.matchAll(/<labels>([\s\S]*?)<\/labels>/g)].map(([, label = '']) => [
    element(label, 'fullName'),
    element(label, 'value'),
  ]);
}

function element(xml: string, name: string): string {
  const text = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(xml)?.[1] ?? '';
  return Object.entries(entities).reduce(
    (found, [entity, sign]) => found.replaceAll(entity, sign),
    text,
  );
}

/** The ampersand last: `&amp;lt;` is the text `&lt;`. */
const entities = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };
