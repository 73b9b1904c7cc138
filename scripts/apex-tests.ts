import { writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { junitReport } from './apex-tests/junit-report.ts';
import { reportText, testVerdict } from './apex-tests/report.ts';
import { runPackageTests, TestMistake } from './apex-tests/run-package-tests.ts';
import { deployablePackage } from './deployable-package.ts';

/** Runs the package's Apex tests on a local org in this process: `npm run test:apex`. */
interface Arguments {
  readonly class?: string;
  readonly method?: string;
  readonly junit?: string;
  readonly coverage: number;
}

const program = new Command('test:apex')
  .description("Runs the package's Apex tests without an org, and counts what they cover.")
  .option('--class <name>', 'only the tests of this class')
  .option('--method <name>', 'only this method of the class')
  .option('--junit <file>', 'write the results in the format of JUnit as well')
  .option('--coverage <percent>', 'coverage of all classes to fail under', percent, 90)
  .parse();
const given = program.opts<Arguments>();
if (given.method !== undefined && given.class === undefined) {
  program.error('error: --method needs --class');
}

const selection =
  given.class === undefined ? {} : { classes: [{ name: given.class, ...methods() }] };
try {
  await runAndReport();
} catch (error) {
  if (!(error instanceof TestMistake)) throw error;
  program.error(`error: ${error.message}`);
}

async function runAndReport(): Promise<void> {
  const result = runPackageTests(await deployablePackage('force-app'), selection);
  if (given.junit !== undefined) writeFileSync(given.junit, junitReport(result));
  // One class alone covers what it is about: the whole is judged by all tests only.
  const verdict = testVerdict(result, given.class === undefined ? given.coverage : 0);
  console.log(reportText(result, verdict));
  if (!verdict.isGood) process.exitCode = 1;
}

function methods(): { methods?: readonly string[] } {
  return given.method === undefined ? {} : { methods: [given.method] };
}

function percent(text: string): number {
  const value = Number(text);
  if (value >= 0 && value <= 100) return value;
  throw new InvalidArgumentError('It is a number from 0 to 100.');
}
