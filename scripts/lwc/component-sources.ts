import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A file of a Lightning web component. */
export interface ComponentFile {
  /** Name of its bundle, such as `runList`. */
  readonly bundle: string;
  readonly path: string;
}

/** The files of all components below a source directory, their tests left out, by path. */
export function componentFiles(sourceDirectory: string): readonly ComponentFile[] {
  return readdirSync(sourceDirectory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ path: join(entry.parentPath, entry.name), parent: entry.parentPath }))
    .flatMap(({ path, parent }) => {
      const bundle = /(?:^|[\\/])lwc[\\/]([^\\/]+)$/.exec(parent)?.[1];
      return bundle === undefined ? [] : [{ bundle, path }];
    })
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}
