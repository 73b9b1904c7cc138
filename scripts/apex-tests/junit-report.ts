import XMLBuilder from 'fast-xml-builder';
import type { TestMethodResult, TestRunResult } from '../local-org/apex/apex-runtime.ts';

/** The run in JUnit's format, one test suite a class. Times are seconds. */
export function junitReport({ methods, timeMs }: TestRunResult): string {
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    format: true,
    suppressEmptyNode: true,
  });
  const suites = [...Map.groupBy(methods, ({ className }) => className)].map(([name, cases]) => ({
    '@name': name,
    ...counts(cases),
    testcase: cases.map(testCase),
  }));
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: { ...counts(methods), '@time': seconds(timeMs), testsuite: suites },
  });
}

function counts(methods: readonly TestMethodResult[]) {
  return {
    '@tests': methods.length,
    '@failures': methods.filter(({ outcome }) => outcome !== 'Pass').length,
  };
}

function testCase({
  className,
  methodName,
  outcome,
  message,
  stackTrace,
  timeMs,
}: TestMethodResult) {
  return {
    '@classname': className,
    '@name': methodName,
    '@time': seconds(timeMs),
    ...(outcome !== 'Pass' && {
      failure: { '@message': message ?? '', '@type': outcome, '#text': stackTrace ?? '' },
    }),
  };
}

function seconds(timeMs: number): string {
  return (timeMs / 1000).toFixed(3);
}
