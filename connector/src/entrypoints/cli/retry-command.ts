import type { Command } from 'commander';
import type { PastRun } from '../../ports/run-history.ts';
import type { RunObserver } from '../../ports/run-observer.ts';
import { exitCodes } from './exit-code.ts';
import { organizationId } from './organization-id.ts';
import { commandProgress } from './run-progress.ts';
import { runReport } from './run-report.ts';

export interface RetryRequest {
  /** Without it, of the organization of SALESFORCE_… */
  readonly organizationId: string | undefined;
  /** Key of the run whose failed values are meant; without it, of the newest that has any. */
  readonly runKey: string | undefined;
  /** Let the values go though the mass-change brake would hold them. */
  readonly massChangeApproved: boolean;
}

/** A retry that was carried out. */
export interface Retried {
  /** Whose failed values were sent again. */
  readonly ofRun: string;
  readonly values: number;
  readonly result: PastRun;
}

export interface RetryCommands {
  readonly isTerminal: boolean;
  /** Sends failed values again; undefined where none failed. Throws where the named run is not known. */
  retry(request: RetryRequest, observer: RunObserver): Promise<Retried | undefined>;
}

interface RetryOptions {
  readonly failed: true;
  readonly run?: string;
  readonly org?: string;
  readonly approveMassChange?: true;
  readonly json?: true;
}

export function addRetry(program: Command, commands: RetryCommands): void {
  program
    .command('retry')
    .description('send again what a run could not write')
    .requiredOption('--failed', 'the values that failed, and no others')
    .option('--run <key>', 'of this run; without it, of the newest in which values failed')
    .option(
      '--org <id>',
      'of a connected organization; without it, of the one of SALESFORCE_…',
      organizationId,
    )
    .option(
      '--approve-mass-change',
      'let go what the mass-change brake would hold; with --run, what it held of that retry',
    )
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nThe values are decided anew and compared first, as in any run.\n\nExit code: 0 all is well or nothing had failed, 1 something failed again, 2 it could not start.\n\nExamples:\n  isvapp-connector retry --failed\n  isvapp-connector retry --failed --org 00D000000000001AAA --run 7a1f6d0e-0000-4000-8000-000000000001',
    )
    .action((options: RetryOptions) => retry(commands, options));
}

async function retry(commands: RetryCommands, options: RetryOptions): Promise<void> {
  const progress = commandProgress(commands.isTerminal);
  const request = {
    organizationId: options.org,
    runKey: options.run,
    massChangeApproved: options.approveMassChange ?? false,
  };
  const retried = await commands.retry(request, progress);
  process.stdout.write(`${options.json ? json(retried) : report(retried)}\n`);
  process.exitCode = retried ? exitCodes[retried.result.status] : 0;
}

function json(retried: Retried | undefined): string {
  return JSON.stringify(retried ?? { ofRun: null, values: 0, result: null }, null, 2);
}

function report(retried: Retried | undefined): string {
  return retried
    ? `Sent again: ${retried.values} values that failed in the run ${retried.ofRun}.\n${runReport(retried.result)}`
    : 'Nothing to send again: no value failed.';
}
