import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { transformSync } from '@lwc/compiler';
import type { Finding } from '../checks/finding.ts';
import { componentFiles, type ComponentFile } from './component-sources.ts';
import { erasedTypes } from './emit-components.ts';

/** The newest version that the compiler of LWC 8 knows; the bundles' own is in their js-meta.xml. */
const apiVersion = 66;

/** What the compiler of LWC, which an org runs on deployment, says of the components. */
export function compileProblems(sourceDirectory: string): readonly Finding[] {
  return componentFiles(sourceDirectory)
    .filter(({ path }) => /(?<!\.d)\.(?:ts|html|css)$/.test(path))
    .flatMap((file) => {
      try {
        const { warnings } = transformSync(
          sourceOf(file),
          basename(file.path).replace(/ts$/, 'js'),
          {
            name: file.bundle,
            namespace: 'c',
            apiVersion,
          },
        );
        return (warnings ?? []).map(({ message, location }) =>
          finding(file, location?.line, message),
        );
      } catch (error) {
        return [finding(file, undefined, error instanceof Error ? error.message : String(error))];
      }
    });
}

function sourceOf({ path }: ComponentFile): string {
  const text = readFileSync(path, 'utf8');
  return path.endsWith('.ts') ? erasedTypes(text) : text;
}

function finding({ path }: ComponentFile, line: number | undefined, message: string): Finding {
  return { file: path, line, rule: 'lwc compiler', message };
}
