/** Which tests to run. Without `classes`: all of the org. */
export interface TestSelection {
  readonly classes?: readonly {
    readonly name: string;
    /** Default: all test methods of the class. */
    readonly methods?: readonly string[];
  }[];
  /** User the tests run as; default the administrator. */
  readonly userId?: string;
}

export interface TestMethodResult {
  readonly className: string;
  readonly methodName: string;
  /** `CompileFail` stands for a whole class; its method name is `<compile>`. */
  readonly outcome: 'Pass' | 'Fail' | 'CompileFail';
  readonly message: string | null;
  readonly stackTrace: string | null;
  readonly timeMs: number;
  readonly seeAllData: boolean;
  /** Of the classes it touched; what @TestSetup did is not in it. */
  readonly coverage: readonly ClassCoverage[];
}

/** Executable lines of a class that isn't a test. */
export interface ClassCoverage {
  readonly className: string;
  readonly linesCovered: readonly number[];
  readonly linesUncovered: readonly number[];
}

export interface TestRunResult {
  readonly methods: readonly TestMethodResult[];
  /** Of all methods together. A run of all tests names every class that isn't one; others those they touched. */
  readonly coverage: readonly ClassCoverage[];
  readonly timeMs: number;
}
