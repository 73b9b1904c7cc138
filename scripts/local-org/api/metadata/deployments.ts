import type { ApexRuntime, TestRunResult } from '../../apex/apex-runtime.ts';
import type { LocalOrg } from '../../org.ts';
import type { DeployFiles, DeployResult } from '../../schema/deploy/deploy-result.ts';
import { SalesforceError } from '../../schema/salesforce-error.ts';
import { numberedId } from '../../schema/salesforce-id.ts';
import { apiError, notFound } from '../http/api-error.ts';
import type { RequestedOptions } from './deploy-package.ts';
import { askedTests, havePassed } from './deploy-tests.ts';

/** A deploy from its request to its result. */
export interface Deployment {
  readonly id: string;
  readonly userId: string;
  readonly options: RequestedOptions;
  /** Kept for a quick deploy of what was validated. */
  readonly files: DeployFiles;
  readonly createdDate: Date;
  status: 'Pending' | 'InProgress' | DeployResult['status'] | 'Canceled';
  startDate: Date | null;
  completedDate: Date | null;
  result: DeployResult | null;
  /** Null where none were asked for, or the components failed before. */
  tests: TestRunResult | null;
  /** Set when the org itself broke down over the package. */
  errorMessage: string | null;
}

export interface DeploymentOptions {
  readonly org: LocalOrg;
  readonly apex: Pick<ApexRuntime, 'runTests'>;
  readonly clock: { now(): Date };
  /** How long a deploy takes at least. */
  readonly latencyMs: number;
  readonly reportDefect: (error: unknown) => void;
}

/** Metadata deploys of this org, one after the other as they come. */
export class Deployments {
  readonly #options: DeploymentOptions;
  readonly #deployments = new Map<string, Deployment>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(options: DeploymentOptions) {
    this.#options = options;
  }

  /** Queues the deploy and returns at once, as the API does. */
  start(files: DeployFiles, options: RequestedOptions, userId: string): Deployment {
    const deployment: Deployment = {
      id: numberedId('0Af', this.#deployments.size + 1),
      userId,
      options,
      files,
      createdDate: this.#options.clock.now(),
      status: 'Pending',
      startDate: null,
      completedDate: null,
      result: null,
      tests: null,
      errorMessage: null,
    };
    this.#deployments.set(deployment.id, deployment);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#run(deployment);
    }, this.#options.latencyMs);
    this.#timers.add(timer);
    return deployment;
  }

  /** Deploys what a check-only deploy found good. Throws INVALID_ID_FIELD for one that didn't or wasn't. */
  startValidated({ files, options, status }: Deployment, userId: string): Deployment {
    if (options.checkOnly !== true || status !== 'Succeeded') {
      throw apiError(
        400,
        'INVALID_ID_FIELD',
        'The validation is not a successful check-only deploy',
      );
    }
    return this.start(files, { ...options, checkOnly: false, testLevel: 'NoTestRun' }, userId);
  }

  /** Throws NOT_FOUND. */
  find(id: string): Deployment {
    const deployment =
      this.#deployments.get(id) ??
      [...this.#deployments.values()].find((each) => each.id.slice(0, 15) === id);
    if (deployment === undefined) throw notFound();
    return deployment;
  }

  /** Cancels what hasn't begun; the metadata engine can't be stopped halfway. */
  cancel(deployment: Deployment): void {
    if (deployment.status === 'Pending') deployment.status = 'Canceled';
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #run(deployment: Deployment): void {
    if (deployment.status === 'Canceled') return;
    const { org, clock, apex, reportDefect } = this.#options;
    deployment.startDate = clock.now();
    deployment.status = 'InProgress';
    try {
      const selection = askedTests(deployment.options);
      const accept = () => {
        if (selection !== null) deployment.tests = apex.runTests(selection);
        return deployment.tests === null || havePassed(deployment.tests);
      };
      deployment.result = org.deploy(deployment.files, deployment.options, accept);
      const isRefused = deployment.tests !== null && !havePassed(deployment.tests);
      deployment.status = isRefused ? 'Failed' : deployment.result.status;
    } catch (error) {
      deployment.status = 'Failed';
      deployment.errorMessage = error instanceof Error ? error.message : String(error);
      // Tests nobody has are a mistake of the request, not a defect of the org.
      if (!(error instanceof SalesforceError)) reportDefect(error);
    }
    deployment.completedDate = clock.now();
  }
}
