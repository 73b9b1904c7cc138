import type { SourceFile } from '../metadata/source-file.ts';
import { auraMethods } from './aura-methods.ts';
import { parsedApex } from './parsed-apex.ts';
import type { PlacedProblem } from './query-problems.ts';

/** A class as other files refer to it. */
export interface ApexClassFile {
  readonly name: string;
  readonly file: SourceFile;
  /** Undefined where the class has a syntax error. */
  readonly tree: unknown;
  readonly syntaxError: PlacedProblem | undefined;
  /** The methods that Lightning may call. */
  readonly auraMethods: readonly string[];
}

/** The classes among the files of a package. */
export function apexClasses(files: readonly SourceFile[]): readonly ApexClassFile[] {
  return files
    .filter(({ path }) => path.endsWith('.cls'))
    .map((file) => {
      const name = file.path.slice(file.path.lastIndexOf('/') + 1).replace(/\.cls$/, '');
      const parsed = parsedApex(file.text);
      if ('message' in parsed) {
        return { name, file, tree: undefined, syntaxError: parsed, auraMethods: [] };
      }
      const offered = auraMethods(parsed).filter(({ words }) => words.has('static'));
      const names = offered.map((each) => each.name);
      return { name, file, tree: parsed, syntaxError: undefined, auraMethods: names };
    });
}
