import { afterEach, describe, expect, it } from 'vitest';
import type { LocalOrg } from '../../../org.ts';
import { addUser } from '../../../seed/add-user.ts';
import { column, inserted } from '../../../test/acme-org.ts';
import { CompiledOrg } from '../../compiled-org.ts';
import { runTests } from '../../testing/run-tests.ts';
import type { TestRunResult, TestSelection } from '../../testing/test-result.ts';
import { apexOrg } from '../apex-org.ts';

let org: LocalOrg;
afterEach(() => {
  org.close();
});

/** Runs the tests of an org with these classes. */
function testsOf(texts: readonly string[], selection: TestSelection = {}): TestRunResult {
  org = apexOrg(...texts);
  return run(selection);
}

function run(selection: TestSelection = {}): TestRunResult {
  const program = new CompiledOrg(org).program();
  const options = { elapsedMs: () => 0, randomBytes: (count: number) => new Uint8Array(count) };
  return runTests({ org, program, ...options }, selection);
}

/** `method: outcome`, and the message of one that failed. */
function outcomes({ methods }: TestRunResult): readonly string[] {
  return methods.map(({ methodName, outcome, message }) =>
    [methodName, outcome, ...(message === null ? [] : [message])].join(': '),
  );
}

describe('Test methods', () => {
  it('are the static ones with @IsTest or testMethod, of classes with or without @IsTest', () => {
    const result = testsOf([
      '@IsTest private class A { @IsTest static void one() {} static void helper() {} }',
      'public class B { static testMethod void two() {} public static void other() {} }',
    ]);
    expect(outcomes(result)).toEqual(['one: Pass', 'two: Pass']);
  });

  it('fail with type, message and stack trace of what they let through', () => {
    const { methods } = testsOf([
      `@IsTest private class A {
        @IsTest static void compares() {
          Assert.areEqual(1, 2);
        }
        @IsTest static void says() { Assert.isTrue(false, 'should hold'); }
        @IsTest static void older() { System.assertEquals('a', 'b', 'letters'); }
        @IsTest static void divides() {
          helper(0);
        }
        static Integer helper(Integer by) { return 1 / by; }
      }`,
    ]);
    expect(methods.map(({ message }) => message)).toEqual([
      'System.AssertException: Assertion Failed: Expected: 1, Actual: 2',
      'System.AssertException: Assertion Failed: should hold: Expected: true, Actual: false',
      'System.AssertException: Assertion Failed: letters: Expected: a, Actual: b',
      'System.MathException: Divide by 0',
    ]);
    expect(methods[0]?.stackTrace).toBe('Class.A.compares: line 3, column 1');
    expect(methods[3]?.stackTrace).toBe(
      'Class.A.helper: line 10, column 1\nClass.A.divides: line 8, column 1',
    );
  });

  it('fail where a governor limit is exceeded', () => {
    const result = testsOf([
      `@IsTest private class A { @IsTest static void asks() {
        for (Integer i = 0; i < 101; i++) { List<Account> found = [SELECT Id FROM Account]; }
      } }`,
    ]);
    expect(outcomes(result)).toEqual([
      'asks: Fail: System.LimitException: Too many SOQL queries: 101',
    ]);
    expect(result.methods[0]?.stackTrace).toBe('Class.A.asks: line 2, column 1');
  });

  it('begin with fresh statics and limits', () => {
    const body = `count++; List<Account> found = [SELECT Id FROM Account];
      Assert.areEqual(1, count); Assert.areEqual(1, Limits.getQueries());`;
    const result = testsOf([
      `@IsTest private class A {
        static Integer count = 0;
        @IsTest static void one() { ${body} }
        @IsTest static void two() { ${body} }
      }`,
    ]);
    expect(outcomes(result)).toEqual(['one: Pass', 'two: Pass']);
  });

  it('run as the administrator, or as who is asked for', () => {
    org = apexOrg(
      `@IsTest private class A { @IsTest static void who() { Assert.areEqual('Somebody', UserInfo.getLastName()); } }`,
    );
    const userId = addUser(org, {
      username: 'somebody@acme.example',
      lastName: 'Somebody',
      permissionSets: [],
    });
    expect(outcomes(run({ userId }))).toEqual(['who: Pass']);
    expect(outcomes(run())[0]).toContain('who: Fail');
  });
});

describe('What a test writes', () => {
  it('is gone for the next one and for the org', () => {
    const body = `insert new Account(Name = 'Test'); Assert.areEqual(1, [SELECT COUNT() FROM Account]);`;
    const result = testsOf([
      `@IsTest private class A { @IsTest static void one() { ${body} } @IsTest static void two() { ${body} } }`,
    ]);
    expect(outcomes(result)).toEqual(['one: Pass', 'two: Pass']);
    expect(column(org, 'SELECT Name FROM Account')).toEqual([]);
  });

  it('begins with what @TestSetup left', () => {
    const result = testsOf([
      `@IsTest private class A {
        static Boolean isSetUp = false;
        @TestSetup static void make() { isSetUp = true; insert new Account(Name = 'Test'); }
        @IsTest static void changes() { delete [SELECT Id FROM Account]; Assert.isFalse(isSetUp); }
        @IsTest static void finds() { Assert.areEqual(1, [SELECT COUNT() FROM Account]); }
      }`,
    ]);
    expect(outcomes(result)).toEqual(['changes: Pass', 'finds: Pass']);
  });

  it('fails as a whole where @TestSetup does', () => {
    const result = testsOf([
      `@IsTest private class A {
        @TestSetup static void make() { insert new Account(); }
        @IsTest static void one() {}
      }`,
    ]);
    expect(outcomes(result)[0]).toContain('one: Fail: System.DmlException: Insert failed.');
  });
});

