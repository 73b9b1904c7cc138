/** What Jest counts, as far as it is used here. */
interface JestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** Files that failed before their first test. */
  readonly numRuntimeErrorTestSuites: number;
}

/** Ends the output of Jest as summary-reporter.ts ends that of Vitest: with `N passed, N failed`. */
export default class JestSummaryReporter {
  onRunComplete(_contexts: unknown, results: JestResults): void {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skippedTests = results.numPendingTests + results.numTodoTests;
    const skipped = skippedTests > 0 ? `, ${skippedTests} skipped` : '';
    // After the default reporter's own summary.
    process.once('exit', () => {
      process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed${skipped}\n`);
    });
  }
}
