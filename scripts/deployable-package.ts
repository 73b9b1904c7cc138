import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ComponentSet, MetadataConverter } from '@salesforce/source-deploy-retrieve';
import { emitComponents } from './lwc/emit-components.ts';

/**
 * The package of a source directory as the Metadata API takes it: a zip file in metadata format with its
 * `package.xml`, built by the library that the `sf` command deploys with. Needs no org and no network; writes the
 * JavaScript of the components next to their TypeScript.
 * @param sourceDirectory a package directory of an `sfdx-project.json`, such as `force-app`
 * @throws an Error that names the file where a component cannot be recognised or read
 */
export async function deployablePackage(sourceDirectory: string): Promise<Uint8Array> {
  const directory = resolve(sourceDirectory);
  emitComponents(directory);
  const components = ComponentSet.fromSource(directory);
  // Without a version the library asks Salesforce over the network for the newest one.
  components.sourceApiVersion = await sourceApiVersion(directory);
  const { zipBuffer } = await new MetadataConverter().convert(components, 'metadata', {
    type: 'zip',
  });
  if (!zipBuffer) throw new Error(`No package was built from ${directory}.`);
  return zipBuffer;
}

/** The API version that the project says its metadata is written for. */
async function sourceApiVersion(directory: string): Promise<string> {
  const path = join(dirname(directory), 'sfdx-project.json');
  const project: unknown = JSON.parse(await readFile(path, 'utf8'));
  const version =
    typeof project === 'object' && project !== null && 'sourceApiVersion' in project
      ? project.sourceApiVersion
      : undefined;
  if (typeof version === 'string') return version;
  throw new Error(`${path} has no "sourceApiVersion": set it to the API version of the metadata.`);
}
