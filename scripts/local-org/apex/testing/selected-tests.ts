import type { TestSelection } from './test-result.ts';
import { SalesforceError } from '../../schema/salesforce-error.ts';
import type { Program } from '../compile/program.ts';
import { testClasses, type TestClass } from './test-class.ts';

/**
 * The classes to run with the methods to run of each; all of the org where none are named. A name that is no test class,
 * and a method the class doesn't have, are mistakes of whoever asks: throws SalesforceError INVALID_INPUT, which names them.
 */
export function selectedTests(program: Program, { classes }: TestSelection): readonly TestClass[] {
  const all = testClasses(program);
  if (!classes) return all;
  const broken = new Set(program.problems.map(({ className }) => className.toLowerCase()));
  return classes
    .filter(({ name }) => !broken.has(name.toLowerCase()))
    .map(({ name, methods }) => withMethods(classNamed(all, name), methods));
}

function classNamed(all: readonly TestClass[], name: string): TestClass {
  const found = all.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (found) return found;
  throw mistake(`${name} is no test class of this org: it needs methods with @IsTest`);
}

function withMethods(testClass: TestClass, names: readonly string[] | undefined): TestClass {
  if (!names) return testClass;
  const methods = names.map((name) => {
    const found = testClass.methods.find(
      ({ model }) => model.name.toLowerCase() === name.toLowerCase(),
    );
    if (found) return found;
    throw mistake(`${testClass.name} has no test method ${name}`);
  });
  return { ...testClass, methods };
}

function mistake(message: string): SalesforceError {
  return new SalesforceError('INVALID_INPUT', message);
}
