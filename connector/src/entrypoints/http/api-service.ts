import type { FailureFilter } from '../../domain/failed-value.ts';
import type { Preview, PreviewRequest, RefusedPreview } from '../../domain/preview.ts';
import type { ApiKeys } from '../../ports/api-keys.ts';
import type { Directory } from '../../ports/directory.ts';
import type { PlannedChanges } from '../../ports/planned-changes.ts';
import type { WriteLedger } from '../../ports/write-ledger.ts';

/** What the HTTP API offers, as main.ts hands it over. */
export interface ApiService {
  /** Of the connector, such as 0.1.0. */
  readonly version: string;
  readonly keys: Pick<ApiKeys, 'verify'>;
  readonly directory: Pick<Directory, 'head' | 'find' | 'page'>;
  readonly ledger: Pick<WriteLedger, 'writingsTo'>;
  readonly plannedChanges: Pick<PlannedChanges, 'find' | 'page'>;
  /** Whether the organization is connected; there may be keys of one that was removed. */
  serves(organizationId: string): Promise<boolean>;
  /** What a mapping that is not saved would do. Reads the organization; each error of it is an OrgError. */
  preview(organizationId: string, request: PreviewRequest): Promise<Preview | RefusedPreview>;
  /** Starts a run that sends the failed values of another again. */
  retry(
    organizationId: string,
    runKey: string,
    narrowed: FailureFilter,
  ): Promise<RetryStarted | RetryRefusal>;
  /** Resolves where the connector can do its work now; rejects with why it can't. */
  checkReady(): Promise<void>;
}

export interface RetryStarted {
  /** Of the run that does it. */
  readonly runKey: string;
  readonly accounts: number;
}

/** `busy`: another run of the organization waits already. */
export type RetryRefusal = 'unknown-run' | 'nothing-failed' | 'busy';
