import { packageFiles } from '../local-org/api/metadata/deploy-package.ts';
import {
  apexRuntime,
  type TestRunResult,
  type TestSelection,
} from '../local-org/apex/apex-runtime.ts';
import { openLocalOrg } from '../local-org/org.ts';
import { SalesforceError } from '../local-org/schema/salesforce-error.ts';
import { wallClock } from '../local-org/wall-clock.ts';

/** What keeps tests from running at all: a package that can't be deployed, a class nobody has. */
export class TestMistake extends Error {
  override readonly name = 'TestMistake';
}

/** Deploys a zipped package into a new org and runs its tests. Throws TestMistake. */
export function runPackageTests(zip: Uint8Array, selection: TestSelection): TestRunResult {
  using opened = new DisposableStack();
  const org = opened.adopt(openLocalOrg({ clock: wallClock }), (each) => {
    each.close();
  });
  const apex = apexRuntime(org);
  const { success, componentFailures } = org.deploy(packageFiles(zip));
  if (!success) {
    const problems = componentFailures.map(
      ({ fileName, lineNumber, problem }) =>
        `${fileName}${lineNumber ? `:${lineNumber}` : ''}: ${problem ?? ''}`,
    );
    throw new TestMistake(`The package can't be deployed:\n${problems.join('\n')}`);
  }
  try {
    return apex.runTests(selection);
  } catch (error) {
    throw error instanceof SalesforceError ? new TestMistake(error.message) : error;
  }
}
