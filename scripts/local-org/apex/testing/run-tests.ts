import type { TestMethodResult, TestRunResult, TestSelection } from './test-result.ts';
import { compileFailures } from './compile-failures.ts';
import { CoveredLines, coverageOf, coverageTouched } from './coverage.ts';
import { selectedTests } from './selected-tests.ts';
import type { TestOptions } from './test-options.ts';
import { TestClassRun } from './test-class-run.ts';

/** Runs the tests of an org and takes back everything they wrote. */
export function runTests(options: TestOptions, selection: TestSelection): TestRunResult {
  const { program, elapsedMs } = options;
  const begun = elapsedMs();
  const covered = new CoveredLines();
  const methods: TestMethodResult[] = [...compileFailures(program, selection)];
  const broken = new Set(methods.map(({ className }) => className.toLowerCase()));
  for (const testClass of selectedTests(program, selection)) {
    if (broken.has(testClass.name.toLowerCase())) continue;
    const run = new TestClassRun(options, testClass, selection.userId);
    methods.push(...run.results(covered));
  }
  // Classes that no test touches are known to be uncovered only where all tests ran.
  const coverage = (selection.classes === undefined ? coverageOf : coverageTouched)(
    program,
    covered,
  );
  return { methods, coverage, timeMs: elapsedMs() - begun };
}
