import type { ApexType } from '../values/apex-type.ts';
import { isInstance } from './runtime-type.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { looselyEqual } from '../values/equality.ts';
import { debugTextOf } from '../values/text.ts';
import type { NativeRun } from './native-run.ts';
import { nativeType, staticMethod, type NativeMember, type NativeType } from './native-type.ts';

type Check = (run: NativeRun, ...values: ApexValue[]) => string | null;

/** As `==` has it, but texts have to be equal in case too. */
function isSame(run: NativeRun, left: ApexValue, right: ApexValue): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left === right;
  return looselyEqual(left, right, run);
}

/** What is wrong, null when the assertion holds. */
const areEqual: Check = (run, expected = null, actual = null) =>
  isSame(run, expected, actual)
    ? null
    : `Expected: ${debugTextOf(expected, run)}, Actual: ${debugTextOf(actual, run)}`;
const areNotEqual: Check = (run, notExpected = null, actual = null) =>
  isSame(run, notExpected, actual) ? `Same value: ${debugTextOf(actual, run)}` : null;
const isTrue: Check = (_run, condition) =>
  condition === true ? null : 'Expected: true, Actual: false';
const isFalse: Check = (_run, condition) =>
  condition === false ? null : 'Expected: false, Actual: true';
const isNull: Check = (run, value = null) =>
  value === null ? null : `Expected: null, Actual: ${debugTextOf(value, run)}`;
const isNotNull: Check = (_run, value = null) => (value === null ? 'Same value: null' : null);

/** A failed assertion can't be caught on the platform either; run/ makes AssertException pass through every catch. */
function failed(run: NativeRun, detail: string | null, message: ApexValue): Error {
  const note = message === null ? '' : `: ${debugTextOf(message, run)}`;
  return run.exception(
    'AssertException',
    `Assertion Failed${note}${detail === null ? '' : `: ${detail}`}`,
  );
}

/** The method with and without a message of its own. */
function assertion(name: string, parameters: string, check: Check): NativeMember[] {
  const count = parameters.split(',').length;
  return [parameters, `${parameters}, Object message`].map((declared) =>
    staticMethod(`void ${name}(${declared})`, (run, ...args: ApexValue[]) => {
      const detail = check(run, ...args.slice(0, count));
      if (detail !== null) throw failed(run, detail, args[count] ?? null);
    }),
  );
}

/** System.Assert. */
export const assertType: NativeType = nativeType('System.Assert', [
  ...assertion('areEqual', 'Object expected, Object actual', areEqual),
  ...assertion('areNotEqual', 'Object notExpected, Object actual', areNotEqual),
  ...assertion('isTrue', 'Boolean? condition', isTrue),
  ...assertion('isFalse', 'Boolean? condition', isFalse),
  ...assertion('isNull', 'Object value', isNull),
  ...assertion('isNotNull', 'Object value', isNotNull),
  ...instanceAssertions('isInstanceOfType', true),
  ...instanceAssertions('isNotInstanceOfType', false),
  staticMethod('void fail()', (run) => {
    throw failed(run, null, null);
  }),
  staticMethod('void fail(String? message)', (run, message: string | null) => {
    throw failed(run, null, message);
  }),
]);

/** The assertions of class System. Unlike Assert's, `System.assert` says nothing about the values. */
export const systemAssertions: readonly NativeMember[] = [
  ...assertion('assertEquals', 'Object expected, Object actual', areEqual),
  ...assertion('assertNotEquals', 'Object notExpected, Object actual', areNotEqual),
  staticMethod('void assert(Boolean? condition)', (run, condition: boolean | null) => {
    if (condition !== true) throw failed(run, null, null);
  }),
  staticMethod(
    'void assert(Boolean? condition, Object message)',
    (run, condition: boolean | null, message: ApexValue) => {
      if (condition !== true) throw failed(run, null, message);
    },
  ),
];

function instanceAssertions(name: string, expected: boolean): NativeMember[] {
  return ['', ', Object message'].map((rest) =>
    staticMethod(
      `void ${name}(Object instance, System.Type type${rest})`,
      (run, instance: ApexValue, type: ApexType, message: ApexValue = null) => {
        const wanted = type.text();
        const is = isInstance(run, instance, type.type);
        if (is !== expected)
          throw failed(run, `${expected ? 'Expected' : 'Not expected'} type: ${wanted}`, message);
      },
    ),
  );
}
