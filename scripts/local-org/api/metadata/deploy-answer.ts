import { timestamp } from '../bulk/ingest-job.ts';
import type { RequestedOptions } from './deploy-package.ts';
import { askedTests, runTestResult } from './deploy-tests.ts';
import type { Deployment } from './deployments.ts';

/**
 * The JSON of a deploy's status (meta_rest_deploy_checkstatus). `details` is there from the beginning: the
 * Salesforce CLI reads into it while the deploy is still under way.
 */
export function deployAnswer(
  deployment: Deployment,
  url: string,
  userName: string,
): Record<string, unknown> {
  const { id, options } = deployment;
  return {
    id,
    url,
    validatedDeployRequestId: null,
    deployOptions: options,
    deployResult: deployResult(deployment, userName),
  };
}

/** The status of a deploy, the same over REST and SOAP. */
export function deployResult(deployment: Deployment, userName: string): Record<string, unknown> {
  const { id, userId, status } = deployment;
  const isCanceled = status === 'Canceled';
  return {
    id,
    status,
    done: status !== 'Pending' && status !== 'InProgress',
    success: status === 'Succeeded',
    ...asked(deployment.options),
    ...counts(deployment),
    ...dates(deployment),
    createdBy: userId,
    createdByName: userName,
    canceledBy: isCanceled ? userId : null,
    canceledByName: isCanceled ? userName : null,
    errorStatusCode: deployment.errorMessage === null ? null : 'UNKNOWN_EXCEPTION',
    errorMessage: deployment.errorMessage,
    stateDetail: null,
    details: details(deployment),
  };
}

function asked(options: RequestedOptions) {
  const { checkOnly = false, rollbackOnError = true, ignoreWarnings = false } = options;
  const runTestsEnabled = askedTests(options) !== null;
  return { checkOnly, rollbackOnError, ignoreWarnings, runTestsEnabled };
}

function details({ result, tests }: Deployment): Record<string, unknown> {
  return {
    componentSuccesses: result?.componentSuccesses ?? [],
    componentFailures: result?.componentFailures ?? [],
    retrieveResult: null,
    runTestResult: runTestResult(tests),
  };
}

function counts({ result, tests }: Deployment): Record<string, number> {
  const components = result ?? noComponents;
  const methods = tests?.methods ?? [];
  const failed = methods.filter(({ outcome }) => outcome !== 'Pass');
  return {
    numberComponentsTotal: components.numberComponentsTotal,
    numberComponentsDeployed: components.numberComponentsDeployed,
    numberComponentErrors: components.numberComponentErrors,
    numberTestsTotal: methods.length,
    numberTestsCompleted: methods.length - failed.length,
    numberTestErrors: failed.length,
  };
}

const noComponents = {
  numberComponentsTotal: 0,
  numberComponentsDeployed: 0,
  numberComponentErrors: 0,
};

function dates({
  createdDate,
  startDate,
  completedDate,
}: Deployment): Record<string, string | null> {
  const lastModifiedDate = timestamp(completedDate ?? startDate ?? createdDate);
  return {
    createdDate: timestamp(createdDate),
    startDate: startDate && timestamp(startDate),
    lastModifiedDate,
    completedDate: completedDate && timestamp(completedDate),
  };
}
