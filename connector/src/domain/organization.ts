/** When an organization's daily run starts, as its administrator set it (`SyncSettings__mdt`). */
export interface DailySchedule {
  /** `HH:MM` on the 24-hour clock. */
  readonly dailyStart: string;
  /** IANA name that isTimeZone knows. */
  readonly timeZone: string;
}

/** What holds until the organization has told, and where it leaves a setting blank. */
export const defaultSchedule: DailySchedule = { dailyStart: '23:30', timeZone: 'UTC' };

/** How the connector signs in to an organization (docs/decisions.md, M). Secret: never logged, never answered. */
export type OrganizationSecret =
  | {
      readonly kind: 'jwt';
      /** Consumer key of the External Client App. */
      readonly clientId: string;
      /** The integration user. */
      readonly username: string;
      readonly privateKeyPem: string;
    }
  | {
      readonly kind: 'client-credentials';
      readonly clientId: string;
      readonly clientSecret: string;
    }
  | RefreshTokenSecret;

/** What somebody approved in a browser. */
export interface RefreshTokenSecret {
  readonly kind: 'refresh-token';
  readonly clientId: string;
  /** Absent for an app that needs none in the web-server flow. */
  readonly clientSecret?: string;
  /** The newest one: an app that rotates them ends each with its first use. */
  readonly refreshToken: string;
}

export type AuthKind = OrganizationSecret['kind'];

/** One connected Salesforce org as the connector keeps it; what it signs in with is apart. */
export interface Organization {
  /** 18 characters. Pinned: whatever else answers at the address is refused. */
  readonly id: string;
  readonly name: string;
  /** Origin of its address. */
  readonly instanceUrl: string;
  /** True for a local org: then loopback addresses are the only ones. */
  readonly allowLocalAddress: boolean;
  readonly authKind: AuthKind;
  /** Empty for a package without a namespace; null to have it found out. */
  readonly packageNamespace: string | null;
  /** A paused organization is neither run nor polled by itself. */
  readonly isPaused: boolean;
  readonly schedule: DailySchedule;
  /** When its next daily run starts. */
  readonly nextRunAt: Date;
  /** When it is next asked for requested runs. */
  readonly nextPollAt: Date;
  readonly addedAt: Date;
}
