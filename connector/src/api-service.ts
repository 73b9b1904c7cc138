import { randomUUID } from 'node:crypto';
import type { Store } from './adapters/store/open-store.ts';
import type { ApiService } from './entrypoints/http/api-service.ts';
import type { RunQueue } from './ports/run-queue.ts';
import type { OrganizationInquiries } from './service/organization-inquiries.ts';

export interface ApiParts {
  readonly version: string;
  readonly store: Store;
  readonly queue: Pick<RunQueue, 'enqueue'>;
  readonly inquiries: OrganizationInquiries;
}

/** What the HTTP API offers: the store, questions to the connected organizations, and runs by way of the queue. */
export function apiService({ version, store, queue, inquiries }: ApiParts): ApiService {
  const { keys, directory, ledger, runs, organizations, plannedChanges } = store;
  return {
    version,
    keys,
    directory,
    ledger,
    plannedChanges,
    serves: async (id) => (await organizations.find(id)) !== undefined,
    preview: (id, request) => inquiries.ask(id, (inquiry) => inquiry.preview(request)),
    retry: async (organizationId, ofRun, narrowed) => {
      if (!(await runs.hasRun(organizationId, ofRun))) return 'unknown-run';
      const failures = await runs.failures(organizationId, ofRun, narrowed);
      if (failures.length === 0) return 'nothing-failed';
      const runKey = randomUUID();
      const queued = await queue.enqueue({
        organizationId,
        runKey,
        trigger: 'Request',
        dryRun: false,
        // The run that failed on these values had passed the brake, and nothing else is written.
        massChangeApproved: true,
        retry: { ...narrowed, runKey: ofRun },
      });
      if (queued === 'busy') return 'busy';
      return { runKey, accounts: new Set(failures.map(({ accountId }) => accountId)).size };
    },
    checkReady: async () => {
      await runs.hasRun('', '');
    },
  };
}
