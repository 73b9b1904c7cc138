import { timestamp } from '../bulk/ingest-job.ts';
import type { RequestedOptions } from './deploy-package.ts';
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

function deployResult(deployment: Deployment, userName: string): Record<string, unknown> {
  const { id, userId, status, result } = deployment;
  const isCanceled = status === 'Canceled';
  return {
    id,
    status,
    done: status !== 'Pending' && status !== 'InProgress',
    success: result?.success ?? false,
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

function asked({
  checkOnly = false,
  rollbackOnError = true,
  ignoreWarnings = false,
}: RequestedOptions) {
  return { checkOnly, rollbackOnError, ignoreWarnings, runTestsEnabled: false };
}

function details({ result }: Deployment): Record<string, unknown> {
  return {
    componentSuccesses: result?.componentSuccesses ?? [],
    componentFailures: result?.componentFailures ?? [],
    retrieveResult: null,
    runTestResult: noTests,
  };
}

function counts({ result }: Deployment): Record<string, number> {
  return {
    numberComponentsTotal: result?.numberComponentsTotal ?? 0,
    numberComponentsDeployed: result?.numberComponentsDeployed ?? 0,
    numberComponentErrors: result?.numberComponentErrors ?? 0,
    numberTestsTotal: 0,
    numberTestsCompleted: 0,
    numberTestErrors: 0,
  };
}

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

const noTests = {
  numTestsRun: 0,
  numFailures: 0,
  totalTime: 0,
  successes: [],
  failures: [],
  codeCoverage: [],
  codeCoverageWarnings: [],
  flowCoverage: [],
  flowCoverageWarnings: [],
  apexLogId: null,
};
