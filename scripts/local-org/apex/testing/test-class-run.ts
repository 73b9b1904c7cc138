import type { TestMethodResult } from './test-result.ts';
import { apexFailure, breakdownText, failureText } from '../apex-failure.ts';
import { testTransaction } from './test-transaction.ts';
import { CoveredLines, coverageTouched } from './coverage.ts';
import type { TestOptions } from './test-options.ts';
import type { TestClass, TestMethod } from './test-class.ts';
import { undone } from './undone.ts';
import type { MethodModel } from '../types/class-model.ts';

type Failed = Pick<TestMethodResult, 'message' | 'stackTrace'>;

/** One test class: its set-up once, and each method from there, undone before the next. */
export class TestClassRun {
  readonly #options: TestOptions;
  readonly #tests: TestClass;
  readonly #userId: string;

  /** `userId` is who the tests run as; default the administrator. */
  constructor(options: TestOptions, tests: TestClass, userId = options.org.administratorId) {
    this.#options = options;
    this.#tests = tests;
    this.#userId = userId;
  }

  /** Runs the methods. Tells `covered` of the lines that ran. */
  results(covered: CoveredLines): readonly TestMethodResult[] {
    const bySight = Map.groupBy(this.#tests.methods, ({ seesAllData }) => seesAllData);
    const results = [...bySight].flatMap(([seesAllData, methods]) =>
      this.#isolated(methods, seesAllData, covered),
    );
    const order = this.#tests.methods.map(({ model }) => model.name);
    return results.toSorted(
      (left, right) => order.indexOf(left.methodName) - order.indexOf(right.methodName),
    );
  }

  #isolated(
    methods: readonly TestMethod[],
    seesAllData: boolean,
    covered: CoveredLines,
  ): readonly TestMethodResult[] {
    const { org } = this.#options;
    return undone(org, () => {
      if (!seesAllData) org.hideRecords();
      const failed = this.#setUp(covered);
      const mark = org.savepoint();
      return methods.map((method) => {
        const result = this.#result(method, failed, covered);
        org.rollbackTo(mark);
        return result;
      });
    });
  }

  #setUp(covered: CoveredLines): Failed | undefined {
    for (const model of this.#tests.setups) {
      const failed = this.#call(model, covered);
      if (failed) return failed;
    }
    return undefined;
  }

  #result(
    { model, seesAllData }: TestMethod,
    failedSetup: Failed | undefined,
    covered: CoveredLines,
  ): TestMethodResult {
    const { elapsedMs } = this.#options;
    const begun = elapsedMs();
    const own = new CoveredLines();
    const failed = failedSetup ?? this.#call(model, covered, own);
    return {
      className: this.#tests.name,
      methodName: model.name,
      outcome: failed ? 'Fail' : 'Pass',
      message: failed?.message ?? null,
      stackTrace: failed?.stackTrace ?? null,
      timeMs: elapsedMs() - begun,
      seeAllData: seesAllData,
      coverage: coverageTouched(this.#options.program, own),
    };
  }

  /** Runs a static method in a transaction with statics and limits of its own. Tells each of `covered` what ran. */
  #call(model: MethodModel, ...covered: readonly CoveredLines[]): Failed | undefined {
    const run = testTransaction(this.#options, this.#userId);
    try {
      this.#options.program.callStatic(run, model, []);
      return undefined;
    } catch (error) {
      return failedBy(error);
    } finally {
      for (const each of covered) each.add(run.covered);
    }
  }
}

function failedBy(error: unknown): Failed {
  const failure = apexFailure(error);
  if (failure) return { message: failureText(failure), stackTrace: failure.stackTrace };
  return { message: breakdownText(error), stackTrace: null };
}
