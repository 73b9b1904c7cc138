import type { OrganizationSecret } from '../../domain/organization.ts';
import type { AccountSource } from '../../ports/account-source.ts';
import type { AccountWriter } from '../../ports/account-writer.ts';
import type { ClearRequests } from '../../ports/clear-requests.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Tracer } from '../../ports/tracer.ts';
import type { LicenseSource } from '../../ports/license-source.ts';
import type { OrgConnection } from '../../ports/org-connection.ts';
import type { RequestSource } from '../../ports/request-source.ts';
import type { OrgHealth } from '../../ports/org-health.ts';
import type { RunLog } from '../../ports/run-log.ts';
import type { SetupSource } from '../../ports/setup-source.ts';
import type { UsageRequests } from '../../ports/usage-requests.ts';
import { accountSource } from './accounts/account-source.ts';
import { accountWriter } from './accounts/account-writer.ts';
import { salesforceClient } from './http/salesforce-client.ts';
import { heldInMemory, type HeldCredentials } from './http/held-credentials.ts';
import { signIn } from './http/sign-in.ts';
import { timedTransport } from './http/timed-transport.ts';
import { tracedTransport } from './http/traced-transport.ts';
import { openTransport, type Transport } from './http/transport.ts';
import { licenseSource } from './licenses/license-source.ts';
import { clearRequests } from './requests/clear-requests.ts';
import { requestSource } from './requests/request-source.ts';
import { runLog } from './run-log/run-log.ts';
import { factsKeeper } from './setup/org-facts.ts';
import { orgHealth } from './setup/org-health.ts';
import { orgConnection } from './setup/org-connection.ts';
import { packageNames } from './setup/package-names.ts';
import { setupSource } from './setup/setup-source.ts';
import { openDownloads } from './usage-requests/download.ts';
import { usageRequests, type UsageRequestOptions } from './usage-requests/usage-requests.ts';

export interface SalesforceOptions {
  /** Where to sign in: the org's My Domain address, or Salesforce's login host. */
  readonly loginUrl: string;
  /** What to sign in with, or where that is kept, because a refresh token changes. */
  readonly auth: OrganizationSecret | HeldCredentials;
  /** The organization the connector is pinned to, 15 or 18 characters; without it, the first that answers. */
  readonly expectedOrganizationId?: string | undefined;
  /** Namespace prefix of the ISVapp package, empty for none; undefined to have it found out, which costs a call. */
  readonly packageNamespace?: string | undefined;
  /** `66.0` */
  readonly apiVersion?: string | undefined;
  /** True for a local org; then only loopback addresses are allowed. */
  readonly allowLocalAddress: boolean;
  readonly clock: Clock;
  /** Told of each request; absent where nothing is traced. */
  readonly tracer?: Tracer | undefined;
  /** Longest silence of Salesforce within a request. */
  readonly timeoutMs?: number | undefined;
  /** First pause before asking a Bulk job for its state. */
  readonly bulkPollMs?: number | undefined;
}

/** One organization's side of a run. */
export interface Salesforce {
  readonly connection: OrgConnection;
  readonly setup: SetupSource;
  readonly licenses: LicenseSource;
  readonly accounts: AccountSource;
  readonly writer: AccountWriter;
  readonly runLog: RunLog;
  readonly health: OrgHealth;
  readonly requests: RequestSource;
  readonly clearRequests: ClearRequests;
  usageRequests(options: UsageRequestOptions): UsageRequests;
  /** Namespace prefix of the package, found out where it was not given; empty for none. Throws an OrgError. */
  packageNamespace(): Promise<string>;
  /** Ends its connections. What is under way fails. */
  close(): Promise<void>;
}

const defaultApiVersion = '66.0';
/** A query may run for two minutes before Salesforce gives it up (QUERY_TIMEOUT), a save with slow triggers longer. */
const defaultTimeoutMs = 300_000;
const defaultBulkPollMs = 2_000;

function wireTransport({ timeoutMs, allowLocalAddress, tracer }: SalesforceOptions): Transport {
  const transport = openTransport({
    timeoutMs: timeoutMs ?? defaultTimeoutMs,
    throughProxy: !allowLocalAddress,
  });
  return tracer ? tracedTransport(transport, tracer) : transport;
}

/** The adapters of an organization, on one shared client. Nothing is sent until the first of them is used. */
export function openSalesforce(options: SalesforceOptions): Salesforce {
  const { clock, allowLocalAddress, loginUrl, auth } = options;
  const credentials = 'kind' in auth ? heldInMemory(auth) : auth;
  const transport = timedTransport(wireTransport(options), clock);
  const client = salesforceClient({
    clock,
    transport,
    apiVersion: options.apiVersion ?? defaultApiVersion,
    expectedOrganizationId: options.expectedOrganizationId,
    signIn: () => signIn({ loginUrl, credentials, allowLocalAddress, transport, clock }),
  });
  const downloads = openDownloads({
    allowLocalAddress,
    timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
  });
  const facts = factsKeeper(client, options.packageNamespace);
  const bulkPollMs = options.bulkPollMs ?? defaultBulkPollMs;
  return {
    connection: orgConnection(client, facts),
    setup: setupSource(facts),
    licenses: licenseSource(client, facts, bulkPollMs),
    accounts: accountSource(client, facts, bulkPollMs),
    writer: accountWriter(client, bulkPollMs),
    runLog: runLog(client, facts),
    clearRequests: clearRequests(client, facts),
    health: orgHealth(client, facts, transport),
    requests: requestSource(client, async () =>
      // Known names spare the calls that reading everything about the organization costs.
      options.packageNamespace === undefined
        ? (await facts.known()).names
        : packageNames(options.packageNamespace),
    ),
    packageNamespace: async () => {
      const name = (await facts.known()).names('SyncRun__c');
      return name.slice(0, -'SyncRun__c'.length).replace(/__$/, '');
    },
    usageRequests: (own) => usageRequests(client, downloads, own),
    close: async () => {
      await downloads.close();
      await client.close();
    },
  };
}
