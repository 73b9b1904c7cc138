import type { DailySchedule, Organization, OrganizationSecret } from '../domain/organization.ts';

/** What is known of an organization when it is added. */
export type NewOrganization = Omit<Organization, 'authKind' | 'addedAt' | 'isPaused'>;

/** A place in the list of those whose daily run is due. */
export type DuePosition = Pick<Organization, 'nextRunAt' | 'id'>;

/** The connected organizations. Their secrets are encrypted where they are kept. */
export interface Organizations {
  /** Adds it, or replaces the address and secret it had; its schedule and pause stay. */
  save(organization: NewOrganization, secret: OrganizationSecret): Promise<void>;
  /** By id, all of them. */
  list(): Promise<readonly Organization[]>;
  /** By id, at most `limit` of those whose id comes after. */
  page(after: string, limit: number): Promise<readonly Organization[]>;
  find(id: string): Promise<Organization | undefined>;
  /** Whether it is connected. One that another process has just removed may be so for two seconds more. */
  has(id: string): Promise<boolean>;
  /**
   * What to sign in with; undefined where there is no such organization.
   * Throws an error that names the setting where no key that is set opens it.
   */
  secretOf(id: string): Promise<OrganizationSecret | undefined>;
  /** Keeps `next` where `seen` is still what is kept; false where it is not, or there is no such organization. */
  replaceSecret(id: string, seen: OrganizationSecret, next: OrganizationSecret): Promise<boolean>;
  /** Forgets the organization and its secret; false where there was none. What runs wrote is kept. */
  remove(id: string): Promise<boolean>;
  /** False where there is none. */
  setPaused(id: string, isPaused: boolean): Promise<boolean>;
  /** Keeps the schedule that the organization told, and when its next run starts by it. */
  setSchedule(id: string, schedule: DailySchedule, nextRunAt: Date): Promise<void>;
  /** Those not paused whose daily run is due, the longest due first, at most `limit` of those that come after. */
  dueForRun(now: Date, limit: number, after?: DuePosition): Promise<readonly Organization[]>;
  /** Moves the next run from `seen` to `next`; false where somebody else moved it first. */
  moveNextRun(id: string, seen: Date, next: Date): Promise<boolean>;
  /** Takes those not paused that are due for a poll, and puts their next one at `next`, so that no two workers ask the same. */
  claimPolls(now: Date, next: Date, limit: number): Promise<readonly Organization[]>;
  /** Puts the next poll elsewhere. */
  setNextPoll(id: string, next: Date): Promise<void>;
  /** Encrypts each secret that is not under the newest key again, with that key; how many there were. */
  renewEncryption(): Promise<number>;
}
