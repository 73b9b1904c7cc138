/** ISVapp, as a service of its own, did not answer as needed. No number came of it: neither 0 nor NULL. */
export class UsageError extends Error {
  readonly kind: UsageErrorKind;

  constructor(kind: UsageErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UsageError';
    this.kind = kind;
  }
}

/**
 * - `unreachable`: no answer, however often it was asked.
 * - `refused`: it does not accept the API key, or what the key asks for.
 * - `version`: what answers there is another version, or no ISVapp at all.
 * - `gone`: what was asked about is not kept any more: it was closed or has expired, or the service was restarted.
 * - `failed`: it could not do what was asked, and says why.
 */
export type UsageErrorKind = 'unreachable' | 'refused' | 'version' | 'gone' | 'failed';
