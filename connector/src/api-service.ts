import { randomUUID } from 'node:crypto';
import type { Store } from './adapters/store/open-store.ts';
import type { Preview, PreviewRequest, RefusedPreview } from './domain/preview.ts';
import type { RunRequest } from './domain/run.ts';
import type { ApiService } from './entrypoints/http/api-service.ts';

/** What the API needs of an organization besides what is kept of it. */
export interface ServedOrganization {
  preview(request: PreviewRequest): Promise<Preview | RefusedPreview>;
  /** Sees to it that the run is carried out, by this process or another; does not wait for it. */
  startRun(request: RunRequest): Promise<void>;
}

export interface ApiParts {
  readonly version: string;
  readonly store: Pick<Store, 'keys' | 'directory' | 'ledger' | 'runs'>;
  /** The organization of the id (18 characters); undefined where it is not served here. */
  readonly organization: (id: string) => Promise<ServedOrganization | undefined>;
}

/** What the HTTP API offers, from the store and the organizations that are served. */
export function apiService({ version, store, organization }: ApiParts): ApiService {
  const { keys, directory, ledger, runs } = store;
  const served = async (id: string): Promise<ServedOrganization> => {
    const found = await organization(id);
    if (!found) throw new Error(`The organization ${id} was served a moment ago and is not now.`);
    return found;
  };
  return {
    version,
    keys,
    directory,
    ledger,
    serves: async (id) => (await organization(id)) !== undefined,
    preview: async (id, request) => (await served(id)).preview(request),
    retry: async (id, ofRun, narrowed) => {
      if (!(await runs.hasRun(id, ofRun))) return 'unknown-run';
      const failures = await runs.failures(id, ofRun, narrowed);
      if (failures.length === 0) return 'nothing-failed';
      const runKey = randomUUID();
      await (
        await served(id)
      ).startRun({
        runKey,
        trigger: 'Request',
        dryRun: false,
        // The run that failed on these values had passed the brake, and nothing else is written.
        massChangeApproved: true,
        retry: { ...narrowed, runKey: ofRun },
      });
      return { runKey, accounts: new Set(failures.map(({ accountId }) => accountId)).size };
    },
    checkReady: async () => {
      await runs.hasRun('', '');
    },
  };
}
