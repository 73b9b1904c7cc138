import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowsInOrg, type ClientSetup } from './client-setup.ts';
import type { Step } from './step.ts';

const greeter = `public class Greeter {
    public static String greeting(String name) {
        if (String.isBlank(name)) {
            throw new IllegalArgumentException('Nobody to greet');
        }
        return 'Hello ' + name;
    }
}
`;

const greeterTest = `@IsTest
private class GreeterTest {
    @IsTest
    static void greets() {
        Assert.areEqual('Hello Ann', Greeter.greeting('Ann'));
    }

    @IsTest
    static void isWrong() {
        Assert.areEqual('Hello', Greeter.greeting('Bob'));
    }
}
`;

const broken = `public class Broken {
    public static Integer size() {
        Integer size = 'three';
        return size;
    }
}
`;

const meta = `<?xml version="1.0" encoding="UTF-8"?>
<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>67.0</apiVersion>
    <status>Active</status>
</ApexClass>
`;

/** Apex that is deployed, run and tested by commands. */
export function apexSteps(setup: ClientSetup): readonly Step[] {
  return [...deploySteps(setup), ...anonymousSteps(setup), ...testSteps(setup)];
}

/** Writes classes into a folder of the project and returns its name. */
function classFolder({ sf }: ClientSetup, name: string, classes: Readonly<Record<string, string>>) {
  const folder = join(sf.project, name, 'classes');
  mkdirSync(folder, { recursive: true });
  for (const [className, text] of Object.entries(classes)) {
    writeFileSync(join(folder, `${className}.cls`), text);
    writeFileSync(join(folder, `${className}.cls-meta.xml`), meta);
  }
  return name;
}

function deploySteps(setup: ClientSetup): readonly Step[] {
  const { sf } = setup;
  const deploy = ['project', 'deploy', 'start', '--wait', '2', '--source-dir'];
  const names = 'SELECT Name FROM ApexClass ORDER BY Name';
  return [
    {
      name: 'project deploy start of a class that does not compile says where',
      run: async () => {
        const folder = classFolder(setup, 'broken', { Broken: broken });
        const { exitCode, output } = await sf.run([...deploy, folder]);
        assert.equal(exitCode, 1);
        assert.match(output, /"lineNumber": 3/);
        assert.match(output, /Illegal assignment from String to Integer/);
        assert.deepEqual(rowsInOrg(setup, names), []);
      },
    },
    {
      name: 'project deploy start whose test fails leaves nothing behind, without tests it lands',
      run: async () => {
        const classes = { Greeter: greeter, GreeterTest: greeterTest };
        const words = [...deploy, classFolder(setup, 'greeter', classes)];
        const tests = ['--test-level', 'RunSpecifiedTests', '--tests', 'GreeterTest'];
        const { exitCode, output } = await sf.run([...words, ...tests]);
        assert.equal(exitCode, 1);
        assert.match(output, /Expected: Hello, Actual: Hello Bob/);
        assert.deepEqual(rowsInOrg(setup, names), []);
        await sf.result(words);
        assert.deepEqual(rowsInOrg(setup, names), [['Greeter'], ['GreeterTest']]);
      },
    },
  ];
}

interface Executed {
  readonly success: boolean;
  readonly compiled: boolean;
  readonly logs: string;
}

