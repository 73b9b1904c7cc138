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
  /** Whether every user may approve it in a browser. */
  readonly isSelfApproved?: boolean;
  /** A token that opens new sessions of `runAs`, as somebody's sign-in in a browser would have left one. */
  readonly refreshToken?: string;
  /** Username client credentials and the refresh token act as. */
  readonly runAs?: string;
  /** Where a browser may be sent back to, compared letter by letter; without any, there is no web-server flow. */
  readonly callbackUrls?: readonly string[];
  /** What it may ask for; default `api` and `refresh_token`. */
  readonly scopes?: readonly string[];
  /** False lets the web-server flow go without PKCE; Salesforce requires it of partners' apps. */
  readonly isPkceRequired?: boolean;
  /** True for an app that keeps no secret: code and refresh token are then exchanged without one. */
  readonly isSecretOptional?: boolean;
  /** Whether each use of a refresh token gives a new one and ends the old one. */
  readonly rotatesRefreshTokens?: boolean;
}
