import type { AccountExplanation } from '../../domain/account-explanation.ts';
import type { AuthorizationStarted, AuthorizationWanted } from '../../domain/authorization.ts';
import type { FailureFilter } from '../../domain/failed-value.ts';
import type { CheckedMappings } from '../../domain/mapping-check.ts';
import type { Mapping } from '../../domain/mapping.ts';
import type { Organization } from '../../domain/organization.ts';
import type { Preview, PreviewRequest, RefusedPreview } from '../../domain/preview.ts';
import type {
  ConnectionTest,
  OrganizationToAdd,
  RemovedOrganization,
} from '../../domain/service-status.ts';
import type { Settings } from '../../domain/settings.ts';
import type { CatalogueMetric } from '../../domain/usage-report.ts';
import type { AccessTokens } from '../../ports/access-tokens.ts';
import type { AccountHistory } from '../../ports/account-history.ts';
import type { ApiKeys } from '../../ports/api-keys.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Directory } from '../../ports/directory.ts';
import type { IdempotentRequests } from '../../ports/idempotency.ts';
import type { ManagedKeys } from '../../ports/managed-keys.ts';
import type { Organizations } from '../../ports/organizations.ts';
import type { PlannedChanges } from '../../ports/planned-changes.ts';
import type { RunHistory } from '../../ports/run-history.ts';
import type { RunQueue } from '../../ports/run-queue.ts';
import type { UsageSessions } from '../../ports/usage-sessions.ts';

/** What the HTTP API offers, as main.ts hands it over. */
export interface ApiService {
  /** Of the connector, such as 0.1.0. */
  readonly version: string;
  readonly keys: Pick<ApiKeys, 'verify'>;
  readonly managedKeys: ManagedKeys;
  readonly accessTokens: AccessTokens;
  /** For connectors that let this one count; absent where it does not. */
  readonly usageSessions?: UsageSessions | undefined;
  readonly directory: Pick<Directory, 'head' | 'find' | 'page' | 'activeAccounts'>;
  /** Why an Account (18 characters) has its values; undefined where it was not in the scope of the newest run. */
  readonly explain: (
    organizationId: string,
    accountId: string,
  ) => Promise<AccountExplanation | undefined>;
  readonly plannedChanges: Pick<PlannedChanges, 'find' | 'page'>;
  readonly organizations: Pick<Organizations, 'page' | 'find' | 'setPaused' | 'renewEncryption'>;
  readonly runs: Pick<RunHistory, 'page' | 'find'>;
  readonly queue: Pick<RunQueue, 'openOf' | 'cancel'>;
  readonly accountHistory: Pick<AccountHistory, 'of'>;
  readonly audit: AuditLog;
  readonly idempotency: IdempotentRequests;
  /**
   * Connects an organization, or gives a connected one another address or secret. Rejects with an OrgError where it does
   * not let us in or another one answers.
   */
  add(wanted: OrganizationToAdd): Promise<Organization | 'no-encryption-key' | 'local-not-allowed'>;
  /** Begins to connect one that somebody approves in a browser. Rejects with an OrgError where its address is not allowed. */
  authorize(
    wanted: Omit<AuthorizationWanted, 'redirectUri'>,
  ): Promise<AuthorizationBegun | 'no-encryption-key' | 'local-not-allowed'>;
  /**
   * Connects what a browser has brought back. Rejects with an AuthorizationRefused or OrgError, which are for whoever is at
   * the browser.
   */
  finishAuthorization(parameters: URLSearchParams): Promise<Organization>;
  /** Signs in, without changing anything; undefined where there is no such organization. */
  test(organizationId: string): Promise<ConnectionTest | undefined>;
  /** Forgets an organization, and gives back what was approved for it; undefined where there is none. */
  remove(organizationId: string): Promise<RemovedOrganization | undefined>;
  /** What is set up in the organization, not older than a minute. Each error of it is an OrgError. */
  setup(organizationId: string): Promise<SetupSeen>;
  /** Queues a run; `busy` where another one of the organization waits already. */
  startRun(
    organizationId: string,
    how: { readonly dryRun: boolean; readonly massChangeApproved: boolean },
  ): Promise<{ readonly runKey: string } | 'busy'>;
  /** Whether the organization is connected; there may be keys of one that was removed. */
  serves(organizationId: string): Promise<boolean>;
  /** What a mapping that is not saved would do. Reads the organization; each error of it is an OrgError. */
  preview(organizationId: string, request: PreviewRequest): Promise<Preview | RefusedPreview>;
  /** Starts a run that sends the failed values of another again. */
  retry(
    organizationId: string,
    runKey: string,
    which: FailureFilter & { readonly massChangeApproved: boolean },
  ): Promise<RetryStarted | RetryRefusal>;
  /** Resolves where the connector can do its work now; rejects with why it can't. */
  checkReady(): Promise<void>;
}

export interface AuthorizationBegun extends AuthorizationStarted {
  /** Has to be a callback URL of the app. */
  readonly redirectUri: string;
}

/** What an administrator has set up, as the connector sees it. */
export interface SetupSeen {
  readonly readAt: Date;
  /** All of them, removed ones included. */
  readonly mappings: readonly Mapping[];
  readonly checked: CheckedMappings;
  readonly settings: Settings;
  readonly catalogue: readonly CatalogueMetric[];
}

export interface RetryStarted {
  /** Of the run that does it. */
  readonly runKey: string;
  readonly accounts: number;
}

/** `busy`: another run of the organization waits already. */
export type RetryRefusal = 'unknown-run' | 'nothing-failed' | 'busy';
