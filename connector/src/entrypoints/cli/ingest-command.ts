import type { Command } from 'commander';
import type { TakenInFile } from '../../ports/usage-intake.ts';
import { organizationId } from './organization-id.ts';

export interface IngestCommands {
  /** Takes in copies of App Analytics files, of one organization where it is named. */
  ingest(
    paths: readonly string[],
    organizationId: string | undefined,
  ): Promise<readonly TakenInFile[]>;
}

export function addIngest(program: Command, commands: IngestCommands): void {
  program
    .command('ingest')
    .description('take App Analytics files in now, each whole or not at all')
    .argument('<files...>', 'files such as PackageUsageLog_2026-11-22.csv.gz')
    .option('--org <id>', 'the organization they are of, where many are connected', organizationId)
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nThe files stay where they are; copies go through the inbox, and bad ones lie in its folder "rejected". The next run\nwrites the numbers and offers new metrics in the organization. While a worker is up, put files into the inbox instead.\n\nIt ends with 0 where all were taken, with 1 where one was rejected, with 2 where it could not start.\n\nExamples:\n  isvapp-connector ingest usage/*.csv.gz\n  isvapp-connector ingest --org 00D000000000001AAA PackageUsageSummary_2026-10.csv',
    )
    .action(async (paths: readonly string[], { org, json }: IngestOptions) => {
      const files = await commands.ingest(paths, org);
      process.stdout.write(`${json ? asJson(files) : report(files)}\n`);
      if (files.some(({ rejection }) => rejection !== undefined)) process.exitCode = 1;
    });
}

interface IngestOptions {
  readonly org?: string;
  readonly json?: true;
}

function report(files: readonly TakenInFile[]): string {
  const lines = files.map(({ path, rejection }) =>
    rejection === undefined ? `taken     ${path}` : `rejected  ${path}: ${rejection}`,
  );
  const isNew = files.some(({ rejection }) => rejection === undefined);
  // Neither the store nor the organization is asked here, so that files can be brought while both are away.
  const next =
    'The next run counts with what was taken, and offers new metrics in the organization.';
  return [...lines, ...(isNew ? [next] : [])].join('\n');
}

/** A file without a rejection has a null: absent could mean an older version. */
function asJson(files: readonly TakenInFile[]): string {
  const rows = files.map(({ path, rejection = null }) => ({
    path,
    taken: rejection === null,
    rejection,
  }));
  return JSON.stringify(rows, null, 2);
}
