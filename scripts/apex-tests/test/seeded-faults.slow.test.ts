import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFiles } from '../../local-org/api/metadata/deploy-package.ts';
import {
  apexRuntime,
  type ApexRuntime,
  type TestRunResult,
} from '../../local-org/apex/apex-runtime.ts';
import { openLocalOrg, type LocalOrg } from '../../local-org/org.ts';
import type { DeployFiles } from '../../local-org/schema/deploy/deploy-result.ts';
import { wallClock } from '../../local-org/wall-clock.ts';
import { deployablePackage } from '../../deployable-package.ts';
import { seededFaults, type SeededFault } from './seeded-faults.ts';

let org: LocalOrg;
let apex: ApexRuntime;
let files: DeployFiles;

beforeAll(async () => {
  org = openLocalOrg({ clock: wallClock });
  apex = apexRuntime(org);
  files = packageFiles(await deployablePackage('force-app'));
  expect(org.deploy(files).componentFailures).toEqual([]);
});
afterAll(() => {
  org.close();
});

function textOf(path: string): string {
  const content = files.get(path);
  if (content === undefined) throw new Error(`The package has no ${path}`);
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

/** The class with the fault in it, as a package of its own. */
function faulty({ className, text, replacement }: SeededFault): DeployFiles {
  const path = `classes/${className}.cls`;
  const source = textOf(path);
  expect(source.split(text), `"${text}" in ${className}`).toHaveLength(2);
  return new Map([
    [
      'package.xml',
      `<Package xmlns="http://soap.sforce.com/2006/04/metadata"><types><members>${className}</members><name>ApexClass</name></types><version>67.0</version></Package>`,
    ],
    [path, source.replace(text, () => replacement)],
    [`${path}-meta.xml`, textOf(`${path}-meta.xml`)],
  ]);
}

/** The tests as they end while the fault is there; it is taken back afterwards. */
function testsWith(fault: SeededFault): TestRunResult {
  let run: TestRunResult | undefined;
  const { componentFailures } = org.deploy(faulty(fault), { checkOnly: true }, () => {
    run = apex.runTests();
    return true;
  });
  expect(componentFailures, 'a fault that compiles').toEqual([]);
  if (!run) throw new Error('The tests did not run');
  return run;
}

function failedIn({ methods }: TestRunResult): readonly string[] {
  return methods
    .filter(({ outcome }) => outcome !== 'Pass')
    .map(({ className, methodName }) => `${className}.${methodName}`);
}

describe("The package's Apex tests", () => {
  it('pass without a fault', () => {
    expect(failedIn(apex.runTests())).toEqual([]);
  });

  it.each(seededFaults.map((fault) => [fault.name, fault] as const))(
    'find that %s',
    (_name, fault) => {
      expect(failedIn(testsWith(fault))).not.toEqual([]);
    },
  );

  it('pass again once the faults are taken back', () => {
    expect(failedIn(apex.runTests())).toEqual([]);
  });
});
