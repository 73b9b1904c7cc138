import { randomUUID } from 'node:crypto';
import type { Store } from './adapters/store/open-store.ts';
import type { Organization } from './domain/organization.ts';
import type { RunRequest } from './domain/run.ts';
import type {
  ConnectionTest,
  OrganizationToAdd,
  RemovedOrganization,
} from './domain/service-status.ts';
import type { ApiService } from './entrypoints/http/api-service.ts';
import type { Clock } from './ports/clock.ts';
import type { RunQueue } from './ports/run-queue.ts';
import type { UsageSessions } from './ports/usage-sessions.ts';
import type { BrowserSignIn } from './service/browser-sign-in.ts';
import { managedKeys } from './service/managed-keys.ts';
import type { OrganizationInquiries } from './service/organization-inquiries.ts';
import { explainAccount } from './stages/explain-account.ts';

export interface ApiParts {
  readonly version: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly queue: Pick<RunQueue, 'enqueue' | 'openOf' | 'cancel'>;
  readonly inquiries: OrganizationInquiries;
  /** Absent where another connector counts. */
  readonly usageSessions?: UsageSessions;
  readonly add: (wanted: OrganizationToAdd) => Promise<Organization>;
  readonly test: (id: string) => Promise<ConnectionTest | undefined>;
  readonly remove: (id: string) => Promise<RemovedOrganization | undefined>;
  readonly browser: BrowserSignIn;
  /** Where browsers come back to. */
  readonly redirectUri: string;
  /** Whether there is a key to encrypt secrets under. */
  readonly keepsSecrets: boolean;
  /** Whether organizations on this machine may be connected. */
  readonly allowsLocal: boolean;
}

/** What the HTTP API offers: the store, questions to the connected organizations, and runs by way of the queue. */
export function apiService(parts: ApiParts): ApiService {
  const { version, store, queue, inquiries } = parts;
  const { runs, organizations } = store;
  return {
    ...store,
    version,
    ...(parts.usageSessions && { usageSessions: parts.usageSessions }),
    queue,
    serves: (id) => organizations.has(id),
    explain: (id, accountId) => explainAccount(id, accountId, store),
    preview: (id, request) => inquiries.ask(id, (inquiry) => inquiry.preview(request)),
    setup: async (id) => {
      const { readAt, setup, mappings } = await inquiries.ask(id, (inquiry) => inquiry.basis());
      return { ...mappings, readAt, mappings: setup.mappings };
    },
    add: async (wanted) => {
      if (!parts.keepsSecrets) return 'no-encryption-key';
      if (wanted.allowLocalAddress && !parts.allowsLocal) return 'local-not-allowed';
      return parts.add(wanted);
    },
    test: parts.test,
    remove: parts.remove,
    managedKeys: managedKeys({ ...store, clock: parts.clock }),
    ...authorizing(parts),
    ...startingRuns(parts),
    checkReady: async () => {
      await runs.hasRun('', '');
    },
  };
}

/** Connecting by way of a browser; whoever comes back from there is known by who began. */
function authorizing({
  store: { audit },
  ...parts
}: ApiParts): Pick<ApiService, 'authorize' | 'finishAuthorization'> {
  const { browser, redirectUri } = parts;
  return {
    authorize: async (wanted) => {
      if (!parts.keepsSecrets) return 'no-encryption-key';
      if (wanted.allowLocalAddress && !parts.allowsLocal) return 'local-not-allowed';
      return { ...(await browser.begin({ ...wanted, redirectUri })), redirectUri };
    },
    finishAuthorization: async (parameters) => {
      const { organization, begunBy: actor } = await browser.finish(parameters);
      const { id: organizationId, instanceUrl, authKind } = organization;
      const details = { instanceUrl, authKind };
      if (actor) await audit.record({ actor, organizationId, action: 'organization.add', details });
      return organization;
    },
  };
}

function startingRuns({
  store: { runs },
  queue,
}: ApiParts): Pick<ApiService, 'startRun' | 'retry'> {
  const start = async (
    organizationId: string,
    how: Omit<RunRequest, 'runKey' | 'trigger'>,
  ): Promise<{ readonly runKey: string } | 'busy'> => {
    const runKey = randomUUID();
    const trigger = how.retry ? 'Retry' : 'Request';
    const run = { organizationId, runKey, trigger, ...how } as const;
    return (await queue.enqueue(run)) === 'busy' ? 'busy' : { runKey };
  };
  return {
    startRun: start,
    retry: async (organizationId, ofRun, { massChangeApproved, ...narrowed }) => {
      if (!(await runs.hasRun(organizationId, ofRun))) return 'unknown-run';
      const failures = await runs.failures(organizationId, ofRun, narrowed);
      if (failures.length === 0) return 'nothing-failed';
      const started = await start(organizationId, {
        dryRun: false,
        massChangeApproved,
        retry: { ...narrowed, runKey: ofRun },
      });
      if (started === 'busy') return 'busy';
      return { ...started, accounts: new Set(failures.map(({ accountId }) => accountId)).size };
    },
  };
}
