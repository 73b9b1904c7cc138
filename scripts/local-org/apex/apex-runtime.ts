import { randomBytes } from 'node:crypto';
import type { LocalOrg } from '../org.ts';
import type { AnonymousResult } from './bridge/anonymous-result.ts';
import type { AuraResult } from './bridge/aura-result.ts';
import { CompiledOrg } from './compiled-org.ts';
import type { ApexProblem } from './syntax/apex-problem.ts';
import { runTests } from './testing/run-tests.ts';
import type { TestRunResult, TestSelection } from './testing/test-result.ts';
import { UnsupportedError } from '../schema/unsupported-error.ts';

export type { AnonymousResult } from './bridge/anonymous-result.ts';
export type * from './bridge/aura-result.ts';
export type { ApexProblem };
export type * from './testing/test-result.ts';

/** How a runtime reaches what an org's metadata doesn't hold. */
export interface ApexRuntimeOptions {
  /**
   * Principal parameters of External Credentials, which no deploy carries: `ExternalCredential.Principal` → name →
   * value, for example `Isvapp.Connector` → `{ ApiKey: '…' }`. Looked up at each callout.
   */
  readonly credentials?: (principal: string) => Readonly<Record<string, string>> | undefined;
  /** Default: Node's own fetch. */
  readonly fetch?: typeof globalThis.fetch;
  /** Told about a queued job that broke down over something the interpreter doesn't support. */
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
   * Runs what is queued and due: Queueables, futures, batches, scheduled jobs, metadata deploys with their callbacks, and
   * what those enqueue. Resolves to the number of jobs run.
   */
  runDueJobs(): Promise<number>;
}

/** The Apex of an org. Cheap: nothing is compiled before it is needed. From now on deploys refuse classes that don't compile. */
export function apexRuntime(org: LocalOrg, options: ApexRuntimeOptions = {}): ApexRuntime {
  const compiled = new CompiledOrg(org);
  const compile = () => compiled.program().problems;
  org.compileWith(compile);
  const missing = (what: string): never => {
    const given = Object.keys(options).join(', ') || 'none';
    throw new UnsupportedError(`Apex in ${org.organizationId}: ${what} (options: ${given})`);
  };
  return {
    compile,
    executeAnonymous: () => missing('executeAnonymous'),
    invoke: () => missing('invoke'),
    runTests: (selection = {}) =>
      runTests(
        {
          org,
          program: compiled.program(),
          elapsedMs: () => Math.round(performance.now()),
          randomBytes,
        },
        selection,
      ),
    runDueJobs: () => missing('runDueJobs'),
  };
}
