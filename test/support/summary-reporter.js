/** Closes a run with one plain line, so that a person or a program need not read the rest. */
export default class SummaryReporter {
  onRunComplete(_contexts, results) {
    // A file that does not load has no tests to count, and must not pass for nothing.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped`;
    // Jest adds its own summary after every other reporter; at exit nothing comes after us.
    process.once('exit', () => process.stdout.write(`\n${line}\n`));
  }
}
