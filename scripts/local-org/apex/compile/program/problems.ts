import { UnsupportedError } from '../../../schema/unsupported-error.ts';
import { ApexProblemError, type ApexProblem } from '../../syntax/apex-problem.ts';
import { UnsupportedApexError } from '../../syntax/unsupported-apex-error.ts';

const beginning = { line: 1, column: 1 };

/** Runs a piece of compiling; what it throws as a problem is reported, and the next piece goes on. */
export type Guard = (work: () => void) => void;

/** Problems of all sources, in the order they were met. */
export class Problems {
  readonly all: ApexProblem[] = [];

  /** Runs a piece of compiling; a problem is noted for the class and nothing more of the piece is done. */
  guard(className: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.all.push({ className, ...described(error) });
    }
  }

  has(className: string): boolean {
    return this.all.some((each) => each.className.toLowerCase() === className.toLowerCase());
  }
}

/** What the interpreter doesn't know is a problem with a name, so that nothing of it seems to run. */
function described(error: unknown): Omit<ApexProblem, 'className'> {
  if (error instanceof ApexProblemError) return { ...error.position, problem: error.message };
  if (error instanceof UnsupportedApexError) return { ...error.position, problem: error.message };
  if (error instanceof UnsupportedError) return { ...beginning, problem: error.message };
  throw error;
}
