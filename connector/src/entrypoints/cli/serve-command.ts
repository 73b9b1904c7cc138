import type { Command } from 'commander';

export interface ServeCommands {
  /** Serves the HTTP API until the process is asked to end. */
  serve(): Promise<void>;
}

export function addServe(program: Command, commands: ServeCommands): void {
  program
    .command('serve')
    .description('answer the Lightning app over HTTP, until the process is asked to end')
    .addHelpText(
      'after',
      '\nIt listens on API_HOST and API_PORT, by default on this machine only. Put a proxy with TLS in front of it\nwhere others are to reach it. An OpenAPI description is at /openapi.json, a page to read it at /docs.\n\nExample:\n  isvapp-connector serve',
    )
    .action(() => commands.serve());
}
