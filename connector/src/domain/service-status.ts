import type { Organization, OrganizationSecret } from './organization.ts';

/** An organization that is to be connected. */
export interface OrganizationToAdd {
  readonly instanceUrl: string;
  /** True for a local org: then loopback addresses are the only ones. */
  readonly allowLocalAddress: boolean;
  readonly secret: OrganizationSecret;
  /** The one that has to answer; without it, the one that answers is pinned from then on. */
  readonly expectedOrganizationId?: string | undefined;
  /** Empty for a package without a namespace; undefined to have it found out. */
  readonly packageNamespace?: string | undefined;
}

/** An organization that was forgotten, and what became of the access that somebody had approved for it. */
export interface RemovedOrganization {
  /** 18 characters. */
  readonly organizationId: string;
  /** `none-approved`: it was signed in to with a key or secret, which Salesforce keeps no approval of. */
  readonly access: 'revoked' | 'not-revoked' | 'none-approved';
  /** Why it was not revoked and who can do it; null otherwise. */
  readonly problem: string | null;
}

/** What came of publishing what can be mapped in an organization. */
export type PublishedCatalogue =
  | { readonly metrics: number; readonly problem: null }
  /** Why it could not be published, and who can help. */
  | { readonly metrics: null; readonly problem: string };

/** What a test of the connection found. */
export interface ConnectionTest {
  readonly organization: Organization;
  readonly isSandbox: boolean;
  readonly timeZone: string;
  /** Requests of the last 24 hours and how many there may be; undefined where Salesforce did not tell. */
  readonly usage: { readonly used: number; readonly limit: number } | undefined;
}
