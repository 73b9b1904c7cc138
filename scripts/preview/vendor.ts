import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as lwcPlugin from '@lwc/rollup-plugin';
import { type Plugin, rolldown } from 'rolldown';

const modules = resolve('node_modules');

/** Its types declare a CommonJS default; at run time the module has it. */
const salesforceCompiler = lwcPlugin.default as unknown as (options: object) => Plugin;

/** Where the compiled base components are: `lwc.js`, `synthetic-shadow.js` and `lightning/<name>.js`. */
export const vendorFolder = join(modules, '.cache/lightning-preview');

/**
 * Compiles lightning-base-components together with the engine of LWC, once for each version of them, with Salesforce's
 * own plugin. Half a minute; afterwards only the components of this package are compiled.
 */
export async function buildVendor(): Promise<void> {
  const stampFile = join(vendorFolder, 'stamp.json');
  const stamp = JSON.stringify({
    base: versionOf('lightning-base-components'),
    lwc: versionOf('lwc'),
    recipe: readFileSync(import.meta.filename, 'utf8').length,
  });
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  rmSync(vendorFolder, { recursive: true, force: true });
  await compile(entries());
  writeFileSync(stampFile, stamp);
}

/** What only a host of Salesforce has, or a phone. */
const absent = /^lightning\/(?:navigation|barcodeScanner|primitiveFigure|iconSvgTemplates\w*)$/;

function entries(): Record<string, string> {
  const { lwc: declared } = packageOf('lightning-base-components') as {
    readonly lwc: { readonly expose: readonly string[] };
  };
  const exposed = declared.expose.filter((id) => id.startsWith('lightning/') && !absent.test(id));
  return {
    lwc: 'lwc',
    'synthetic-shadow': '@lwc/synthetic-shadow',
    ...Object.fromEntries(exposed.map((id) => [id, id])),
  };
}

async function compile(input: Record<string, string>): Promise<void> {
  const bundle = await rolldown({
    input,
    preserveEntrySignatures: 'exports-only',
    platform: 'browser',
    moduleTypes: { '.css': 'js', '.html': 'js' },
    transform: {
      define: {
        'process.env.NODE_ENV': '"development"',
        'process.env.SKIP_LWC_VERSION_MISMATCH_CHECK': 'false',
        'import.meta.env.SSR': 'false',
      },
    },
    plugins: [
      entryResolver(),
      withoutRightToLeftIcons(),
      salesforceCompiler({
        rootDir: join(import.meta.dirname, 'browser/modules'),
        modules: [{ npm: 'lightning-base-components' }],
        // lightning/multiColumnSortingModal has a component by name, lightning/baseCombobox attaches internals.
        enableDynamicComponents: true,
        enableSyntheticElementInternals: true,
      }),
    ],
    // Warnings are about Salesforce's own markup, not ours.
    logLevel: 'silent',
  });
  await bundle.write({
    dir: vendorFolder,
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    minify: false,
  });
}

/** An entry has no importer, without which Salesforce's plugin resolves nothing. */
function entryResolver(): Plugin {
  return {
    name: 'lightning-entries',
    resolveId(id, importer) {
      if (importer !== undefined || !id.startsWith('lightning/')) return null;
      const name = id.slice('lightning/'.length);
      return join(modules, 'lightning-base-components/src/lightning', name, `${name}.js`);
    },
  };
}

/** The icons for right-to-left languages double the number of modules, and the preview reads from left to right. */
function withoutRightToLeftIcons(): Plugin {
  return {
    name: 'without-right-to-left-icons',
    resolveId: (id) => (/^lightning\/iconSvgTemplates\w*Rtl$/.test(id) ? `\0${id}` : null),
    load: (id) => (id.startsWith('\0lightning/iconSvgTemplates') ? 'export default {};' : null),
  };
}

function packageOf(name: string): unknown {
  return JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));
}

function versionOf(name: string): string {
  return (packageOf(name) as { readonly version: string }).version;
}
