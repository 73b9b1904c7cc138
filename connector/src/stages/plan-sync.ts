import { PlanCount, type ChangePlan, type PlannedChange } from '../domain/planned-change.ts';
import { mappingPlans, type SyncPlan } from '../domain/sync-plan.ts';
import type { Directory } from '../ports/directory.ts';
import type { HeldOutbox, Outbox } from '../ports/outbox.ts';
import type { PlannedChanges } from '../ports/planned-changes.ts';
import type { RunLog } from '../ports/run-log.ts';
import type { RunPorts } from './run-ports.ts';
import { runSync } from './run-sync.ts';

/** Changes of each mapping that are shown. */
const samplesPerMapping = 3;
/** Opening the record of a run and telling of its progress, which a plan does not do. */
const callsOfTheLog = 2;

/** What a plan needs of what a run can touch. */
export type PlanningPorts = Omit<RunPorts, 'runLog' | 'plannedChanges' | 'outbox' | 'usageFiles'>;

/**
 * What a run would do now: a dry run that leaves no trace in the organization, in ISVapp's directory or in the history.
 * App Analytics files that wait are taken in, as any run does; none are requested.
 */
export async function planSync(
  runKey: string,
  ports: PlanningPorts,
  signal?: AbortSignal,
): Promise<SyncPlan> {
  const collected = new CollectedPlan();
  const traceless = {
    ...ports,
    usageFiles: undefined,
    runLog: noLog,
    outbox: noOutbox,
    directory: unchangedDirectory(ports.directory),
    plannedChanges: collected,
  };
  const request = {
    runKey,
    dryRun: true,
    massChangeApproved: false,
    trigger: 'CommandLine',
  } as const;
  const result = await runSync(request, traceless, signal);
  const { status, message, accountsRead, apiCalls, mappings, entries } = result;
  return {
    status,
    message,
    accountsRead,
    predictedCalls: apiCalls.predicted + callsOfTheLog,
    mappings: mappingPlans(mappings, collected.plan, collected.samples),
    entries,
  };
}

/** Counts a plan, and keeps a few changes of each mapping. */
class CollectedPlan implements Pick<PlannedChanges, 'record'> {
  plan: ChangePlan = { planned: 0, kept: 0, mappings: [] };
  readonly samples: PlannedChange[] = [];
  readonly #sampled = new Map<string, number>();

  record(_organizationId: string, _runKey: string, changes: Iterable<PlannedChange>) {
    // Nothing is kept but the samples, so nothing is cut either.
    const count = new PlanCount(Infinity);
    for (const change of changes) {
      count.add(change);
      this.#sample(change);
    }
    this.plan = count.plan();
    return Promise.resolve(this.plan);
  }

  #sample(change: PlannedChange): void {
    const before = this.#sampled.get(change.mapping) ?? 0;
    if (before >= samplesPerMapping) return;
    this.samples.push(change);
    this.#sampled.set(change.mapping, before + 1);
  }
}

const noLog: RunLog = {
  openRun: () => Promise.resolve(),
  reportProgress: () => Promise.resolve(),
  closeRun: () => Promise.resolve(),
  publishCatalogue: () => Promise.resolve(),
  pruneRuns: () => Promise.resolve(),
};

/** A plan sends nothing, so it stores nothing that is to be sent. */
const noOutbox: Outbox = {
  hold: () => Promise.resolve(nothingHeld),
  leftBehind: () => Promise.resolve([]),
};

const nothingHeld: HeldOutbox = {
  isTakenOver: false,
  plan: undefined,
  store: sendsNothing,
  accounts: () => ({ [Symbol.asyncIterator]: sendsNothing }),
  sending: sendsNothing,
  settle: sendsNothing,
  touch: () => Promise.resolve(),
  discard: () => Promise.resolve(),
};

function sendsNothing(): never {
  throw new Error('A plan was about to be sent.');
}

/** Reads what would be handed over, so that what is wrong with it is told; keeps nothing. */
function unchangedDirectory(directory: Directory): Directory {
  return {
    ...directory,
    replaceEntries: async (_organizationId, batches) => {
      const entries = batches[Symbol.asyncIterator]();
      while (!(await entries.next()).done) continue;
    },
  };
}
