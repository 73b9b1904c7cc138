import type { Generated, GeneratedAlways } from 'kysely';
import type { FieldValue, ValueSource, ValueWhy } from '../../../domain/account.ts';
import type { AlertKind } from '../../../domain/alert.ts';
import type { CalendarDate } from '../../../domain/calendar-date.ts';
import type { ChangePlan, PlannedChange } from '../../../domain/planned-change.ts';
import type { AskedState, UsageCoverage, UsageDataType } from '../../../domain/usage-file.ts';
import type { DirectoryHead } from '../../../ports/directory.ts';
import type { Carrier, SettledField } from '../../../ports/outbox.ts';
import type { ApiScope } from '../../../domain/api-key.ts';
import type { Actor } from '../../../domain/audit-entry.ts';
import type { OutcomeKind, SalesforceFault } from '../../../domain/change.ts';
import type { RunTrigger } from '../../../domain/run.ts';
import type { StoredAnswer } from '../../../ports/idempotency.ts';
import type { StoredRun, StoredSummary } from '../stored-run.ts';
import type { AuthKind } from '../../../domain/organization.ts';

/** The tables as they are after the last migration. */
export interface Tables {
  readonly directory_list: DirectoryListTable;
  readonly directory_entry: DirectoryEntryTable;
  readonly written_value: WrittenValueTable;
  readonly sync_run: SyncRunTable;
  readonly organization: OrganizationTable;
  readonly failed_value: FailedValueTable;
  readonly api_key: ApiKeyTable;
  readonly access_token: AccessTokenTable;
  readonly open_alert: OpenAlertTable;
  readonly pending_authorization: PendingAuthorizationTable;
  readonly audit_entry: AuditEntryTable;
  readonly idempotent_request: IdempotentRequestTable;
  readonly account_outcome: AccountOutcomeTable;
  readonly change_plan: ChangePlanTable;
  readonly planned_change: PlannedChangeTable;
  readonly outbox_run: OutboxRunTable;
  readonly outbox_account: OutboxAccountTable;
  readonly usage_request: UsageRequestTable;
  readonly usage_fetch: UsageFetchTable;
  readonly watch_look: WatchLookTable;
}

/** One list of Accounts as a run handed it over. An organization's directory is its newest completed list. */
interface DirectoryListTable {
  /** Counted by the database; a later list has a higher number. 64 bits, so the driver gives it as text. */
  readonly id: Generated<string>;
  readonly organization_id: string;
  readonly started_at: Date;
  /** Null while its entries are still coming. */
  readonly completed_at: Date | null;
  /** Null for a list of a version that had none. */
  readonly head: DirectoryHead | null;
}

export interface DirectoryEntryTable {
  readonly list_id: string;
  readonly account_id: string;
  readonly name: string;
  readonly is_active: boolean;
  readonly display: Record<string, FieldValue>;
  readonly internal_seats: number | null;
  readonly internal_seats_source: ValueSource;
  readonly external_seats: number | null;
  readonly external_seats_source: ValueSource;
  readonly renewal_date: CalendarDate | null;
  readonly renewal_source: ValueSource;
  readonly mau: number | null;
  readonly wau: number | null;
  readonly dau: number | null;
  readonly reasons: Record<string, ValueWhy>;
}

interface WrittenValueTable {
  readonly organization_id: string;
  readonly account_id: string;
  readonly field: string;
  /** NULL where the field was cleared, which is not 0. */
  readonly value: number | null;
  readonly metric_key: string;
  readonly run_key: string;
  readonly written_at: Date;
}

interface SyncRunTable {
  readonly organization_id: string;
  readonly run_key: string;
  readonly started_at: Date;
  readonly run: StoredRun;
  /** These follow from the run. */
  readonly status: GeneratedAlways<StoredRun['status']>;
  readonly trigger: GeneratedAlways<RunTrigger | null>;
  readonly dry_run: GeneratedAlways<boolean | null>;
  readonly summary: GeneratedAlways<StoredSummary>;
  /** As in JSON. */
  readonly finished_at: GeneratedAlways<string>;
}

interface FailedValueTable {
  readonly organization_id: string;
  readonly run_key: string;
  readonly account_id: string;
  readonly field: string;
  readonly mapping: string;
  readonly error_code: string;
  readonly clears: boolean;
}