describe('The records of the org', () => {
  const sees = (annotation: string) =>
    `@IsTest private class A { ${annotation} static void looks() {
       Assert.areEqual(1, [SELECT COUNT() FROM Account] + [SELECT COUNT() FROM Visit__c]);
     } }`;

  it('are invisible to a test, users and permissions are not', () => {
    org = apexOrg(
      `@IsTest private class A { @IsTest static void looks() {
        Assert.areEqual(0, [SELECT COUNT() FROM Account]);
        Assert.areEqual(0, [SELECT COUNT() FROM Visit__c]);
        Assert.areEqual(1, [SELECT COUNT() FROM User WHERE Id = :UserInfo.getUserId()]);
        Assert.areEqual(1, [SELECT COUNT() FROM Profile WHERE Name = 'System Administrator']);
        Assert.areEqual(1, [SELECT COUNT() FROM ApexClass]);
      } }`,
    );
    inserted(org, 'Account', { Name: 'Real' });
    inserted(org, 'Visit__c', { Name: 'Real' });
    expect(outcomes(run())).toEqual(['looks: Pass']);
    expect(column(org, 'SELECT Name FROM Account')).toEqual(['Real']);
  });

  it('are visible with SeeAllData', () => {
    org = apexOrg(sees('@IsTest(SeeAllData=true)'));
    inserted(org, 'Account', { Name: 'Real' });
    expect(run().methods).toMatchObject([{ outcome: 'Pass', seeAllData: true }]);
    org.close();
    org = apexOrg(sees('@IsTest'));
    inserted(org, 'Account', { Name: 'Real' });
    expect(run().methods).toMatchObject([{ outcome: 'Fail', seeAllData: false }]);
  });
});

describe('A selection', () => {
  const classes = [
    '@IsTest private class A { @IsTest static void one() {} @IsTest static void two() {} }',
    '@IsTest private class B { @IsTest static void three() {} }',
  ];

  it('of classes and methods runs those, in any spelling', () => {
    const result = testsOf(classes, { classes: [{ name: 'a', methods: ['TWO'] }] });
    expect(outcomes(result)).toEqual(['two: Pass']);
  });

  it('names what is not there', () => {
    expect(() => testsOf(classes, { classes: [{ name: 'C' }] })).toThrow('C is no test class');
    org.close();
    expect(() => testsOf(classes, { classes: [{ name: 'B', methods: ['four'] }] })).toThrow(
      'B has no test method four',
    );
  });
});

describe('A class that does not compile', () => {
  it('fails with line and column, and the others run', () => {
    const result = testsOf([
      '@IsTest private class A { @IsTest static void one() { Nowhere.go(); } }',
      '@IsTest private class B { @IsTest static void two() {} }',
    ]);
    expect(result.methods).toMatchObject([
      { className: 'A', methodName: '<compile>', outcome: 'CompileFail' },
      { className: 'B', methodName: 'two', outcome: 'Pass' },
    ]);
    expect(result.methods[0]?.message).toContain('line 1, column 55: ');
  });

  it('says by name what the interpreter does not support', () => {
    const result = testsOf([
      `@IsTest private class A { @IsTest static void finds() { List<List<SObject>> found = [FIND 'x' IN ALL FIELDS RETURNING Account]; } }`,
    ]);
    expect(outcomes(result)[0]).toContain('SOSL');
  });
});

describe('Coverage', () => {
  it('is of the lines of classes that are no tests', () => {
    const { coverage, methods } = testsOf([
      `public class Sign {
        public static String of(Integer n) {
          if (n < 0) {
            return 'minus';
          }
          return 'plus';
        }
      }`,
      `public class Idle {
        public static Integer nothing() {
          return 0;
        }
      }`,
      `@IsTest private class SignTest {
        @IsTest static void plus() {
          Assert.areEqual('plus', Sign.of(1));
        }
        @IsTest static void minus() {
          Assert.areEqual('minus', Sign.of(-1));
        }
      }`,
    ]);
    expect(coverage).toEqual([
      { className: 'Idle', linesCovered: [], linesUncovered: [3] },
      { className: 'Sign', linesCovered: [3, 4, 6], linesUncovered: [] },
    ]);
    expect(methods.map((each) => each.coverage)).toEqual([
      [{ className: 'Sign', linesCovered: [3, 6], linesUncovered: [4] }],
      [{ className: 'Sign', linesCovered: [3, 4], linesUncovered: [6] }],
    ]);
  });

  it('of some tests leaves out the classes they do not touch', () => {
    const { coverage } = testsOf(
      [
        `public class Idle { public static void nothing() {
          Integer n = 0;
        } }`,
        '@IsTest private class A { @IsTest static void one() {} }',
      ],
      { classes: [{ name: 'A' }] },
    );
    expect(coverage).toEqual([]);
  });
});
