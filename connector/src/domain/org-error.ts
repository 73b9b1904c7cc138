/**
 * A request to the organization that failed as a whole, classified so that a stage can decide what to do.
 * (A row that was refused inside a request that worked is a SalesforceFault instead.)
 */
export class OrgError extends Error {
  readonly kind: OrgErrorKind;
  /** Salesforce's error code, or one of ours where it gave none. */
  readonly code: string;

  constructor(kind: OrgErrorKind, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OrgError';
    this.kind = kind;
    this.code = code;
  }
}

/**
 * - `connection`: the organization doesn't let us in, or another one answered; an administrator must act.
 * - `quota`: the API allowance, or the share of it the sync may use, is exhausted; time heals it.
 * - `transient`: the network or Salesforce's servers; the same request may pass later.
 * - `permission`: the integration user lacks access to an object or field.
 * - `incomplete`: a read ended before its last row; what came must not be used.
 * - `request`: Salesforce refused the request itself; the connector or its settings are wrong.
 */
export type OrgErrorKind =
  'connection' | 'quota' | 'transient' | 'permission' | 'incomplete' | 'request';
