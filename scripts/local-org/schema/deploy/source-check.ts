import type { OrgContext } from '../../data/org-context.ts';
import { hasApexClasses } from './apex-class-step.ts';
import type { DeployStep } from './deploy-step.ts';

/** A class the deploy breaks: one of its own, or one that depends on what it changes. */
export interface BrokenClass {
  readonly fullName: string;
  readonly fileName: string;
  readonly problem: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** Types whose change can make a class stop compiling. */
const compiledTypes: ReadonlySet<string> = new Set([
  'ApexClass',
  'ApexTrigger',
  'CustomObject',
  'CustomField',
  'CustomLabels',
]);

/** The classes that don't compile once the steps have run. Asks nobody where nothing changed that Apex sees. */
export function brokenClasses(
  org: OrgContext,
  steps: readonly DeployStep[],
): readonly BrokenClass[] {
  if (org.compiler === null || !steps.some(({ type }) => compiledTypes.has(type))) return [];
  if (!hasApexClasses(org)) return [];
  const deployed = new Map(
    steps
      .filter(({ type, fileName }) => type === 'ApexClass' && fileName.endsWith('.cls'))
      .map((step) => [step.fullName.toLowerCase(), step]),
  );
  return org.compiler().map(({ className, line, column, problem }) => {
    const own = deployed.get(className.toLowerCase());
    return {
      fullName: className,
      fileName: own?.fileName ?? `classes/${className}.cls`,
      problem: own
        ? problem
        : `Dependent class is invalid and needs recompilation:\n Class ${className} : ${problem}`,
      lineNumber: line,
      columnNumber: column,
    };
  });
}
