import { readFile } from 'node:fs/promises';
import { compileProblems } from '../lwc/compile-problems.ts';
import { roomProblems } from '../lwc/component-rooms.ts';
import { componentTypes } from '../lwc/component-types.ts';
import { lwcVersionProblems } from '../lwc/lwc-versions.ts';
import { type Finding, reportFindings } from './finding.ts';

/** Checks that the components compile as an org compiles them, against the package as it is: `npm run lwc`. */
const lockFile = JSON.parse(await readFile('package-lock.json', 'utf8')) as Parameters<
  typeof lwcVersionProblems
>[0];
reportFindings('Lightning web components compiled', [
  ...compileProblems('force-app'),
  ...roomProblems('force-app'),
  ...lwcVersionProblems(lockFile),
  ...(await staleTypes()),
]);

async function staleTypes(): Promise<readonly Finding[]> {
  const types = [...(await componentTypes('force-app'))];
  const found = await Promise.all(
    types.map(async ([file, text]) => {
      const present = await readFile(file, 'utf8').catch(() => '');
      if (present === text) return [];
      const message = 'the Apex, the labels or the components changed: run npm run build:lwc';
      return [{ file, line: undefined, rule: 'generated types', message }];
    }),
  );
  return found.flat();
}
