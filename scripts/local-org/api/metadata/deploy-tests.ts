import type { TestRunResult, TestSelection } from '../../apex/apex-runtime.ts';
import type { RequestedOptions } from './deploy-package.ts';

/** The tests a deploy asks for; null for none. Without a test level none run, as in an org that isn't production. */
export function askedTests({ testLevel, runTests }: RequestedOptions): TestSelection | null {
  if (testLevel === 'RunSpecifiedTests') {
    const names = [runTests ?? []].flat().map(String);
    return { classes: names.map((name) => ({ name })) };
  }
  return testLevel === 'RunLocalTests' || testLevel === 'RunAllTestsInOrg' ? {} : null;
}

/** Whether all of them passed. */
export function havePassed({ methods }: TestRunResult): boolean {
  return methods.every(({ outcome }) => outcome === 'Pass');
}

/** `runTestResult` of a deploy. */
export function runTestResult(run: TestRunResult | null): Record<string, unknown> {
  const methods = run?.methods ?? [];
  const passed = methods.filter(({ outcome }) => outcome === 'Pass');
  const failed = methods.filter(({ outcome }) => outcome !== 'Pass');
  return {
    numTestsRun: methods.length,
    numFailures: failed.length,
    totalTime: run?.timeMs ?? 0,
    successes: passed.map(testLine),
    failures: failed.map((each) => ({
      ...testLine(each),
      message: each.message,
      stackTrace: each.stackTrace,
      type: 'Class',
    })),
    codeCoverage: (run?.coverage ?? []).map((each) => ({
      name: each.className,
      namespace: null,
      type: 'Class',
      numLocations: each.linesCovered.length + each.linesUncovered.length,
      numLocationsNotCovered: each.linesUncovered.length,
      locationsNotCovered: each.linesUncovered.map((line) => ({
        line,
        column: 0,
        numExecutions: 0,
        time: -1,
      })),
    })),
    codeCoverageWarnings: [],
    flowCoverage: [],
    flowCoverageWarnings: [],
    apexLogId: null,
  };
}

function testLine({ className, methodName, timeMs, seeAllData }: TestRunResult['methods'][number]) {
  return { name: className, methodName, namespace: null, time: timeMs, seeAllData };
}
