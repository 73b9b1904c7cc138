import { InvalidArgumentError, type Command } from 'commander';
import type { AccountExplanation } from '../../domain/account-explanation.ts';
import { id18, isSalesforceId } from '../../domain/salesforce-id.ts';
import { explainReport } from './explain-report.ts';
import { organizationId } from './organization-id.ts';

export interface ExplainCommands {
  /** Without an organization, that of SALESFORCE_…; undefined where the Account was not in the scope of the last run. */
  explain(
    organizationId: string | undefined,
    accountId: string,
  ): Promise<AccountExplanation | undefined>;
}

interface ExplainOptions {
  readonly account: string;
  readonly org?: string;
  readonly json?: true;
}

export function addExplain(program: Command, commands: ExplainCommands): void {
  program
    .command('explain')
    .description(
      'say why an Account has the values it has, and where its seats and renewal come from',
    )
    .requiredOption('--account <id>', 'the Account, 15 or 18 characters', accountId)
    .option(
      '--org <id>',
      'of a connected organization; without it, of the one of SALESFORCE_…',
      organizationId,
    )
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      '\nIt tells what the newest run decided and what was written.\n\nExit code: 0 explained, 1 the Account was not in the scope of that run, 2 it could not start.\n\nExamples:\n  isvapp-connector explain --account 001000000000001AAA\n  isvapp-connector explain --account 001000000000001AAA --org 00D000000000001AAA --json',
    )
    .action((options: ExplainOptions) => explain(commands, options));
}

async function explain(
  commands: ExplainCommands,
  { org, account, json }: ExplainOptions,
): Promise<void> {
  const explanation = await commands.explain(org, account);
  if (!explanation) {
    process.stderr.write(
      `The Account ${account} was not in the scope of the last run. The administrator decides about the scope in the settings; an Account that was licensed lately is in it after the next run.\n`,
    );
    process.exitCode = 1;
    return;
  }
  process.stdout.write(
    `${json ? JSON.stringify(explanation, null, 2) : explainReport(explanation)}\n`,
  );
}

function accountId(text: string): string {
  if (isSalesforceId(text) && text.startsWith('001')) return id18(text);
  throw new InvalidArgumentError('It takes an Account id, which begins with 001.');
}
