import { runLabels } from 'c/runLabels';
import type { Tone } from 'c/statusText';

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

/** A status in words and tone; one that is not known is shown as it is. */
export function runStatus(status: string): { readonly text: string; readonly tone: Tone } {
  return statuses[status] ?? { text: status, tone: 'quiet' };
}

export function triggerText(trigger: string | null | undefined): string {
  return trigger == null ? '' : (triggers[trigger] ?? trigger);
}

export function phaseText(phase: string): string {
  return phases[phase] ?? phase;
}

export const statusOptions = Object.entries(statuses).map(([value, { text }]) => ({
  value,
  label: text,
}));

export const triggerOptions = Object.entries(triggers).map(([value, label]) => ({ value, label }));
