import { packageFiles } from '../local-org/api/metadata/deploy-package.ts';
import {
  apexRuntime,
  type TestRunResult,
  type TestSelection,
} from '../local-org/apex/apex-runtime.ts';
import type { DeployFiles } from '../local-org/schema/deploy/deploy-result.ts';
import { openLocalOrg } from '../local-org/org.ts';
import { wallClock } from '../local-org/wall-clock.ts';

/** Deploys a zipped package into a new org and runs its tests. Throws an Error that says what could not be deployed. */
export function runPackageTests(zip: Uint8Array, selection: TestSelection): TestRunResult {
  return runTestsOf(packageFiles(zip), selection);
}

/** The same for a package's files. */
export function runTestsOf(files: DeployFiles, selection: TestSelection): TestRunResult {
  using opened = new DisposableStack();
  const org = opened.adopt(openLocalOrg({ clock: wallClock }), (each) => {
    each.close();
  });
  const apex = apexRuntime(org);
  const { success, componentFailures } = org.deploy(files);
  if (!success) {
    const problems = componentFailures.map(
      ({ fileName, lineNumber, problem }) =>
        `${fileName}${lineNumber ? `:${lineNumber}` : ''}: ${problem ?? ''}`,
    );
    throw new Error(`The package can't be deployed:\n${problems.join('\n')}`);
  }
  return apex.runTests(selection);
}
