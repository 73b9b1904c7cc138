import type { PoolConfig } from 'pg';
import type { AccessTokens } from '../../ports/access-tokens.ts';
import type { AccountHistory } from '../../ports/account-history.ts';
import type { AlertBook } from '../../ports/alerts.ts';
import type { ApiKeys } from '../../ports/api-keys.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Directory } from '../../ports/directory.ts';
import type { IdempotentRequests } from '../../ports/idempotency.ts';
import type { LateRuns } from '../../ports/late-runs.ts';
import type { Organizations } from '../../ports/organizations.ts';
import type { Outbox } from '../../ports/outbox.ts';
import type { PendingAuthorizations } from '../../ports/pending-authorizations.ts';
import type { PlannedChanges } from '../../ports/planned-changes.ts';
import type { RunHistory } from '../../ports/run-history.ts';
import type { UsageRequestBook } from '../../ports/usage-request-book.ts';
import type { WriteLedger } from '../../ports/write-ledger.ts';
import { openEmbeddedDatabase } from './embedded/embedded-database.ts';
import { reasonOf } from './reason-of.ts';
import { secretBox, type SecretKeys } from './secret-box.ts';
import { accessTokenTable } from './tables/access-token-table.ts';
import { accountOutcomeTable } from './tables/account-outcome-table.ts';
import { apiKeyTable } from './tables/api-key-table.ts';
import { auditTable } from './tables/audit-table.ts';
import { directoryTable } from './tables/directory-table.ts';
import { idempotentRequestTable } from './tables/idempotent-request-table.ts';
import { lateRunTable } from './tables/late-run-table.ts';
import { openAlertTable } from './tables/open-alert-table.ts';
import { openTables, type ExecuteSql, type OpenedTables } from './tables/open-tables.ts';
import { organizationTable } from './tables/organization-table.ts';
import { outboxTable, releaseHolders } from './tables/outbox-table.ts';
import { pendingAuthorizationTable } from './tables/pending-authorization-table.ts';
import { plannedChangeTable } from './tables/planned-change-table.ts';
import { syncRunTable } from './tables/sync-run-table.ts';
import { usageRequestTable } from './tables/usage-request-table.ts';
import { writtenValueTable } from './tables/written-value-table.ts';

/** What the connector keeps between runs. */
export interface Store {
  readonly directory: Directory;
  readonly ledger: WriteLedger;
  readonly runs: RunHistory;
  readonly plannedChanges: PlannedChanges;
  readonly outbox: Outbox;
  readonly organizations: Organizations;
  readonly keys: ApiKeys;
  readonly accessTokens: AccessTokens;
  readonly alerts: AlertBook;
  readonly lateRuns: LateRuns;
  readonly pendingAuthorizations: PendingAuthorizations;
  readonly usageRequests: UsageRequestBook;
  readonly accountHistory: AccountHistory;
  readonly audit: AuditLog;
  readonly idempotency: IdempotentRequests;
  /** Runs SQL on the store's connections, for the queue that lives in the same database; absent in memory. */
  readonly execute?: ExecuteSql;
  /** Ends its connections, and the embedded database with its hold on the directory. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** `postgres://…` of a PostgreSQL server, 15 or later; without it, the database is embedded in this process. */
  readonly databaseUrl?: string | undefined;
  /** Where the embedded database keeps its files; one process at a time. */
  readonly dataDirectory: string;
  readonly clock: Clock;
  /** Where none is given, organizations and their secrets can be neither added nor opened. */
  readonly secretKeys?: SecretKeys | undefined;
}

const noSecretKeys: SecretKeys = { current: undefined, previous: undefined };

/** Opens the store, with its tables up to date. Throws an error that says which setting to look at. */
export async function openStore(options: StoreOptions): Promise<Store> {
  return options.databaseUrl === undefined
    ? openEmbeddedStore(options.dataDirectory, options)
    : openServerStore(options.databaseUrl, options);
}

async function openServerStore(databaseUrl: string, options: StoreOptions): Promise<Store> {
  const connection: PoolConfig = {
    connectionString: databaseUrl,
    application_name: 'isvapp-connector',
    max: 4,
    connectionTimeoutMillis: 10_000,
    // A server that vanished without a word is noticed by the operating system. How long a statement may take is the server's to
    // say: as a parameter of the start, poolers between would refuse it.
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
  };
  try {
    const tables = await openTables(connection);
    return { ...parts(tables, options), close: () => tables.database.destroy() };
  } catch (error) {
    throw new Error(
      `The database ${withoutSecrets(databaseUrl)} does not open: ${reasonOf(error)}. DATABASE_URL must name a PostgreSQL server, 15 or later, ` +
        'that is running, and a database in which its user may create tables.',
      { cause: error },
    );
  }
}

async function openEmbeddedStore(directory: string, options: StoreOptions): Promise<Store> {
  const embedded = await openEmbeddedDatabase({ directory, platform: process.platform });
  try {
    // One connection: the embedded engine has a single session, in which the statements of two would mix.
    const tables = await openTables({ ...embedded.connection, max: 1, idleTimeoutMillis: 0 });
    await releaseHolders(tables.database);
    return {
      ...parts(tables, options),
      close: async () => {
        try {
          await tables.database.destroy();
        } finally {
          await embedded.close();
        }
      },
    };
  } catch (error) {
    await embedded.close();
    throw new Error(
      `The tables in the data directory ${directory} can't be used: ${reasonOf(error)}. ` +
        'If a newer version of the connector has used it, start that version, or give this one another DATA_DIRECTORY.',
      { cause: error },
    );
  }
}

function parts(
  { database, execute }: OpenedTables,
  { clock, secretKeys = noSecretKeys }: StoreOptions,
): Omit<Store, 'close'> {
  return {
    directory: directoryTable(database, clock),
    ledger: writtenValueTable(database, clock),
    runs: syncRunTable(database),
    plannedChanges: plannedChangeTable(database, clock),
    outbox: outboxTable(database, clock),
    organizations: organizationTable(database, secretBox(secretKeys), clock),
    pendingAuthorizations: pendingAuthorizationTable(database, secretBox(secretKeys), clock),
    execute,
    keys: apiKeyTable(database, clock),
    accessTokens: accessTokenTable(database, clock),
    alerts: openAlertTable(database),
    lateRuns: lateRunTable(database),
    usageRequests: usageRequestTable(database),
    accountHistory: accountOutcomeTable(database, clock),
    audit: auditTable(database, clock),
    idempotency: idempotentRequestTable(database, clock),
  };
}

/** The address without user, password and options, any of which may hold a secret. */
function withoutSecrets(databaseUrl: string): string {
  const { protocol, host, pathname } = new URL(databaseUrl);
  return `${protocol}//${host}${pathname}`;
}
