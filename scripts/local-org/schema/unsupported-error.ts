/**
 * Something Salesforce does and the local org doesn't. It is no `SalesforceError` on purpose: an org would not refuse
 * it, so no client code may learn to expect a refusal.
 */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';

  /** `what` names the part: "GROUP BY ROLLUP". */
  constructor(what: string) {
    super(`The local org does not support ${what}`);
  }
}
