import type { LocalOrg } from '../org.ts';
import type { ApexProblem } from './syntax/apex-problem.ts';
import { UnsupportedError } from '../schema/unsupported-error.ts';

export type { ApexProblem };

/** The answer of `executeAnonymous`, with the fields the SOAP and Tooling APIs have. */
export interface AnonymousResult {
  readonly compiled: boolean;
  readonly compileProblem: string | null;
  /** Where the problem or the exception is; -1 when there is none, as in an org. */
  readonly line: number;
  readonly column: number;
  readonly success: boolean;
  /** `System.DmlException: Insert failed. …` */
  readonly exceptionMessage: string | null;
  /** `AnonymousBlock: line 1, column 1`, one line a frame. */
  readonly exceptionStackTrace: string | null;
  /** In the layout of an Apex debug log: EXECUTION_STARTED, USER_DEBUG …, one event a line. */
  readonly debugLog: string;
}

/** The error a Lightning component gets when an Apex method failed: the body of `fetchResponse`. */
export interface AuraErrorBody {
  readonly message: string;
  readonly exceptionType?: string;
  readonly isUserDefinedException?: boolean;
  readonly stackTrace?: string;
  /** Set for DML failures, beside the message. */
  readonly fieldErrors?: Readonly<Record<string, readonly AuraFieldError[]>>;
  readonly pageErrors?: readonly AuraPageError[];
  readonly index?: number | null;
  readonly duplicateResults?: readonly unknown[];
}

export interface AuraPageError {
  readonly statusCode: string;
  readonly message: string;
}

export interface AuraFieldError extends AuraPageError {
  readonly field: string;
}

/** What `@salesforce/apex/Class.method` resolves to, or rejects with. */
export type AuraResult =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly status: number;
      readonly statusText: string;
      readonly errorType: 'fetchResponse';
      readonly headers: Readonly<Record<string, string>>;
      readonly body: AuraErrorBody;
    };

/** Which tests to run. Without `classes`: all of the org. */
export interface TestSelection {
  readonly classes?: readonly {
    readonly name: string;
    /** Default: all test methods of the class. */
    readonly methods?: readonly string[];
  }[];
  /** User the tests run as; default the administrator. */
  readonly userId?: string;
}

export interface TestMethodResult {
  readonly className: string;
  readonly methodName: string;
  /** `CompileFail` stands for a whole class; its method name is `<compile>`. */
  readonly outcome: 'Pass' | 'Fail' | 'CompileFail';
  readonly message: string | null;
  readonly stackTrace: string | null;
  readonly timeMs: number;
  readonly seeAllData: boolean;
}

/** Executable lines of a class that isn't a test. */
export interface ClassCoverage {
  readonly className: string;
  readonly linesCovered: readonly number[];
  readonly linesUncovered: readonly number[];
}

export interface TestRunResult {
  readonly methods: readonly TestMethodResult[];
  readonly coverage: readonly ClassCoverage[];
  readonly timeMs: number;
}

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

/** The Apex of an org. Cheap: nothing is compiled before it is needed. */
export function apexRuntime(org: LocalOrg, options: ApexRuntimeOptions = {}): ApexRuntime {
  const missing = (what: string): never => {
    const given = Object.keys(options).join(', ') || 'none';
    throw new UnsupportedError(`Apex in ${org.organizationId}: ${what} (options: ${given})`);
  };
  return {
    compile: () => missing('compile'),
    executeAnonymous: () => missing('executeAnonymous'),
    invoke: () => missing('invoke'),
    runTests: () => missing('runTests'),
    runDueJobs: () => missing('runDueJobs'),
  };
}
