import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** What `npm run` hands to Node for a script: its settings belong to what is measured. Files are named from the root on. */
export function scriptArguments(name: string): readonly string[] {
  const text = readFileSync(resolve(root, 'package.json'), 'utf8');
  const { scripts } = JSON.parse(text) as { scripts: Readonly<Record<string, string>> };
  const [node, ...words] = scripts[name]?.split(' ') ?? [];
  if (node !== 'node') throw new Error(`The script ${name} does not begin with node.`);
  return words.map((word) => (word.startsWith('-') ? word : resolve(root, word)));
}
