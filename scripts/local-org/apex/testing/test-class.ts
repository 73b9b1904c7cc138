import type { Program } from '../compile/program.ts';
import { annotationOf, type Modifiers } from '../syntax/declaration.ts';
import type { ClassModel, MethodModel } from '../types/class-model.ts';

/** A test method, and whether it sees the org's records. */
export interface TestMethod {
  readonly model: MethodModel;
  readonly seesAllData: boolean;
}

export interface TestClass {
  readonly name: string;
  /** Done once before the methods, which all begin with what it left. */
  readonly setups: readonly MethodModel[];
  readonly methods: readonly TestMethod[];
}

/** Whether the class exists for tests only: its lines count for no coverage, its methods may be tests. */
export function isTestClass({ declaration: { modifiers } }: ClassModel): boolean {
  return annotationOf(modifiers, 'isTest') !== undefined;
}

/** The top-level classes that hold test methods, in the order of their names. */
export function testClasses(program: Program): readonly TestClass[] {
  return [...program.classes.values()]
    .filter((model) => model.outer === undefined && model.declaration.kind === 'class')
    .map(testClassOf)
    .filter(({ methods }) => methods.length > 0)
    .toSorted((left, right) => left.name.localeCompare(right.name));
}

function testClassOf({ name, declaration, methods }: ClassModel): TestClass {
  const isSetup = ({ modifiers }: { modifiers: Modifiers }) =>
    annotationOf(modifiers, 'testSetup') !== undefined;
  const sees = seesAllData(declaration.modifiers);
  return {
    name,
    setups: methods.filter((model) => isSetup(model.declaration)),
    methods: methods
      .filter((model) => isTestMethod(model))
      .map((model) => ({
        model,
        seesAllData: sees || seesAllData(model.declaration.modifiers),
      })),
  };
}

/** `@IsTest`, or the older keyword `testMethod`. */
function isTestMethod({ isStatic, declaration: { modifiers } }: MethodModel): boolean {
  const isMarked = annotationOf(modifiers, 'isTest') ?? modifiers.flags.has('testmethod');
  return isStatic && isMarked !== false;
}

function seesAllData(modifiers: Modifiers): boolean {
  const parameters = annotationOf(modifiers, 'isTest')?.parameters ?? [];
  return parameters.some(
    ({ name, value }) => name.toLowerCase() === 'seealldata' && value === true,
  );
}
