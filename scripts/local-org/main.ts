import { once } from 'node:events';
import { Command, InvalidArgumentError } from 'commander';
import { analyticsFolder } from './api/app-analytics/analytics-files.ts';
import { dataFolder } from './data-folder.ts';
import { faultCommand } from './faults/fault-command.ts';
import { StartMistake } from './start-mistake.ts';
import { startLocalOrg, type RunningOrg } from './start.ts';

interface Arguments {
  readonly port: number;
  readonly host: string;
  readonly data?: string;
  readonly username?: string;
  readonly allowance: number;
  readonly jobDelay: number;
  readonly control: boolean;
  readonly appAnalytics?: string;
  readonly simulation: boolean;
}

const program = new Command('local-org')
  .description(
    'Runs a stand-in of a Salesforce org on this machine. It is not Salesforce; see scripts/local-org/README.md.',
  )
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .option('--port <number>', 'port to listen on; 0 takes any that is free', portNumber, 7070)
  .option('--host <address>', '127.0.0.1, ::1 or localhost', '127.0.0.1')
  .option(
    '--data <folder>',
    'keep the org and its key in this folder; without it the org is gone when it stops',
  )
  .option('--username <name>', 'user that client credentials act as (default: the administrator)')
  .option('--allowance <calls>', 'API calls in 24 hours', wholeNumber, 15_000)
  .option('--job-delay <ms>', 'how long Bulk jobs wait before they start', wholeNumber, 500)
  .option('--control', 'let faults be asked for at /local-org/faults', false)
  .option('--app-analytics <folder>', 'files that App Analytics requests are answered from')
  .option('--simulation', 'App Analytics gives sample data only', false)
  .enablePositionalOptions()
  .action(serveOrExplain)
  .addCommand(faultCommand());

await program.parseAsync();

async function serveOrExplain(): Promise<void> {
  try {
    await serve(program.opts<Arguments>());
  } catch (error) {
    if (!(error instanceof StartMistake)) throw error;
    program.error(`error: ${error.message}`, { exitCode: 2 });
  }
}

async function serve(given: Arguments): Promise<void> {
  // Listened for before the start, so that stopping it half-way leaves nothing behind either.
  const stop = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await using opened = new AsyncDisposableStack();
  const folder = dataFolder(given.data);
  opened.defer(folder.remove);
  const running = await startLocalOrg({
    ...folder.options,
    port: given.port,
    host: given.host,
    allowance: given.allowance,
    jobLatency: { queuedMs: given.jobDelay },
    control: given.control,
    appAnalytics: {
      simulates: given.simulation,
      ...(given.appAnalytics !== undefined && { source: analyticsFolder(given.appAnalytics) }),
    },
    ...(given.username !== undefined && { runAs: given.username }),
  });
  opened.defer(() => running.close());
  printAddress(running, folder.privateKeyPath, given.control);
  await stop;
}

function printAddress(
  { url, client, org, apiUsage }: RunningOrg,
  keyPath: string,
  hasControl: boolean,
): void {
  const administrator = org.asUser(org.administratorId);
  const users = Array.from(
    administrator.query('SELECT Username, Name, IsActive FROM User ORDER BY Username').rows,
    ([username, name, isActive]) =>
      `${username as string} (${name as string}${isActive === true ? '' : ', inactive'})`,
  );
  const lines = [
    `A local org is listening on ${url}`,
    `  organization   ${org.organizationId}`,
    `  client id      ${client.clientId}`,
    `  client secret  ${client.clientSecret}`,
    `  private key    ${keyPath}`,
    `  users          ${users.join('\n                 ')}`,
    `  API calls      ${apiUsage.limit} in 24 hours`,
    hasControl ? `  faults         POST ${url}/local-org/faults` : '',
    'Sign in with the Salesforce CLI:',
    `  sf org login jwt --instance-url ${url} --client-id ${client.clientId} --jwt-key-file ${keyPath} --username ${client.runAs} --alias local`,
    'Stop with Ctrl+C.',
  ];
  console.log(lines.filter((line) => line !== '').join('\n'));
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0)
    throw new InvalidArgumentError('Give a whole number.');
  return number;
}

function portNumber(text: string): number {
  const number = wholeNumber(text);
  if (number > 65_535) throw new InvalidArgumentError('Give a port from 0 to 65535.');
  return number;
}
