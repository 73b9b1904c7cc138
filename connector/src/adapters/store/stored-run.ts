import type { PhaseRecord, RunResult } from '../../domain/run.ts';
import type { PastRun, RunSummary } from '../../ports/run-history.ts';

/** A run as JSON keeps it: moments are text. */
export type StoredRun = Omit<PastRun, 'startedAt' | 'finishedAt' | 'phases'> &
  StoredMoments & {
    readonly phases: readonly (Omit<PhaseRecord, keyof StoredMoments> & StoredMoments)[];
  };

/** A stored run without what only its own page shows. */
export type StoredSummary = Omit<StoredRun, 'phases' | 'mappings' | 'entries'>;

interface StoredMoments {
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** What is kept of a run, to be turned into JSON: all but the catalogue. */
export function keptPart(result: RunResult): object {
  return { ...result, catalogue: undefined };
}

/** The run, from what was kept. */
export function pastRun(stored: StoredRun): PastRun {
  return {
    ...stored,
    ...moments(stored),
    phases: stored.phases.map((phase) => ({ ...phase, ...moments(phase) })),
  };
}

/** The run without what only its own page shows. */
export function runSummary(run: PastRun): RunSummary {
  const { phases, mappings, entries, ...summary } = run;
  return summary;
}

/** The same, from what was kept without those parts. */
export function storedSummary(stored: StoredSummary): RunSummary {
  return { ...stored, ...moments(stored) };
}

function moments({ startedAt, finishedAt }: StoredMoments): Pick<PastRun, keyof StoredMoments> {
  return { startedAt: new Date(startedAt), finishedAt: new Date(finishedAt) };
}
