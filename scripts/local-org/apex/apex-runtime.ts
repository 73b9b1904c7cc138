import { randomBytes } from 'node:crypto';
import type { LocalOrg } from '../org.ts';
import type { AnonymousResult } from './bridge/anonymous-result.ts';
import { invokeAction } from './bridge/aura/invoke-action.ts';
import type { AuraResult } from './bridge/aura/aura-result.ts';
import type { BridgeOptions } from './bridge/bridge-options.ts';
import { executeAnonymous } from './bridge/execute-anonymous.ts';
import { CompiledOrg } from './compiled-org.ts';
import type { SentNotification } from './platform/entry.ts';
import { JobQueue, type JobQueueOptions } from './platform/job/job-queue.ts';
import type { ApexProblem } from './syntax/apex-problem.ts';
import { runTests } from './testing/run-tests.ts';
import type { TestRunResult, TestSelection } from './testing/test-result.ts';
import { idSequence } from '../schema/salesforce-id.ts';

export type { AnonymousResult } from './bridge/anonymous-result.ts';
export type * from './bridge/aura/aura-result.ts';
export type { ApexProblem, SentNotification };
export type * from './testing/test-result.ts';

/** How a runtime reaches what an org's metadata doesn't hold. */
export interface ApexRuntimeOptions {
  /**
   * Parameters of External Credentials' principals, which no deploy carries: external credential and parameter → value,
   * for example `ISVappConnector`, `ApiKey`. Looked up at each callout; default: none has been entered.
   */
  readonly credentialValue?: (externalCredential: string, parameter: string) => string | undefined;
  /** Address of a Named Credential where an administrator has changed the one deployed. */
  readonly credentialUrl?: (namedCredential: string) => string | undefined;
  /** Default: Node's own fetch. */
  readonly fetch?: typeof globalThis.fetch;
  /** Told about a queued job that broke down and no record says so; default: runDueJobs rejects. */
  readonly reportDefect?: (error: unknown) => void;
}

/** Apex of an org: what the API, the preview, scripts and tests use of the interpreter. */
export interface ApexRuntime {
  /** Compiles the org's classes where they or the schema have changed. Empty when all is well. */
  compile(): readonly ApexProblem[];
  /** Runs a block of Apex as a user. Throws UnsupportedApexError for what the interpreter doesn't know. */
  executeAnonymous(source: string, userId: string): Promise<AnonymousResult>;
  /** Calls an @AuraEnabled method the way `@salesforce/apex/Class.method` does: JSON arguments in, JSON value or Lightning's error out. */
  invoke(
    userId: string,
    className: string,
    method: string,
    params: Readonly<Record<string, unknown>>,
  ): Promise<AuraResult>;
  /** Runs test methods, each in a transaction of its own that is undone. */
  runTests(selection?: TestSelection): TestRunResult;
  /**
   * Runs what is queued and due: Queueables, scheduled jobs, metadata deploys with their callbacks, and what those
   * enqueue. Resolves to the number of jobs run.
   */
  runDueJobs(): Promise<number>;
  /** The custom notifications sent so far, oldest first; those of tests are not. */
  notifications(): readonly SentNotification[];
}

/** The Apex of an org. Cheap: nothing is compiled before it is needed. From now on deploys refuse classes that don't compile. */
export function apexRuntime(org: LocalOrg, options: ApexRuntimeOptions = {}): ApexRuntime {
  const compiled = new CompiledOrg(org);
  const program = () => compiled.program();
  const compile = () => program().problems;
  org.compileWith(compile);
  const jobs = new JobQueue({ ...entryOptions(options), org, program });
  const bridge: BridgeOptions = { org, program, enter: (call) => jobs.enter(call) };
  return {
    compile,
    executeAnonymous: (source, userId) => executeAnonymous(bridge, source, userId),
    invoke: (userId, className, method, params) =>
      invokeAction(bridge, { userId, className, method, params }),
    runTests: (selection = {}) =>
      runTests({ org, program: program(), elapsedMs, randomBytes }, selection),
    runDueJobs: () => jobs.runDueJobs(),
    notifications: () => jobs.notifications,
  };
}

const elapsedMs = () => Math.round(performance.now());

function entryOptions(options: ApexRuntimeOptions): Omit<JobQueueOptions, 'org' | 'program'> {
  const { fetch = globalThis.fetch, reportDefect = rethrow } = options;
  const { credentialValue = () => undefined, credentialUrl = () => undefined } = options;
  return {
    callouts: { credentialValue, credentialUrl },
    fetch,
    randomBytes,
    numbering: { nextDeploymentId: idSequence('0Af') },
    reportDefect,
  };
}

function rethrow(error: unknown): never {
  throw error;
}
