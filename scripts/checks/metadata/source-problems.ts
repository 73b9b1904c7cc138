import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ComponentSet, ForceIgnore } from '@salesforce/source-deploy-retrieve';
import { deployablePackage } from '../../deployable-package.ts';
import type { Problem } from './problem.ts';

/**
 * What source-deploy-retrieve, which every Salesforce tool deploys with, would stumble over:
 * files that belong to no component, roots that are not of the component's type, and a package that
 * cannot be built.
 */
export async function sourceProblems(directory: string): Promise<readonly Problem[]> {
  try {
    const components = ComponentSet.fromSource(directory);
    const unclaimed = await unclaimedFiles(directory, components);
    await deployablePackage(directory);
    return unclaimed.map((path) => ({
      file: relative(directory, path),
      message: 'belongs to no component: move it, or name it in .forceignore',
    }));
  } catch (error) {
    // Its errors name the file and the reason ("Could not infer a metadata type").
    if (!(error instanceof Error)) throw error;
    return [{ file: '.', message: `source-deploy-retrieve: ${error.message}` }];
  }
}

async function unclaimedFiles(
  directory: string,
  components: ComponentSet,
): Promise<readonly string[]> {
  const claimed = new Set<string>();
  for (const component of components.getSourceComponents()) {
    for (const part of [component, ...component.getChildren()]) {
      if (part.xml !== undefined) claimed.add(part.xml);
      for (const path of part.walkContent()) claimed.add(path);
    }
  }
  const forceIgnore = ForceIgnore.findAndCreate(directory);
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !claimed.has(path) && forceIgnore.accepts(path))
    .sort();
}
