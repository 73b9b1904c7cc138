import { openSalesforce, type SalesforceOptions } from './adapters/salesforce/open-salesforce.ts';
import type { Store } from './adapters/store/open-store.ts';
import { apiService } from './api-service.ts';
import { id18 } from './domain/salesforce-id.ts';
import type { RunRequest } from './domain/run.ts';
import type { ApiService } from './entrypoints/http/api-service.ts';
import type { Clock } from './ports/clock.ts';
import type { OrgConnection } from './ports/org-connection.ts';
import type { UsageSource } from './ports/usage-source.ts';
import { answerPreviews } from './stages/answer-previews.ts';
import { version } from './version.ts';

export interface OneOrganization {
  readonly salesforce: Omit<SalesforceOptions, 'clock'>;
  readonly store: Store;
  readonly usage: UsageSource;
  readonly clock: Clock;
  /** Carries out a run and never rejects. */
  readonly run: (request: RunRequest, signal: AbortSignal) => Promise<unknown>;
}

export interface ApiOfOne extends AsyncDisposable {
  readonly service: ApiService;
  /** The organization that is served, 18 characters. */
  organizationId(): Promise<string>;
}

/**
 * The API of a connector that is set up for one organization. It carries out the runs it starts, one after the other.
 * Its questions have a connection of their own, so that they are not counted as calls of the run that is under way.
 */
export function openApiOfOne({ salesforce, store, usage, clock, run }: OneOrganization): ApiOfOne {
  const asked = openSalesforce({ ...salesforce, clock });
  const previews = answerPreviews({ ...asked, usage, clock });
  const organizationId = idOf(asked.connection, salesforce.expectedOrganizationId);
  const stopped = new AbortController();
  let lastRun: Promise<unknown> = Promise.resolve();
  const startRun = (request: RunRequest): Promise<void> => {
    lastRun = lastRun.then(() => run(request, stopped.signal));
    return Promise.resolve();
  };
  const organization = async (id: string) =>
    id === (await organizationId()) ? { ...previews, startRun } : undefined;
  return {
    organizationId,
    service: apiService({ version, store, organization }),
    [Symbol.asyncDispose]: async () => {
      stopped.abort();
      await lastRun;
      await asked.close();
    },
  };
}

/** The id that is pinned; without one, that of the organization that answers. */
function idOf(connection: OrgConnection, pinnedId: string | undefined): () => Promise<string> {
  let known = pinnedId === undefined ? undefined : id18(pinnedId);
  return async () => (known ??= (await connection.connect()).organizationId);
}
