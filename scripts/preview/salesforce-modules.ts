import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { componentFiles } from '../lwc/component-sources.ts';
import { customLabels } from '../lwc/custom-labels.ts';
import { vendorFolder } from './vendor.ts';

const prefix = '\0salesforce:';
const shims = join(import.meta.dirname, 'browser/shims');
/** Modules of the platform that no package has. */
const shimmed: ReadonlySet<string> = new Set(['navigation']);

/**
 * Resolves what exists inside of Salesforce only: `c/…` to the package's sources, `lightning/…` to the compiled base
 * components, `@salesforce/…` to the package's labels and the Apex behind the preview. What is none of these fails.
 */
export function salesforceModules(sourceDirectory: string): Plugin {
  return {
    name: 'salesforce-modules',
    enforce: 'pre',
    resolveId(id) {
      if (id === 'lwc' || id === '@lwc/synthetic-shadow') {
        return join(vendorFolder, `${id.replace('@lwc/', '')}.js`);
      }
      if (id.startsWith('@salesforce/')) return prefix + id;
      if (id.startsWith('lightning/')) return baseComponent(id.slice('lightning/'.length));
      if (id.startsWith('c/')) return ownComponent(sourceDirectory, id);
      return null;
    },
    configureServer(server) {
      server.watcher.add(resolve(sourceDirectory));
    },
    handleHotUpdate({ file, server }) {
      if (!file.endsWith('.labels-meta.xml')) return undefined;
      // A label is a constant of its own module: nothing but a new page has the new text.
      server.moduleGraph.invalidateAll();
      server.ws.send({ type: 'full-reload' });
      return [];
    },
    async load(id) {
      if (!id.startsWith(prefix)) return null;
      return scopedModule(id.slice(prefix.length), await customLabels(sourceDirectory));
    },
  };
}

function baseComponent(name: string): string {
  if (shimmed.has(name)) return join(shims, `${name}.ts`);
  const file = join(vendorFolder, 'lightning', `${name}.js`);
  if (existsSync(file)) return file;
  throw new Error(
    `lightning/${name} is no base component, and the preview has nothing in its place.`,
  );
}

function ownComponent(sourceDirectory: string, id: string): string | null {
  const name = id.slice('c/'.length);
  const files = componentFiles(sourceDirectory).filter(({ bundle }) => bundle === name);
  // A module without a script is one of styles.
  const found = ['ts', 'css']
    .map((ending) => files.find(({ path }) => path.endsWith(`${name}.${ending}`)))
    .find((file) => file !== undefined);
  // The plugin of LWC takes namespace and name from here: the folder is called lwc.
  return found ? `${resolve(found.path)}?specifier=${encodeURIComponent(id)}` : null;
}

function scopedModule(id: string, labels: ReadonlyMap<string, string>): string {
  const [, kind = '', ...rest] = id.split('/');
  const name = rest.join('/');
  const apex = JSON.stringify(join(shims, 'apex.ts'));
  switch (kind) {
    case 'apex':
      return `import { apexMethod } from ${apex};\nexport default apexMethod(${JSON.stringify(name)});`;
    case 'label':
      return constant(labels.get(name.replace(/^c\./, '')) ?? missing(`custom label ${name}`));
    case 'i18n':
      return readFileSync(
        resolve(
          'node_modules/lightning-base-components/scopedImports',
          `@salesforce-i18n-${name}.js`,
        ),
        'utf8',
      );
    case 'client':
      return constant('Large');
    default:
      return missing(id);
  }
}

const constant = (value: string): string => `export default ${JSON.stringify(value)};`;

function missing(what: string): never {
  throw new Error(`The preview has no ${what}.`);
}
