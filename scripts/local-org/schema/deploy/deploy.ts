import { writeDefinitions } from '../../data/definition-records.ts';
import { apiDateTime } from '../../data/moments.ts';
import type { OrgContext } from '../../data/org-context.ts';
import { RowFailure } from '../../data/row-failure.ts';
import { FormulaError } from '../formula/formula-error.ts';
import { DeployFailure } from './deploy-failure.ts';
import { failureMessage, message, success } from './deploy-message.ts';
import type {
  DeployCheck,
  DeployFiles,
  DeployMessage,
  DeployOptions,
  DeployResult,
} from './deploy-result.ts';
import { deployPhases, textContent, type DeployStep } from './deploy-step.ts';
import { names, packageManifest, type PackageManifest } from './package-manifest.ts';
import { packageSteps, type UnreadableFile } from './package-steps.ts';
import { brokenClasses, type BrokenClass } from './source-check.ts';

/** Undoes a deploy that is checked only, or failed and shall leave nothing behind. */
class Undo extends Error {
  readonly attempt: Attempt;

  constructor(attempt: Attempt) {
    super();
    this.attempt = attempt;
  }
}

/**
 * Deploys a package in metadata format. Everything happens in one transaction; with `rollbackOnError` (the default)
 * one failed component undoes all, with `checkOnly` all is undone in any case. A query that is being read while a
 * deploy is undone ends with an error.
 */
export function deploy(
  org: OrgContext,
  userId: string,
  given: DeployFiles,
  options: DeployOptions,
  check: DeployCheck = () => true,
): DeployResult {
  const { checkOnly = false, rollbackOnError = true } = options;
  const files = withoutRootFolder(given);
  const attempt = attempted(org, options, check, () => deployFiles(org, userId, files, []));
  const isPartial = options.rollbackOnError === false;
  // Classes that don't compile are left out of a second try where the rest may be deployed without them.
  const { messages } =
    attempt.broken.length > 0 && isPartial
      ? attempted(org, options, check, () => deployFiles(org, userId, files, attempt.broken))
      : attempt;
  return deployResult(messages, checkOnly, rollbackOnError);
}

/** One try, undone where it is only a check or something failed that undoes all. */
function attempted(
  org: OrgContext,
  options: DeployOptions,
  check: DeployCheck,
  work: () => Attempt,
): Attempt {
  const { checkOnly = false, rollbackOnError = true } = options;
  const before = org.schema.objects();
  try {
    return org.store.transaction(() => {
      const attempt = work();
      const hasFailed = attempt.messages.some(({ success: isDone }) => !isDone);
      const isBroken = (hasFailed && rollbackOnError) || attempt.broken.length > 0;
      if (isBroken || !check() || checkOnly) throw new Undo(attempt);
      return attempt;
    });
  } catch (error) {
    org.schema.restore(before);
    org.store.forgetStatements();
    if (error instanceof Undo) return error.attempt;
    throw error;
  }
}

/** Some packages have their files in a folder (`unpackaged/package.xml`). */
function withoutRootFolder(files: DeployFiles): DeployFiles {
  const manifest = [...files.keys()].find((name) => /^[^/]+\/package\.xml$/.test(name));
  if (files.has('package.xml') || manifest === undefined) return files;
  const root = manifest.slice(0, -'package.xml'.length);
  return new Map([...files].map(([name, content]) => [name.replace(root, ''), content]));
}

interface Attempt {
  readonly messages: readonly DeployMessage[];
  /** Classes that don't compile now. */
  readonly broken: readonly BrokenClass[];
}

function deployFiles(
  org: OrgContext,
  userId: string,
  files: DeployFiles,
  left: readonly BrokenClass[],
): Attempt {
  const now = apiDateTime(org.clock.now());
  const content = files.get('package.xml');
  try {
    if (content === undefined) throw new DeployFailure('No package.xml found');
    const manifest = packageManifest(textContent(content));
    const { steps, unreadable } = packageSteps({ org, userId, files });
    const wanted = named(manifest, steps).filter((step) => !isBroken(step, left));
    const done = runSteps(org, now, wanted);
    const broken = brokenClasses(org, wanted);
    const messages = [
      message(now, { type: '', fullName: 'package.xml', fileName: 'package.xml' }, success(null)),
      ...missing(manifest, steps, unreadable).map((each) =>
        failureMessage(now, each, each.failure),
      ),
      ...unreadable.map((each) => failureMessage(now, each, each.failure)),
      ...done.filter((each) => !isBroken(toStep(each), broken)),
      ...[...left, ...broken].map((each) => brokenMessage(now, each)),
    ];
    return { messages, broken };
  } catch (error) {
    if (!(error instanceof DeployFailure)) throw error;
    const place = { type: '', fullName: 'package.xml', fileName: 'package.xml' };
    return { messages: [failureMessage(now, place, error)], broken: [] };
  }
}

type Component = Pick<DeployStep, 'type' | 'fullName'>;

function toStep({ componentType, fullName }: DeployMessage): Component {
  return { type: componentType, fullName };
}

