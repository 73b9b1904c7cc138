import type { Command } from 'commander';

export interface ServeCommands {
  /** Answers the HTTP API, and carries out runs beside it where it is to, until the process is asked to end. */
  serve(options: { readonly works: boolean }): Promise<void>;
  /** Schedules and carries out the runs of all organizations, likewise. */
  work(): Promise<void>;
}

export function addServe(program: Command, commands: ServeCommands): void {
  program
    .command('serve')
    .description(
      'answer the HTTP API, schedule and carry out the runs of all organizations, until it is told to stop',
    )
    .option('--no-work', 'answer only; runs are carried out by "isvapp-connector work" elsewhere')
    .addHelpText(
      'after',
      '\nIt listens on API_HOST and API_PORT, by default on this machine only. Put a proxy with TLS in front of it\nwhere others are to reach it. An OpenAPI description is at /openapi.json, a page to read it at /docs.\nAn organization that the variables SALESFORCE_… name is connected at the start.\n\nExamples:\n  isvapp-connector serve\n  isvapp-connector serve --no-work',
    )
    .action(({ work }: { readonly work: boolean }) => commands.serve({ works: work }));
  program
    .command('work')
    .description('schedule and carry out the runs of all organizations, until it is told to stop')
    .addHelpText(
      'after',
      '\nWhere HEALTH_PORT is set, it tells there how it is.\n\nExample:\n  isvapp-connector work',
    )
    .action(() => commands.work());
}
