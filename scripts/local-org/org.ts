import { mergeAccounts } from './data/account-merge.ts';
import { fullAccess, userAccess, type Access } from './data/access.ts';
import { writeDefinitions } from './data/definition-records.ts';
import { hideRecords } from './data/hidden-records.ts';
import { createOrg, orgSettings } from './data/new-org.ts';
import type { OrgContext } from './data/org-context.ts';
import { OrgUserSession } from './data/org-user-session.ts';
import { saveResult } from './data/row-failure.ts';
import type { SaveResult } from './data/save-result.ts';
import { Store } from './data/store.ts';
import { systemRecords, type SystemRecords } from './data/system-records.ts';
import type { UserSession } from './data/user-session.ts';
import { storedComponents } from './schema/deploy/component-store.ts';
import { deploy } from './schema/deploy/deploy.ts';
import type {
  DeployCheck,
  DeployFiles,
  DeployOptions,
  DeployResult,
  StoredComponent,
} from './schema/deploy/deploy-result.ts';
import type { PackageManifest } from './schema/deploy/package-manifest.ts';
import { deleteField, renameField } from './schema/deploy/schema-changes.ts';
import type { SourceCompiler } from './schema/deploy/source-problem.ts';
import type { ObjectSchema } from './schema/object-schema.ts';
import { componentsOfType, retrieve } from './schema/retrieve/retrieve.ts';
import type { RetrievedComponent, RetrieveResult } from './schema/retrieve/retrieved-component.ts';
import { SalesforceError } from './schema/salesforce-error.ts';
import { normalizedId } from './schema/salesforce-id.ts';
import { SchemaCatalog, type Schema } from './schema/schema.ts';
import { storedObjects } from './schema/stored-schema.ts';

export interface OrgOptions {
  /** File the org lives in; default `:memory:`, gone when closed. */
  readonly path?: string;
  readonly clock: { now(): Date };
  /** Name of a new org, default `Local Org`. Its organization id and its administrator's username follow from it. */
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
  /** 15 or 18 characters. Throws INVALID_SESSION_ID when no such user exists or it is inactive. */
  asUser(userId: string): UserSession;
  /** Writes in the user's name, but sees and changes everything, as Apex in system mode does. */
  asSystem(userId: string): UserSession;
  /** What the user may do at this moment. */
  accessOf(userId: string): Access;
  /** Runs `work` as one unit: what it throws undoes all writes inside and is thrown on. May nest. */
  transaction<T>(work: () => T): T;
  /** Marks the state inside an open transaction, for `rollbackTo`. */
  savepoint(): string;
  /** Undoes what was written since the mark. Throws for a mark that an earlier rollback has removed. */
  rollbackTo(savepoint: string): void;
  /**
   * Inside a transaction that is going to be undone: makes the org's business records invisible, whatever their number.
   * Users, permissions, classes, jobs and Custom Metadata stay.
   */
  hideRecords(): void;
  /** Metadata-format package as the administrator deploys it. See `DeployFiles`. What `check` finds undoes it. */
  deploy(files: DeployFiles, options?: DeployOptions, check?: DeployCheck): DeployResult;
  /** What the manifest names, as a package in metadata format for an API version (`67.0`). */
  retrieve(manifest: PackageManifest, version: string): RetrieveResult;
  /** Components of a metadata type, those included that are parts of other files. */
  componentsOfType(type: string): readonly RetrievedComponent[];
  /** Makes deploys compile the org's Apex classes, and fail where one doesn't; without it classes are kept as files. */
  compileWith(compiler: SourceCompiler): void;
  /** Writes records the way the org itself does: fields nobody may write are written too. Values are as columns hold them. */
  readonly systemRecords: SystemRecords;
  /** Files of deployed components of a metadata type (`ApexClass`, `Layout`, `CustomLabels` …), for those who interpret them. */
  components(type: string): readonly StoredComponent[];
  /**
   * Lets a custom field and its data be gone, whoever refers to it: metadata relationships to it read null afterwards. A deploy
   * is refused where a Custom Metadata record does.
   */
  deleteField(object: string, field: string): void;
  /** Changes a custom field's API name; its data, and metadata relationships to it, follow. */
  renameField(object: string, from: string, to: string): void;
  /** Merges Accounts: losers are deleted with MasterRecordId set, what looked up to a loser looks up to the master. */
  mergeAccounts(masterId: string, loserIds: readonly string[]): SaveResult;
  close(): void;
}