interface ChangePlanTable {
  readonly organization_id: string;
  readonly run_key: string;
  readonly recorded_at: Date;
  /** Null while its changes are still coming. */
  readonly counts: ChangePlan | null;
}

interface PlannedChangeTable {
  readonly organization_id: string;
  readonly run_key: string;
  /** Counts from 1 in the order of the plan. */
  readonly position: number;
  readonly account_id: string;
  readonly account_name: string;
  readonly mapping: string;
  readonly account_field: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly reason: PlannedChange['reason'];
  readonly explanation: string;
}

interface OutboxRunTable {
  readonly organization_id: string;
  readonly run_key: string;
  /** Who may send and settle; another for each taking of the run. */
  readonly holder: string;
  readonly touched_at: Date;
  /** Null until all changes are stored, as is the checkpoint. */
  readonly planned_at: Date | null;
  readonly checkpoint: string | null;
}

interface OutboxAccountTable {
  readonly organization_id: string;
  readonly run_key: string;
  readonly account_id: string;
  readonly account_name: string;
  /** JSON. */
  readonly changes: string;
  /** Null while it waits. */
  readonly sent_in: Carrier | null;
  readonly settled: readonly SettledField[] | null;
}

interface PendingAuthorizationTable {
  /** SHA-256 of the state, hexadecimal. */
  readonly state_hash: string;
  /** A PendingAuthorization, sealed by the SecretBox and bound to the hash. */
  readonly sealed: string;
  readonly expires_at: Date;
}

interface OpenAlertTable {
  readonly organization_id: string;
  readonly kind: AlertKind;
  readonly run_key: string;
  readonly raised_at: Date;
}

export interface UsageRequestTable {
  readonly organization_id: string;
  readonly id: string;
  readonly data_type: UsageDataType;
  readonly first_day: CalendarDate;
  readonly last_day: CalendarDate;
  readonly available_since: Date | null;
  readonly asked_at: Date;
  readonly state: AskedState;
  readonly settled_at: Date | null;
  /** 64 bits, so the driver gives it as text. */
  readonly bytes: string;
}

interface UsageFetchTable {
  readonly organization_id: string;
  readonly coverage: UsageCoverage | null;
  readonly noted_at: Date | null;
}

/** One row: when it is next looked for late runs. */
interface WatchLookTable {
  readonly next_at: Date;
}

export interface ApiKeyTable {
  readonly id: string;
  /** Null for all organizations. */
  readonly organization_id: string | null;
  readonly name: string;
  readonly scope: ApiScope;
  /** SHA-256 of the secret, hexadecimal. */
  readonly secret_hash: string;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
}

interface AccessTokenTable {
  /** SHA-256, hexadecimal. */
  readonly token_hash: string;
  readonly key_id: string;
  /** With blanks between. */
  readonly scopes: string;
  readonly expires_at: Date;
}

export interface OrganizationTable {
  readonly id: string;
  readonly name: string;
  readonly instance_url: string;
  readonly allow_local_address: boolean;
  readonly auth_kind: AuthKind;
  /** Sealed by the SecretBox, bound to the id. */
  readonly secret: string;
  readonly package_namespace: string | null;
  readonly is_paused: boolean;
  readonly daily_start: string;
  readonly time_zone: string;
  readonly next_run_at: Date;
  readonly next_poll_at: Date;
  /** 1970 until it first was fetched for. */
  readonly next_fetch_at: Generated<Date>;
  readonly added_at: Date;
}

interface AuditEntryTable {
  /** Counted by the database; 64 bits, so the driver gives it as text. */
  readonly id: Generated<string>;
  readonly at: Date;
  readonly actor_kind: Actor['kind'];
  readonly actor_id: string;
  readonly actor_name: string;
  readonly organization_id: string | null;
  readonly action: string;
  readonly details: Record<string, string | number | boolean | null>;
}

interface IdempotentRequestTable {
  readonly bearer: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly begun_at: Date;
  /** Null while the request is under way. */
  readonly answer: StoredAnswer | null;
}

export interface AccountOutcomeTable {
  readonly organization_id: string;
  readonly account_id: string;
  readonly at: Date;
  readonly run_key: string;
  readonly field: string;
  readonly mapping: string;
  readonly kind: OutcomeKind;
  /** NULL is a value of a field, and not 0. */
  readonly value_from: number | null;
  readonly value_to: number | null;
  readonly metric_key: string;
  readonly reason: string;
  readonly because: string;
  readonly fault: SalesforceFault | null;
}