function isBroken({ type, fullName }: Component, broken: readonly BrokenClass[]): boolean {
  if (type !== 'ApexClass') return false;
  return broken.some((each) => each.fullName.toLowerCase() === fullName.toLowerCase());
}

function brokenMessage(now: string, broken: BrokenClass): DeployMessage {
  const { problem, lineNumber, columnNumber } = broken;
  const place = { ...broken, type: 'ApexClass' };
  return failureMessage(now, place, new DeployFailure(problem, lineNumber, columnNumber));
}

/** The steps the manifest asks for: by their own name, or, for parts of an object, by the object's. */
function named(manifest: PackageManifest, steps: readonly DeployStep[]): readonly DeployStep[] {
  return steps.filter(
    ({ type, fullName, phase }) =>
      phase === 'destroyBefore' ||
      phase === 'destroyAfter' ||
      names(manifest, type, fullName) ||
      names(manifest, 'CustomObject', fullName.split('.')[0] ?? '') ||
      isPartlyNamed(manifest, type, fullName),
  );
}

/** CustomLabels and Profile files hold components that manifests name one by one (`CustomLabel`). */
function isPartlyNamed(manifest: PackageManifest, type: string, fullName: string): boolean {
  if (type === 'CustomLabels') return manifest.members.has('CustomLabel');
  const isObject = type === 'CustomObject';
  return isObject && [...manifest.members].some(([, members]) => hasPartOf(members, fullName));
}

function hasPartOf(members: ReadonlySet<string>, object: string): boolean {
  return [...members].some((member) => member.startsWith(`${object}.`));
}

/** What the manifest names and the files lack. Parts kept inside other files can't be told, so only known types count. */
function missing(
  manifest: PackageManifest,
  steps: readonly DeployStep[],
  unreadable: readonly UnreadableFile[],
): UnreadableFile[] {
  const found = new Set(
    [...steps, ...unreadable].map(({ type, fullName }) => `${type}:${fullName}`),
  );
  const lacking = [...manifest.members].flatMap(([type, members]) =>
    type === 'CustomLabel' ? [] : [...members].map((fullName) => ({ type, fullName })),
  );
  return lacking
    .filter(({ type, fullName }) => fullName !== '*' && !found.has(`${type}:${fullName}`))
    .map(({ type, fullName }) => ({
      type,
      fullName,
      fileName: 'package.xml',
      failure: new DeployFailure(
        `An object '${fullName}' of type ${type} was named in package.xml, but was not found in zipped directory`,
      ),
    }));
}

function runSteps(org: OrgContext, now: string, steps: readonly DeployStep[]): DeployMessage[] {
  return deployPhases.flatMap((phase) => {
    const messages = runPhase(
      org,
      now,
      steps.filter((step) => step.phase === phase),
    );
    // Records of Custom Metadata look objects and fields up in their definitions.
    if (phase === 'rules' || phase === 'destroyAfter') writeDefinitions(org.store, org.schema);
    return messages;
  });
}

/** Runs the steps, and those that failed again as long as another one succeeds. */
function runPhase(org: OrgContext, now: string, steps: readonly DeployStep[]): DeployMessage[] {
  const messages: DeployMessage[] = [];
  let pending = steps;
  for (;;) {
    const failed: DeployStep[] = [];
    const failures: DeployMessage[] = [];
    for (const step of pending) {
      const done = runStep(org, now, step);
      if (done.success) messages.push(done);
      else {
        failed.push(step);
        failures.push(done);
      }
    }
    if (failed.length === 0 || failed.length === pending.length) return [...messages, ...failures];
    pending = failed;
  }
}

function runStep(org: OrgContext, now: string, step: DeployStep): DeployMessage {
  const before = org.schema.objects();
  try {
    return message(
      now,
      step,
      org.store.transaction(() => step.run()),
    );
  } catch (error) {
    org.schema.restore(before);
    org.store.forgetStatements();
    if (isComponentFailure(error)) return failureMessage(now, step, error);
    throw error;
  }
}

function isComponentFailure(error: unknown): error is Error {
  return (
    error instanceof DeployFailure || error instanceof FormulaError || error instanceof RowFailure
  );
}

function deployResult(
  messages: readonly DeployMessage[],
  checkOnly: boolean,
  rollbackOnError: boolean,
): DeployResult {
  const failures = messages.filter((each) => !each.success);
  const successes = messages.filter((each) => each.success);
  const components = successes.filter(({ componentType }) => componentType !== '');
  const isPartial = failures.length > 0 && !rollbackOnError && components.length > 0;
  return {
    success: failures.length === 0,
    status: failures.length === 0 ? 'Succeeded' : isPartial ? 'SucceededPartial' : 'Failed',
    checkOnly,
    rollbackOnError,
    numberComponentsTotal: components.length + failures.length,
    numberComponentsDeployed: components.length,
    numberComponentErrors: failures.length,
    componentSuccesses: successes,
    componentFailures: failures,
  };
}
