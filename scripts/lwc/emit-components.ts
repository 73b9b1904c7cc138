import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import ts from 'typescript';
import { componentFiles } from './component-sources.ts';

/**
 * Writes the JavaScript of each component next to its TypeScript, which is what a deployment takes: without it the
 * package is built in silence from templates alone. Types are erased and nothing is checked; `npm run types` does that.
 * @returns the paths of the JavaScript
 */
export function emitComponents(sourceDirectory: string): readonly string[] {
  return componentFiles(sourceDirectory)
    .filter(({ path }) => path.endsWith('.ts'))
    .map(({ path }) => {
      const target = path.replace(/\.ts$/, '.js');
      const script = erasedTypes(readFileSync(path, 'utf8'));
      // Test processes may read the file while another builds the same.
      if (!existsSync(target) || readFileSync(target, 'utf8') !== script) {
        writeFileSync(target, script);
      }
      return target;
    });
}

/** A script without its types. Decorators stay as they are written: the compiler of LWC reads them. */
export function erasedTypes(source: string): string {
  return ts.transpileModule(source, {
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      experimentalDecorators: false,
      useDefineForClassFields: true,
      newLine: ts.NewLineKind.LineFeed,
    },
  }).outputText;
}
