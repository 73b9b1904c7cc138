import type { RunItem, RunProgress } from 'apex/SyncRunController';
import { runLabels } from 'c/runLabels';
import type { Tone } from 'c/statusText';
import { filled } from 'c/texts';

const statuses: Readonly<Record<string, { text: string; tone: Tone }>> = {
  Requested: { text: runLabels.statusRequested, tone: 'busy' },
  Running: { text: runLabels.statusRunning, tone: 'busy' },
  Succeeded: { text: runLabels.statusSucceeded, tone: 'good' },
  Degraded: { text: runLabels.statusDegraded, tone: 'attention' },
  Failed: { text: runLabels.statusFailed, tone: 'bad' },
  Held: { text: runLabels.statusHeld, tone: 'attention' },
  Cancelled: { text: runLabels.statusCancelled, tone: 'quiet' },
};

const triggers: Readonly<Record<string, string>> = {
  Schedule: runLabels.triggerSchedule,
  Request: runLabels.triggerRequest,
  CommandLine: runLabels.triggerCommandLine,
  Retry: runLabels.triggerRetry,
};

const phases: Readonly<Record<string, string>> = {
  Connect: runLabels.phaseConnect,
  Licenses: runLabels.phaseLicenses,
  Mappings: runLabels.phaseMappings,
  Accounts: runLabels.phaseAccounts,
  Values: runLabels.phaseValues,
  Directory: runLabels.phaseDirectory,
  Plan: runLabels.phasePlan,
  Write: runLabels.phaseWrite,
  Log: runLabels.phaseLog,
};

/** What the connector is doing in a phase, as the end of a sentence. */
const doings: Readonly<Record<string, string>> = {
  Connect: runLabels.doingConnect,
  Licenses: runLabels.doingLicenses,
  Mappings: runLabels.doingMappings,
  Accounts: runLabels.doingAccounts,
  Values: runLabels.doingValues,
  Directory: runLabels.doingDirectory,
  Plan: runLabels.doingPlan,
  Write: runLabels.doingWrite,
  Log: runLabels.doingLog,
};

/** What a status is told by. */
export type JudgedRun = Pick<
  RunItem,
  'status' | 'isDryRun' | 'valuesUnchanged' | 'valuesWritten' | 'valuesFailed'
>;

/**
 * A status in words and tone; one that is not known is shown as it is. A run that came to its end is Degraded also where
 * nothing of what it was to write got through, and nobody would call that a success.
 */
export function runStatus(run: JudgedRun): { readonly text: string; readonly tone: Tone } {
  const { status, valuesUnchanged, valuesFailed } = run;
  if (wroteNothing(run)) {
    const tone = (valuesUnchanged ?? 0) > 0 ? 'attention' : 'bad';
    return { text: filled(runLabels.statusNothingWritten, valuesFailed ?? 0), tone };
  }
  return statuses[status] ?? { text: status, tone: 'quiet' };
}

function wroteNothing({ status, isDryRun, valuesWritten, valuesFailed }: JudgedRun): boolean {
  if (status !== 'Degraded' || isDryRun === true) return false;
  return (valuesWritten ?? 0) === 0 && (valuesFailed ?? 0) > 0;
}

export function triggerText(trigger: string | null | undefined): string {
  return trigger == null ? '' : (triggers[trigger] ?? trigger);
}

export function phaseText(phase: string): string {
  return phases[phase] ?? phase;
}

/** How far the open run is. */
export function progressText({ run, phase }: RunProgress): string {
  if (run.status === 'Requested') return filled(runLabels.requested, run.name);
  const step = phase == null ? runLabels.runningStart : (doings[phase] ?? phase);
  return filled(runLabels.running, run.name, step);
}

/** What to do where the connector seems to be gone; undefined where nothing is the matter. */
export function progressWarning({
  run: { name },
  isStalled,
  isWaitingLong,
}: RunProgress): { readonly message: string; readonly advice: string } | undefined {
  if (isStalled)
    return { message: filled(runLabels.stalled, name), advice: runLabels.stalledAdvice };
  if (!isWaitingLong) return undefined;
  return { message: filled(runLabels.waitingLong, name), advice: runLabels.waitingAdvice };
}

export const statusOptions = Object.entries(statuses).map(([value, { text }]) => ({
  value,
  label: text,
}));

export const triggerOptions = Object.entries(triggers).map(([value, label]) => ({ value, label }));
