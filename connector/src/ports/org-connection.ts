/** An organization that let us in. */
export interface ConnectedOrg {
  /** 18 characters. */
  readonly organizationId: string;
  readonly name: string;
  readonly instanceUrl: string;
  readonly isSandbox: boolean;
  /** Of the org as a whole, not of a user: an IANA name that isTimeZone knows. */
  readonly timeZone: string;
}

/** API requests of the last 24 hours, as Salesforce last told. */
export interface ApiUsage {
  readonly used: number;
  readonly limit: number;
}

/** The way into one organization. Each error is an OrgError. */
export interface OrgConnection {
  /**
   * Signs in and makes sure that it is the organization this connector was pinned to: a refreshed sandbox
   * or another org at the same address is refused (OrgError `connection`). So is an organization in a time zone nobody
   * here knows (OrgError `request`): its days could not be told.
   */
  connect(): Promise<ConnectedOrg>;
  /** The allowance as told by the newest answer; undefined before the first. */
  usage(): ApiUsage | undefined;
  /** Requests this connection has made since it was opened. */
  requestCount(): number;
}
