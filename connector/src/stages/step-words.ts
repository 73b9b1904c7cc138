import type { UsageReport } from '../ports/usage-source.ts';
import type { AccountsRead } from './accounts/read-accounts.ts';
import type { RunPlan } from './plan-run.ts';
import type { TakenRun } from './take-run.ts';

/** What the steps of a run did, in words and counts, for the log of the run. */
export function connectWords({ org: { name, organizationId } }: TakenRun): string {
  return `${name} (${organizationId})`;
}

export function accountWords({ accounts, released }: AccountsRead): string {
  return `${accounts.length} in scope, ${released.length} released`;
}

export function usageWords({ data }: UsageReport): string {
  return `${data.size} metrics measured`;
}

export function writeWords({ changes }: RunPlan): string {
  return changes.length === 0
    ? 'nothing to write'
    : `changes of ${changes.length} Accounts settled`;
}
