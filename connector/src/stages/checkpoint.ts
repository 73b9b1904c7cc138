import type { MappingCounts, LogEntry, PhaseRecord } from '../domain/run.ts';
import type { CatalogueMetric } from '../domain/usage-report.ts';
import type { ClearRequest, SettledClear } from '../ports/clear-requests.ts';
import type { KeptPlan } from '../ports/outbox.ts';

/** How far a run was when its changes were stored: all that whoever goes on with it needs besides them. */
export interface Checkpoint extends RunProgress {
  readonly inBulk: boolean;
  readonly apiReservePercent: number;
  /** Of the set-up that the changes were decided by. */
  readonly mark: string;
  readonly clearing: {
    readonly requests: readonly ClearRequest[];
    readonly settled: readonly SettledClear[];
  };
}

/** The account of a run up to a moment. */
export interface RunProgress {
  readonly startedAt: Date;
  readonly phases: readonly PhaseRecord[];
  readonly accountsRead: number;
  readonly predictedCalls: number;
  readonly callsUsed: number;
  readonly logRetentionDays: number;
  readonly catalogue: readonly CatalogueMetric[];
  readonly mappings: readonly MappingCounts[];
  readonly entries: readonly LogEntry[];
}

/** Counted up with every change of the shape: what another version has stored is not understood, and planned anew. */
const version = 2;

export function checkpointText(checkpoint: Checkpoint): string {
  return JSON.stringify({ version, ...checkpoint });
}

/** Undefined where another version of the connector has stored it. */
export function readCheckpoint({ checkpoint }: KeptPlan): Checkpoint | undefined {
  const stored = JSON.parse(checkpoint) as StoredCheckpoint;
  if (stored.version !== version) return undefined;
  return {
    ...stored,
    startedAt: new Date(stored.startedAt),
    phases: stored.phases.map((phase) => ({
      ...phase,
      startedAt: new Date(phase.startedAt),
      finishedAt: new Date(phase.finishedAt),
    })),
  };
}

/** As JSON keeps it: moments are text. */
type StoredCheckpoint = Omit<Checkpoint, 'startedAt' | 'phases'> & {
  readonly version: number;
  readonly startedAt: string;
  readonly phases: readonly (Pick<PhaseRecord, 'phase' | 'summary'> & {
    readonly startedAt: string;
    readonly finishedAt: string;
  })[];
};
