/**
 * Adds up what several suites counted: reads their output from files given as arguments, takes the last line
 * `N passed, N failed` of each, and ends with the sum as a line of the same form. A suite without such a line broke
 * down before it could count, which is a failure.
 */
import { readFileSync } from 'node:fs';

const counted = process.argv.slice(2).map((path) => {
  const lines = readFileSync(path, 'utf8').matchAll(/^(\d+) passed, (\d+) failed/gm);
  const [, passed, failed] = [...lines].at(-1) ?? [];
  if (passed === undefined || failed === undefined) {
    console.log(`${path} ends without saying how many passed: the suite broke down.`);
    return { passed: 0, failed: 1 };
  }
  return { passed: Number(passed), failed: Number(failed) };
});
const passed = counted.reduce((sum, each) => sum + each.passed, 0);
const failed = counted.reduce((sum, each) => sum + each.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;
