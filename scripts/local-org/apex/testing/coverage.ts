import type { Program } from '../compile/program.ts';
import type { ClassCoverage } from './test-result.ts';
import { isTestClass } from './test-class.ts';

/** Lines that ran, by lower-case name of the top-level class: the sum of many transactions. */
export class CoveredLines {
  readonly #lines = new Map<string, Set<number>>();

  /** Adds what one transaction covered. */
  add(covered: ReadonlyMap<string, ReadonlySet<number>>): void {
    for (const [name, lines] of covered) {
      const key = name.toLowerCase();
      const known = this.#lines.get(key) ?? new Set();
      this.#lines.set(key, known);
      for (const line of lines) known.add(line);
    }
  }

  of(className: string): ReadonlySet<number> {
    return this.#lines.get(className.toLowerCase()) ?? new Set();
  }
}

/** Which executable lines of each class that isn't a test ran. Classes without such lines are left out. */
export function coverageOf(program: Program, covered: CoveredLines): readonly ClassCoverage[] {
  return [...program.classes.values()]
    .filter((model) => model.outer === undefined && !isTestClass(model))
    .map(({ name }) => classCoverage(name, program.executableLines(name), covered.of(name)))
    .filter(({ linesCovered, linesUncovered }) => linesCovered.length + linesUncovered.length > 0)
    .toSorted((left, right) => left.className.localeCompare(right.className));
}

/** The same of the classes of which at least one line ran. */
export function coverageTouched(program: Program, covered: CoveredLines): readonly ClassCoverage[] {
  return coverageOf(program, covered).filter(({ linesCovered }) => linesCovered.length > 0);
}

function classCoverage(
  className: string,
  executable: ReadonlySet<number>,
  ran: ReadonlySet<number>,
): ClassCoverage {
  const lines = [...executable].toSorted((left, right) => left - right);
  return {
    className,
    linesCovered: lines.filter((line) => ran.has(line)),
    linesUncovered: lines.filter((line) => !ran.has(line)),
  };
}
