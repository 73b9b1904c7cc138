import type { ApexObject } from '../values/apex-object.ts';

/** An exception of Apex on its way through JavaScript. `catch` and `finally` of the program see these only. */
export class ApexThrow extends Error {
  readonly exception: ApexObject;

  constructor(exception: ApexObject) {
    super(`${exception.typeName}: ${exception.exception?.message ?? ''}`);
    this.name = 'ApexThrow';
    this.exception = exception;
  }
}

/** A governor limit was exceeded: System.LimitException, which Apex can't catch. */
export class GovernorLimitError extends Error {
  override readonly name = 'GovernorLimitError';
  /** As `ExceptionState.stackTrace`; empty until the transaction has met it. */
  stackTrace = '';
}
