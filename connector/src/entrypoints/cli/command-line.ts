import { randomUUID } from 'node:crypto';
import { Command, type CommanderError } from 'commander';
import type { Finding } from '../../domain/diagnosis.ts';
import type { RunRequest } from '../../domain/run.ts';
import type { PastRun } from '../../ports/run-history.ts';
import type { RunObserver } from '../../ports/run-observer.ts';
import { doctorExitCode, doctorReport } from './doctor-report.ts';
import { exitCodes } from './exit-code.ts';
import { addCompletion } from './completion-command.ts';
import { addExplain, type ExplainCommands } from './explain-command.ts';
import { addIngest, type IngestCommands } from './ingest-command.ts';
import { addKeys, type KeyCommands } from './keys-command.ts';
import { organizationId } from './organization-id.ts';
import { addPlan, type PlanCommands } from './plan-command.ts';
import { addRetry, type RetryCommands } from './retry-command.ts';
import { commandProgress } from './run-progress.ts';
import { runReport } from './run-report.ts';
import { addServe, type ServeCommands } from './serve-command.ts';
import { addServiceCommands, type WithService } from './service-commands.ts';

/** What the command line can have done. */
export interface Commands
  extends ServeCommands, KeyCommands, IngestCommands, PlanCommands, RetryCommands, ExplainCommands {
  /** Whether a person watches: then progress is shown. */
  readonly isTerminal: boolean;
  /** One sync of the organization that the variables name. */
  run(request: RunRequest, observer: RunObserver): Promise<PastRun>;
  /** One sync of a connected organization: by way of the queue, so that it is the only one. */
  runOf(organizationId: string, request: RunRequest, observer: RunObserver): Promise<PastRun>;
  /** Looks at all that a run depends on, of a connected organization or the one that the variables name. Changes nothing. */
  diagnose(organizationId: string | undefined): Promise<readonly Finding[]>;
  readonly withService: WithService;
  /** Of the connector, such as 0.1.0. */
  readonly version: string;
}

interface RunOptions {
  readonly dryRun?: true;
  readonly approveMassChange?: true;
  readonly org?: string;
  readonly json?: true;
}

/** The whole command line of the connector. */
export function commandLine(commands: Commands): Command {
  const program = new Command('isvapp-connector')
    .description(
      'Ties AppExchange licenses and App Analytics to Accounts in the License Management Org.',
    )
    .version(commands.version, '--version', 'print the version of the connector')
    .exitOverride(exitAs);
  addRun(program, commands);
  addDoctor(program, commands);
  addIngest(program, commands);
  addCompletion(program);
  addServe(program, commands);
  addKeys(program, commands);
  addServiceCommands(program, commands.withService);
  addPlan(program, commands);
  addRetry(program, commands);
  addExplain(program, commands);
  return program;
}

function addRun(program: Command, commands: Commands): void {
  program
    .command('run')
    .description('carry out one sync')
    .option(
      '--org <id>',
      'of a connected organization; without it, of the one of SALESFORCE_…',
      organizationId,
    )
    .option('--dry-run', 'compute and log everything, write no Account')
    .option('--approve-mass-change', 'let the mass-change brake go for this run')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExit code: 0 all is well, 1 the run did not do all it should, 2 it could not start.\n\nExamples:\n  isvapp-connector run --dry-run\n  isvapp-connector run --org 00D000000000001AAA\n  isvapp-connector run --json > result.json',
    )
    .action((options: RunOptions) => run(commands, options));
}

function addDoctor(program: Command, commands: Commands): void {
  program
    .command('doctor')
    .description('look at all that a run depends on, and say what to fix; changes nothing')
    .option(
      '--org <id>',
      'of a connected organization; default: the one of the variables SALESFORCE_…',
      organizationId,
    )
    .option('--json', 'print the findings as JSON')
    .addHelpText(
      'after',
      '\nExit code: 0 all is well, 1 something is to be done, 2 it could not start.\n\nExamples:\n  isvapp-connector doctor\n  isvapp-connector doctor --org 00D000000000001AAA --json',
    )
    .action((options: Pick<RunOptions, 'org' | 'json'>) => doctor(commands, options));
}

async function run(commands: Commands, options: RunOptions): Promise<void> {
  const request: RunRequest = {
    runKey: randomUUID(),
    trigger: 'CommandLine',
    dryRun: options.dryRun ?? false,
    massChangeApproved: options.approveMassChange ?? false,
  };
  const progress = commandProgress(commands.isTerminal);
  const result = await (options.org === undefined
    ? commands.run(request, progress)
    : commands.runOf(options.org, request, progress));
  process.stdout.write(
    options.json ? `${JSON.stringify(result, null, 2)}\n` : `${runReport(result)}\n`,
  );
  process.exitCode = exitCodes[result.status];
}

async function doctor(
  commands: Commands,
  { org, json }: Pick<RunOptions, 'org' | 'json'>,
): Promise<void> {
  const findings = await commands.diagnose(org);
  process.stdout.write(
    json ? `${JSON.stringify(findings, null, 2)}\n` : `${doctorReport(findings)}\n`,
  );
  process.exitCode = doctorExitCode(findings);
}

/** A command line that was not understood could not start, which is 2; asking for help is all right. */
function exitAs({ exitCode }: CommanderError): never {
  process.exit(exitCode === 0 ? 0 : 2);
}
