import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { componentTypes } from './lwc/component-types.ts';
import { emitComponents } from './lwc/emit-components.ts';

/** Makes the components deployable, and their types those of the Apex and the labels: `npm run build:lwc`. */
const types = await componentTypes('force-app');
for (const [path, text] of types) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
const scripts = emitComponents('force-app');
console.log(`${scripts.length} scripts emitted, ${types.size} files of types written`);
