/** A refusal of the token endpoint: HTTP 400 with `{ error, error_description }` (help: remoteaccess_oauth_flow_errors). */
export class OAuthError extends Error {
  readonly error: string;
  readonly status: number;

  constructor(error: string, description: string, status = 400) {
    super(description);
    this.name = 'OAuthError';
    this.error = error;
    this.status = status;
  }
}

export function invalidGrant(description: string): OAuthError {
  return new OAuthError('invalid_grant', description);
}