/** Opens the org in the file, or creates it there with its standard objects and administrator. */
export function openLocalOrg(options: OrgOptions): LocalOrg {
  const store = new Store(options.path ?? ':memory:', options.clock);
  const org = new SqliteOrg(store, options.clock);
  org.load(options.organizationName ?? 'Local Org');
  return org;
}

class SqliteOrg implements LocalOrg, OrgContext {
  readonly store: Store;
  readonly clock: { now(): Date };
  readonly schema = new SchemaCatalog();
  organizationId = '';
  administratorId = '';
  locks: LocalOrg['locks'] = () => false;
  readonly systemRecords: SystemRecords = systemRecords(this);
  compiler: SourceCompiler | null = null;
  #setupChanges = 0;
  readonly #access = new Map<string, { readonly state: string; readonly access: Access }>();

  constructor(store: Store, clock: { now(): Date }) {
    this.store = store;
    this.clock = clock;
  }

  /** Reads the org from its database, or creates it where the database is empty. */
  load(name: string): void {
    const objects = storedObjects(this.store);
    if (objects.length > 0) this.schema.restore(objects);
    else {
      this.transaction(() => {
        createOrg(this, name);
      });
    }
    this.organizationId = this.store.setting(orgSettings.organizationId) ?? '';
    this.administratorId = this.store.setting(orgSettings.administratorId) ?? '';
  }

  isLocked(object: string, id: string): boolean {
    return this.locks(object, id);
  }

  noteChange(object: ObjectSchema): void {
    if (!object.permissionable) this.#setupChanges++;
  }

  asUser(userId: string): UserSession {
    return this.#session(userId, (id) => this.accessOf(id));
  }

  asSystem(userId: string): UserSession {
    return this.#session(userId, () => fullAccess);
  }

  #session(userId: string, access: (userId: string) => Access): UserSession {
    const id = normalizedId(userId);
    const user =
      id === null
        ? undefined
        : this.store.get('SELECT Id, IsActive, TimeZoneSidKey FROM User WHERE Id = ?', id);
    if (user?.IsActive !== 1) {
      throw new SalesforceError('INVALID_SESSION_ID', `No active user has the id ${userId}`);
    }
    const timeZone = String(user.TimeZoneSidKey);
    const knownId = String(user.Id);
    return new OrgUserSession(this, { id: knownId, timeZone, access: () => access(knownId) });
  }

  transaction<T>(work: () => T): T {
    return this.store.transaction(work);
  }

  savepoint(): string {
    return this.store.savepoint();
  }

  rollbackTo(savepoint: string): void {
    this.store.rollbackTo(savepoint);
  }

  hideRecords(): void {
    hideRecords(this);
  }

  deploy(files: DeployFiles, options: DeployOptions = {}, check?: DeployCheck): DeployResult {
    return deploy(this, this.administratorId, files, options, check);
  }

  retrieve(manifest: PackageManifest, version: string): RetrieveResult {
    return retrieve(this, manifest, version);
  }

  componentsOfType(type: string): readonly RetrievedComponent[] {
    return componentsOfType(this, type);
  }

  compileWith(compiler: SourceCompiler): void {
    this.compiler = compiler;
  }

  components(type: string): readonly StoredComponent[] {
    return storedComponents(this.store, type);
  }

  deleteField(object: string, field: string): void {
    this.transaction(() => {
      deleteField(this, object, field);
      writeDefinitions(this.store, this.schema);
    });
  }

  renameField(object: string, from: string, to: string): void {
    this.transaction(() => {
      renameField(this, object, from, to);
      writeDefinitions(this.store, this.schema);
    });
  }

  mergeAccounts(masterId: string, loserIds: readonly string[]): SaveResult {
    return saveResult(masterId, () =>
      mergeAccounts(this, masterId, loserIds, this.administratorId),
    );
  }

  close(): void {
    this.store.close();
  }

  /** Access is computed from records; it is kept until one of those, or the schema, may have changed. */
  accessOf(userId: string): Access {
    const state = `${this.schema.version}.${this.#setupChanges}.${this.store.rollbacks}`;
    const known = this.#access.get(userId);
    if (known?.state === state) return known.access;
    const access = userAccess(this, userId);
    this.#access.set(userId, { state, access });
    return access;
  }
}
