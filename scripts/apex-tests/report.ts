import type { ClassCoverage, TestRunResult } from '../local-org/apex/apex-runtime.ts';

/** What a run amounts to. */
export interface TestVerdict {
  readonly passed: number;
  readonly failed: number;
  /** Lines of all classes together. */
  readonly covered: number;
  readonly lines: number;
  readonly leastPercent: number;
  readonly isGood: boolean;
}

export function testVerdict(
  { methods, coverage }: TestRunResult,
  leastPercent: number,
): TestVerdict {
  const passed = methods.filter(({ outcome }) => outcome === 'Pass').length;
  const failed = methods.length - passed;
  const covered = sum(coverage, ({ linesCovered }) => linesCovered.length);
  const lines = sum(coverage, linesOf);
  const isCovered = covered * 100 >= leastPercent * lines;
  return {
    passed,
    failed,
    covered,
    lines,
    leastPercent,
    isGood: failed === 0 && isCovered && passed > 0,
  };
}

/** The run for a reader: each failure with its place, coverage by class, and last a line that counts. */
export function reportText(result: TestRunResult, verdict: TestVerdict): string {
  const { passed, failed, covered, lines, leastPercent } = verdict;
  const isLow = covered * 100 < leastPercent * lines;
  return [
    ...failures(result),
    ...table(result.coverage),
    `All classes: ${percentText(covered, lines)} of ${lines} lines covered, in ${result.timeMs} ms`,
    ...(isLow ? [`That is less than the ${leastPercent} % that is asked for.`] : []),
    '',
    // A low coverage is a failure of its own, so that the sum of all suites tells it.
    `${passed} passed, ${failed + (isLow ? 1 : 0)} failed`,
  ].join('\n');
}

function failures({ methods }: TestRunResult): readonly string[] {
  return methods
    .filter(({ outcome }) => outcome !== 'Pass')
    .flatMap(({ className, methodName, message, stackTrace }) => [
      `${className}.${methodName}`,
      ...indented(message),
      ...indented(stackTrace),
      '',
    ]);
}

function indented(text: string | null): readonly string[] {
  return text === null || text === '' ? [] : text.split('\n').map((line) => `    ${line}`);
}

/** Classes with uncovered lines first need a look: they are named with their lines. */
function table(coverage: readonly ClassCoverage[]): readonly string[] {
  const width = Math.max(0, ...coverage.map(({ className }) => className.length));
  return coverage.map((each) => {
    const { className, linesCovered, linesUncovered } = each;
    const share = percentText(linesCovered.length, linesOf(each)).padStart(5);
    const rest = linesUncovered.length === 0 ? '' : `  lines ${linesUncovered.join(', ')}`;
    return `${className.padEnd(width)}  ${share}${rest}`;
  });
}

/** Rounded down: 100 % means all. */
function percentText(part: number, whole: number): string {
  return `${whole === 0 ? 100 : Math.floor((part * 100) / whole)} %`;
}

function linesOf({ linesCovered, linesUncovered }: ClassCoverage): number {
  return linesCovered.length + linesUncovered.length;
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
