import type { Command } from 'commander';
import type { SyncPlan } from '../../domain/sync-plan.ts';
import type { RunObserver } from '../../ports/run-observer.ts';
import { exitCodes } from './exit-code.ts';
import { organizationId } from './organization-id.ts';
import { planReport } from './plan-report.ts';
import { commandProgress } from './run-progress.ts';

export interface PlanCommands {
  /** Whether a person watches: then progress is shown. */
  readonly isTerminal: boolean;
  /** What a run of the organization would do now; without an id, of the one of SALESFORCE_… */
  plan(organizationId: string | undefined, observer: RunObserver): Promise<SyncPlan>;
}

interface PlanOptions {
  readonly org?: string;
  readonly json?: true;
}

export function addPlan(program: Command, commands: PlanCommands): void {
  program
    .command('plan')
    .description(
      'tell what a run would change now and what it would cost; changes nothing and leaves no trace in the org',
    )
    .option(
      '--org <id>',
      'of a connected organization; without it, of the one of SALESFORCE_…',
      organizationId,
    )
    .option('--json', 'print the plan as JSON')
    .addHelpText(
      'after',
      '\nUnlike "run --dry-run" it is in no log, neither in the organization nor here. App Analytics files that wait are\ntaken in.\n\nExit code: 0 a run would do all it should, 1 it would be held or leave something undone, 2 it could not start.\n\nExamples:\n  isvapp-connector plan\n  isvapp-connector plan --org 00D000000000001AAA --json > plan.json',
    )
    .action((options: PlanOptions) => plan(commands, options));
}

async function plan(commands: PlanCommands, { org, json }: PlanOptions): Promise<void> {
  const progress = commandProgress(commands.isTerminal);
  const planned = await commands.plan(org, progress);
  process.stdout.write(`${json ? JSON.stringify(planned, null, 2) : planReport(planned)}\n`);
  process.exitCode = exitCodes[planned.status];
}
