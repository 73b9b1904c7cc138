import type { UserSession } from './data/user-session.ts';
import type {
  DeployFiles,
  DeployOptions,
  DeployResult,
  StoredComponent,
} from './schema/deploy/deploy-result.ts';
import type { Schema } from './schema/schema.ts';
import type { SaveResult } from './data/save-result.ts';

export interface OrgOptions {
  /** File the org lives in; default `:memory:`, gone when closed. */
  readonly path?: string;
  readonly clock: { now(): Date };
  readonly organizationName?: string;
}

/**
 * A Salesforce org on this machine: schema, records, users, SOQL and metadata deploys, without the network in front.
 * It does what Salesforce documents for the parts it knows and throws, naming the part, for everything else.
 * Everything is synchronous: one SQLite database, one writer.
 */
export interface LocalOrg {
  /** 18 characters, `00D…`. */
  readonly organizationId: string;
  readonly clock: { now(): Date };
  readonly schema: Schema;
  /** The system administrator, who is there from the start and sees everything. */
  readonly administratorId: string;
  /** Rows another transaction holds: a write to one fails with UNABLE_TO_LOCK_ROW. None by default; tests set it. */
  locks: (object: string, id: string) => boolean;
  /** 15 or 18 characters. Throws when no such user exists or it is inactive. */
  asUser(userId: string): UserSession;
  /** Runs `work` as one unit: what it throws undoes all writes inside and is thrown on. May nest. */
  transaction<T>(work: () => T): T;
  deploy(files: DeployFiles, options?: DeployOptions): DeployResult;
  /** Deployed components of a metadata type (`ApexClass`, `Layout`, `CustomLabels` …), for those who interpret them. */
  components(type: string): readonly StoredComponent[];
  /** Deletes a custom field and its data; metadata relationships to it read null afterwards, as in an org. */
  deleteField(object: string, field: string): void;
  /** Changes a custom field's API name; its data, and metadata relationships to it, follow. */
  renameField(object: string, from: string, to: string): void;
  /** Merges Accounts: losers are deleted with MasterRecordId set, what looked up to a loser looks up to the master. */
  mergeAccounts(masterId: string, loserIds: readonly string[]): SaveResult;
  close(): void;
}

/** Opens the org in the file, or creates it there with its standard objects and administrator. */
export declare function openLocalOrg(options: OrgOptions): LocalOrg;
