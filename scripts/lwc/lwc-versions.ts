import type { Finding } from '../checks/finding.ts';

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

/** Packages of LWC that have versions of their own. */
const ownVersions = /^@lwc\/(?:jest-|eslint-plugin-|state)/;

/**
 * The packages of LWC in a lock file whose version is not the one of `lwc`. Two versions pass Jest with a warning and
 * break in the browser, where the template's compiler and the engine disagree.
 */
export function lwcVersionProblems(lockFile: LockFile): readonly Finding[] {
  const wanted = lockFile.packages['node_modules/lwc']?.version;
  return Object.entries(lockFile.packages)
    .map(([place, { version }]) => ({
      place,
      version,
      name: place.split('node_modules/').at(-1) ?? '',
    }))
    .filter(({ name }) => name === 'lwc' || (name.startsWith('@lwc/') && !ownVersions.test(name)))
    .filter(({ version }) => version !== wanted)
    .map(({ place, version }) => ({
      file: 'package-lock.json',
      line: undefined,
      rule: 'one LWC',
      message: `${place} is ${String(version)} and lwc is ${String(wanted)}: pin both to one version`,
    }));
}
