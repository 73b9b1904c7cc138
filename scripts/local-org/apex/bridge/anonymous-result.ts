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
