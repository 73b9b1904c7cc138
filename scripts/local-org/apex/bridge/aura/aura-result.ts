/** The error a Lightning component gets when an Apex method failed: the body of `fetchResponse`. */
export interface AuraErrorBody {
  /** Missing for a failed DML operation: its messages are in the two lists of errors. */
  readonly message?: string;
  readonly exceptionType?: string;
  readonly isUserDefinedException?: boolean;
  readonly stackTrace?: string;
  /** By API name of the field. Set for a failed DML operation, as the following. */
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
