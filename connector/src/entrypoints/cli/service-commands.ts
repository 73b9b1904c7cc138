import { InvalidArgumentError, type Command } from 'commander';
import type { ConnectionTest, RemovedOrganization } from '../../domain/service-status.ts';
import type { Organizations } from '../../ports/organizations.ts';
import type { PastRun } from '../../ports/run-history.ts';
import type { OpenRun } from '../../ports/run-queue.ts';
import { organizationId } from './organization-id.ts';
import { addOrgsAdd, type OrganizationAdding } from './orgs-add-command.ts';
import {
  connectionReport,
  organizationsReport,
  removalReport,
  runsReport,
  type OrganizationRuns,
} from './service-reports.ts';

/** What the commands for many organizations are carried out by. */
export interface ServiceCommands extends OrganizationAdding {
  readonly organizations: Pick<Organizations, 'list' | 'setPaused' | 'renewEncryption'>;
  test(id: string): Promise<ConnectionTest | undefined>;
  remove(id: string): Promise<RemovedOrganization | undefined>;
  openRuns(): Promise<readonly OpenRun[]>;
  newestRuns(organizationId: string, limit: number): Promise<readonly PastRun[]>;
}

/** Opens the service for one command, and closes it after. */
export type WithService = <T>(use: (service: ServiceCommands) => Promise<T>) => Promise<T>;

interface JsonOption {
  readonly json?: true;
}

/** Adds the commands for many organizations to the command line. */
export function addServiceCommands(program: Command, withService: WithService): void {
  addOrgs(program, withService);
  program
    .command('runs')
    .description('list runs that wait, are carried out or have ended')
    .option('--org <id>', 'only those of one organization', organizationId)
    .option('--limit <count>', 'how many ended runs of each organization', wholeNumber, 5)
    .option('--json', 'print them as JSON')
    .addHelpText(
      'after',
      examples('isvapp-connector runs', 'isvapp-connector runs --org 00D000000000001AAA --json'),
    )
    .action((options: JsonOption & { readonly org?: string; readonly limit: number }) =>
      withService(async (service) => {
        const runs = await runsOf(service, options.org, options.limit);
        print(runs, options, runsReport);
      }),
    );
  program
    .command('migrate')
    .description('bring the tables in the database up to date')
    .option('--json', 'print that it is done as JSON')
    .addHelpText('after', examples('isvapp-connector migrate'))
    // Whatever opens the store does so; this is for a deployment that wants it done before workers start.
    .action((options: JsonOption) =>
      withService(() => {
        print({ done: 'migrate' }, options, () => 'The tables are up to date.');
        return Promise.resolve();
      }),
    );
}

function addOrgs(program: Command, withService: WithService): void {
  const orgs = program
    .command('orgs')
    .description('organizations that the connector is connected to');
  addOrgsAdd(orgs, withService);
  orgs
    .command('list')
    .description('list them with their next run')
    .option('--json', 'print them as JSON')
    .addHelpText('after', examples('isvapp-connector orgs list --json'))
    .action((options: JsonOption) =>
      withService(async ({ organizations }) => {
        print(await organizations.list(), options, organizationsReport);
      }),
    );
  addTest(orgs, withService);
  addRemove(orgs, withService);
  addPause(orgs, withService);
  addRotateKey(orgs, withService);
}

function addTest(orgs: Command, withService: WithService): void {
  orgs
    .command('test')
    .argument('<id>', 'organization id', organizationId)
    .description('sign in to one and say what answers; changes nothing')
    .option('--json', 'print it as JSON')
    .addHelpText('after', examples('isvapp-connector orgs test 00D000000000001AAA'))
    .action((id: string, options: JsonOption) =>
      withService(async (service) => {
        print((await service.test(id)) ?? notConnected(id), options, connectionReport);
      }),
    );
}

function addRemove(orgs: Command, withService: WithService): void {
  orgs
    .command('remove')
    .argument('<id>', 'organization id', organizationId)
    .description(
      'forget one and its secret, and revoke what was approved in a browser; what was written stays',
    )
    .option('--json', 'print what was done as JSON')
    .addHelpText(
      'after',
      `\nExit code: 0 removed, 1 removed here, but Salesforce could not be told that its access has ended, 2 not removed.\n${examples('isvapp-connector orgs remove 00D000000000001AAA')}`,
    )
    .action((id: string, options: JsonOption) =>
      withService(async (service) => {
        const removed = (await service.remove(id)) ?? notConnected(id);
        print({ ...removed, done: 'remove' }, options, removalReport);
        if (removed.access === 'not-revoked') process.exitCode = 1;
      }),
    );
}

function addPause(orgs: Command, withService: WithService): void {
  for (const { name, isPaused, description, done } of [
    {
      name: 'pause',
      isPaused: true,
      description: 'stop its scheduled runs and looking for requested ones',
      done: 'is paused.',
    },
    {
      name: 'resume',
      isPaused: false,
      description: 'go on with a paused one',
      done: 'goes on.',
    },
  ])
    orgs
      .command(name)
      .argument('<id>', 'organization id', organizationId)
      .description(description)
      .option('--json', 'print what was done as JSON')
      .addHelpText('after', examples(`isvapp-connector orgs ${name} 00D000000000001AAA`))
      .action((id: string, options: JsonOption) =>
        withService(async ({ organizations }) => {
          if (!(await organizations.setPaused(id, isPaused))) notConnected(id);
          print({ organizationId: id, done: name }, options, () => `${id} ${done}`);
        }),
      );
}

function addRotateKey(orgs: Command, withService: WithService): void {
  orgs
    .command('rotate-key')
    .description(
      'encrypt all secrets under ENCRYPTION_KEY that are still under ENCRYPTION_KEY_PREVIOUS',
    )
    .option('--json', 'print how many as JSON')
    .addHelpText('after', examples('isvapp-connector orgs rotate-key'))
    .action((options: JsonOption) =>
      withService(async ({ organizations }) => {
        const secrets = await organizations.renewEncryption();
        print({ secrets }, options, () => renewed(secrets));
      }),
    );
}

function renewed(secrets: number): string {
  const what = secrets === 1 ? '1 secret is' : `${secrets} secrets are`;
  return `${what} encrypted anew. ENCRYPTION_KEY_PREVIOUS is not needed any more.`;
}

async function runsOf(
  service: ServiceCommands,
  organizationId: string | undefined,
  limit: number,
): Promise<readonly OrganizationRuns[]> {
  const open = await service.openRuns();
  const all = await service.organizations.list();
  const chosen = all.filter(({ id }) => organizationId === undefined || id === organizationId);
  if (organizationId !== undefined && chosen.length === 0) notConnected(organizationId);
  return Promise.all(
    chosen.map(async ({ id, name }) => ({
      organizationId: id,
      name,
      open: open.filter((run) => run.organizationId === id),
      ended: await service.newestRuns(id, limit),
    })),
  );
}

function notConnected(id: string): never {
  throw new Error(`No organization ${id} is connected; "orgs list" shows those that are.`);
}

function wholeNumber(given: string): number {
  const number = Number(given);
  if (!Number.isInteger(number) || number < 0)
    throw new InvalidArgumentError(`"${given}" is not a whole number.`);
  return number;
}

function print<T>(content: T, { json }: JsonOption, report: (content: T) => string): void {
  say(json ? JSON.stringify(content, null, 2) : report(content));
}

function say(words: string): void {
  process.stdout.write(`${words}\n`);
}

function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
