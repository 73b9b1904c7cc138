/**
 * An External Client App (or connected app): who may ask for tokens, and how it proves who it is.
 * A client without `certificates` can't use JWT bearer, one without `runAs` can't use client credentials.
 */
export interface ClientApp {
  /** Consumer key. */
  readonly clientId: string;
  /** Consumer secret. */
  readonly clientSecret?: string;
  /** PEM certificates or public keys; an assertion must be signed with the private key of one of them. */
  readonly certificates?: readonly string[];
  /** Usernames an administrator approved in advance. */
  readonly approvedUsers: 'all' | readonly string[];
  /** A token that opens new sessions of `runAs`, as somebody's sign-in in a browser would have left one. */
  readonly refreshToken?: string;
  /** Username client credentials and the refresh token act as. */
  readonly runAs?: string;
}