function anonymousSteps(setup: ClientSetup): readonly Step[] {
  const { sf, folder } = setup;
  const execute = (name: string, source: string) => {
    const file = join(folder, `${name}.apex`);
    writeFileSync(file, source);
    return sf.run(['apex', 'run', '--file', file]);
  };
  return [
    {
      name: 'apex run writes for good and shows the log',
      run: async () => {
        const source =
          "insert new Account(Name = 'By Apex');\nSystem.debug(Greeter.greeting('Ann'));";
        const { exitCode, result } = await execute('good', source);
        const { success, compiled, logs } = result as Executed;
        assert.deepEqual([exitCode, success, compiled], [0, true, true]);
        assert.match(logs, /USER_DEBUG\|\[2\]\|DEBUG\|Hello Ann/);
        const found = rowsInOrg(setup, "SELECT Name FROM Account WHERE Name = 'By Apex'");
        assert.equal(found.length, 1);
      },
    },
    {
      name: 'apex run of what does not compile says where',
      run: async () => {
        const { exitCode, output } = await execute('uncompiled', 'Integer n = 1;\nNowhere.go();');
        assert.notEqual(exitCode, 0);
        assert.match(output, /Nowhere/);
        assert.match(output, /[Ll]ine:? ?"?:? ?2/);
      },
    },
    {
      name: 'apex run that throws says what and where, and leaves nothing behind',
      run: async () => {
        const source = "insert new Account(Name = 'Undone');\nGreeter.greeting('');";
        const { exitCode, output } = await execute('throwing', source);
        assert.notEqual(exitCode, 0);
        assert.match(output, /System\.IllegalArgumentException: Nobody to greet/);
        assert.match(output, /Class\.Greeter\.greeting: line 4, column 1/);
        assert.deepEqual(rowsInOrg(setup, "SELECT Id FROM Account WHERE Name = 'Undone'"), []);
      },
    },
  ];
}

interface TestAnswer {
  readonly summary: {
    readonly outcome: string;
    readonly testsRan: number;
    readonly passing: number;
    readonly failing: number;
  };
  readonly tests: readonly { readonly MethodName: string; readonly Outcome: string }[];
  readonly coverage?: {
    readonly coverage: readonly { readonly name: string; readonly coveredPercent: number }[];
    readonly records: readonly {
      readonly TestMethodName: string;
      readonly NumLinesCovered: number;
    }[];
  };
}

/** How the command ends where a test failed. */
const failedExitCode = 100;

/** One test passes, the other doesn't. */
function checkOutcomes(result: unknown): void {
  const { summary, tests } = result as TestAnswer;
  assert.deepEqual([summary.outcome, summary.passing, summary.failing], ['Failed', 1, 1]);
  assert.deepEqual(tests.map(({ MethodName, Outcome }) => [MethodName, Outcome]).toSorted(), [
    ['greets', 'Pass'],
    ['isWrong', 'Fail'],
  ]);
}

/** Two of three lines: nobody asks the test to greet nobody. */
function checkCoverage(result: unknown): void {
  const covered = (result as TestAnswer).coverage?.coverage ?? [];
  assert.deepEqual(
    covered.map(({ name, coveredPercent }) => [name, coveredPercent]),
    [['Greeter', 67]],
  );
}

const run = ['apex', 'run', 'test', '--wait', '2'];

function testSteps(setup: ClientSetup): readonly Step[] {
  return [...coverageSteps(setup), ...selectionSteps(setup)];
}

function coverageSteps({ sf }: ClientSetup): readonly Step[] {
  const coverage = ['--code-coverage', '--result-format', 'json'];
  return [
    {
      name: 'apex run test --synchronous, with coverage',
      run: async () => {
        const words = [...run, '--synchronous', '--class-names', 'GreeterTest', ...coverage];
        const { exitCode, result, output } = await sf.run(words);
        assert.equal(exitCode, failedExitCode, output);
        checkOutcomes(result);
        checkCoverage(result);
      },
    },
    {
      name: 'apex run test in the background, with coverage of each method',
      run: async () => {
        const { exitCode, result, output } = await sf.run([
          ...run,
          ...['--test-level', 'RunLocalTests', '--detailed-coverage', ...coverage],
        ]);
        assert.equal(exitCode, failedExitCode, output);
        checkOutcomes(result);
        checkCoverage(result);
        const byMethod = (result as TestAnswer).coverage?.records ?? [];
        assert.deepEqual(
          byMethod.map(({ TestMethodName, NumLinesCovered }) => [TestMethodName, NumLinesCovered]),
          [
            ['greets', 2],
            ['isWrong', 2],
          ],
        );
      },
    },
  ];
}

function selectionSteps({ sf }: ClientSetup): readonly Step[] {
  return [
    {
      name: 'apex run test of one method passes',
      run: async () => {
        const { summary } = await sf.result<TestAnswer>([
          ...run,
          ...['--synchronous', '--tests', 'GreeterTest.greets'],
        ]);
        assert.deepEqual([summary.outcome, summary.testsRan], ['Passed', 1]);
      },
    },
    {
      name: 'apex run test for a reader shows failure, stack and coverage',
      run: async () => {
        const words = [...run, '--class-names', 'GreeterTest', '--code-coverage'];
        const { exitCode, output } = await sf.print([...words, '--result-format', 'human']);
        assert.equal(exitCode, failedExitCode, output);
        assert.match(output, /Expected: Hello, Actual: Hello Bob/);
        assert.match(output, /Class\.GreeterTest\.isWrong: line 10, column 1/);
        assert.match(output, /Greeter\s+(│\s+)?67%/);
      },
    },
  ];
}
