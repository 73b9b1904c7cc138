import { describe, expect, it } from 'vitest';
import type { TestRunResult } from '../../local-org/apex/apex-runtime.ts';
import { xmlRoot, childrenNamed } from '../../local-org/schema/deploy/xml-element.ts';
import { junitReport } from '../junit-report.ts';
import { reportText, testVerdict } from '../report.ts';

const passing = {
  className: 'RunTest',
  methodName: 'starts',
  outcome: 'Pass',
  message: null,
  stackTrace: null,
  timeMs: 1500,
  seeAllData: false,
  coverage: [],
} as const;
const failing = {
  ...passing,
  methodName: 'ends',
  outcome: 'Fail',
  message: 'System.AssertException: Assertion Failed: Expected: <a>, Actual: "b"',
  stackTrace: 'Class.RunTest.ends: line 3, column 1\nClass.RunTest.all: line 9, column 1',
} as const;

const coverage = [
  { className: 'Run', linesCovered: [1, 2, 3, 4, 5, 6, 7, 8, 9], linesUncovered: [12] },
  { className: 'Selector', linesCovered: [1, 2], linesUncovered: [] },
];

function run(methods: TestRunResult['methods']): TestRunResult {
  return { methods, coverage, timeMs: 3000 };
}

describe('The report', () => {
  it('shows failures with message and stack, coverage by class, and counts at the end', () => {
    const result = run([passing, failing]);
    expect(reportText(result, testVerdict(result, 90)).split('\n')).toEqual([
      'RunTest.ends',
      '    System.AssertException: Assertion Failed: Expected: <a>, Actual: "b"',
      '    Class.RunTest.ends: line 3, column 1',
      '    Class.RunTest.all: line 9, column 1',
      '',
      'Run        90 %  lines 12',
      'Selector  100 %',
      'All classes: 91 % of 12 lines covered, in 3000 ms',
      '',
      '1 passed, 1 failed',
    ]);
  });

  it('counts a coverage that is too low as a failure', () => {
    const result = run([passing]);
    const verdict = testVerdict(result, 92);
    expect(verdict.isGood).toBe(false);
    expect(reportText(result, verdict)).toMatch(/less than the 92 %.*\n\n1 passed, 1 failed$/);
  });
});

describe('The verdict', () => {
  it.each([
    ['all passed and enough is covered', [passing], 91, true],
    ['one failed', [passing, failing], 91, false],
    ['too little is covered', [passing], 92, false],
    ['nothing ran', [], 0, false],
  ])('where %s', (_case, methods, least, isGood) => {
    expect(testVerdict(run(methods), least).isGood).toBe(isGood);
  });
});

describe('The JUnit report', () => {
  it('has a suite for each class, and what failed why', () => {
    const other = { ...passing, className: 'OtherTest' };
    const root = xmlRoot(junitReport(run([passing, failing, other])));
    expect(root.attributes).toEqual({ tests: '3', failures: '1', time: '3.000' });
    const suites = childrenNamed(root, 'testsuite');
    expect(suites.map(({ attributes }) => attributes)).toEqual([
      { name: 'RunTest', tests: '2', failures: '1' },
      { name: 'OtherTest', tests: '1', failures: '0' },
    ]);
    const [first, second] = suites[0]?.children ?? [];
    expect(first?.attributes).toEqual({ classname: 'RunTest', name: 'starts', time: '1.500' });
    expect(second?.children).toMatchObject([
      { attributes: { message: failing.message, type: 'Fail' }, text: failing.stackTrace },
    ]);
  });
});
