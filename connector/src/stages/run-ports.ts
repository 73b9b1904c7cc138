import type { AccountSource } from '../ports/account-source.ts';
import type { AccountWriter } from '../ports/account-writer.ts';
import type { ClearRequests } from '../ports/clear-requests.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory } from '../ports/directory.ts';
import type { LicenseSource } from '../ports/license-source.ts';
import type { OrgConnection } from '../ports/org-connection.ts';
import type { PlannedChanges } from '../ports/planned-changes.ts';
import type { Outbox } from '../ports/outbox.ts';
import type { RunHistory } from '../ports/run-history.ts';
import type { RunLog } from '../ports/run-log.ts';
import type { RunObserver } from '../ports/run-observer.ts';
import type { SetupSource } from '../ports/setup-source.ts';
import type { UsageFiles } from '../ports/usage-files.ts';
import type { UsageSource } from '../ports/usage-source.ts';
import type { WriteLedger } from '../ports/write-ledger.ts';

/** Everything a run can touch. */
export interface RunPorts {
  readonly connection: OrgConnection;
  readonly setup: SetupSource;
  readonly licenses: LicenseSource;
  readonly accounts: AccountSource;
  readonly writer: AccountWriter;
  readonly runLog: RunLog;
  readonly clearRequests: ClearRequests;
  readonly usage: UsageSource;
  /** Absent where an operator delivers the files. */
  readonly usageFiles?: UsageFiles | undefined;
  readonly directory: Directory;
  readonly ledger: WriteLedger;
  readonly outbox: Outbox;
  readonly runs: Pick<RunHistory, 'recordFailures' | 'failures'>;
  readonly plannedChanges: Pick<PlannedChanges, 'record'>;
  readonly clock: Clock;
  readonly observer: RunObserver;
}
