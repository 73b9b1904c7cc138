import { InvalidArgumentError, Option, type Command } from 'commander';
import { apiScopes, type ApiKey, type ApiScope } from '../../domain/api-key.ts';
import { isCalendarDate } from '../../domain/calendar-date.ts';
import { organizationId } from './organization-id.ts';

/** What a new key is to be. */
export interface NewKey {
  readonly name: string;
  readonly scope: ApiScope;
  /** 18 characters; null for all; undefined for the one that is connected. */
  readonly organizationId: string | null | undefined;
  readonly expiresAt: Date | null;
}

export interface KeyCommands {
  addKey(request: NewKey): Promise<{ readonly key: ApiKey; readonly token: string }>;
  listKeys(): Promise<readonly ApiKey[]>;
  revokeKey(id: string): Promise<boolean>;
  now(): Date;
}

interface AddOptions {
  readonly scope: ApiScope;
  readonly org?: string;
  readonly allOrganizations?: true;
  readonly expires?: Date;
  readonly json?: true;
}

/** Keys of the HTTP API. */
export function addKeys(program: Command, commands: KeyCommands): void {
  const keys = program.command('keys').description('issue, list and revoke keys of the HTTP API');
  keys
    .command('add')
    .argument('<name>', 'whom or what it is for', keyName)
    .description('issue a key for one organization or all; it is shown once')
    .addOption(
      new Option('--scope <scope>', 'read; operate also starts runs; admin everything')
        .choices([...apiScopes])
        .default('operate'),
    )
    .option('--org <id>', 'the organization, 15 or 18 characters', organizationId)
    .addOption(
      new Option('--all-organizations', 'for an operator, who looks after all of them').conflicts(
        'org',
      ),
    )
    .option('--expires <day>', 'the first day on which it no longer holds, UTC', (text) =>
      dayAfter(commands.now(), text),
    )
    .option('--json', 'print the key as JSON')
    .addHelpText(
      'after',
      '\nThe Lightning app needs a key with the scope operate: enter it in Setup, Named Credentials, External Credentials,\nISVapp Connector. The embedded database is used by one process at a time: stop "serve" while you issue a key.\n\nExamples:\n  isvapp-connector keys add "Lightning app"\n  isvapp-connector keys add reporting --scope read --expires 2027-12-31\n  isvapp-connector keys add operations --scope admin --all-organizations',
    )
    .action((name: string, options: AddOptions) => add(commands, name, options));
  keys
    .command('list')
    .description('list the keys, without their secrets')
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExamples:\n  isvapp-connector keys list --json')
    .action(async ({ json }: { readonly json?: true }) => {
      const all = await commands.listKeys();
      print(json ? JSON.stringify(all, null, 2) : keyLines(all));
    });
  keys
    .command('revoke <id>')
    .description('end a key at once')
    .option('--json', 'print what was done as JSON')
    .addHelpText('after', '\nExamples:\n  isvapp-connector keys revoke 3f9a1c0d5e7b2846')
    .action(async (id: string, { json }: { readonly json?: true }) => {
      if (!(await commands.revokeKey(id)))
        throw new Error(`There is no key ${id} that holds. "keys list" shows them.`);
      print(json ? JSON.stringify({ id, done: 'revoke' }) : `The key ${id} no longer holds.`);
    });
}

/** As the HTTP API has it: a name is one line of the list. */
function keyName(text: string): string {
  if (/^\P{Cc}{1,100}$/u.test(text)) return text;
  throw new InvalidArgumentError('A name has 1 to 100 characters, and no line breaks.');
}

async function add(
  commands: KeyCommands,
  name: string,
  { scope, org, allOrganizations, expires, json }: AddOptions,
): Promise<void> {
  const organizationId = allOrganizations ? null : org;
  const request = { name, scope, organizationId, expiresAt: expires ?? null };
  const { key, token } = await commands.addKey(request);
  // The key alone goes to standard output, so that it can be piped into a secret store.
  if (!json) {
    process.stderr.write(
      `A key with the scope ${key.scope} for ${whose(key)}. It is not shown again:\n`,
    );
  }
  print(json ? JSON.stringify({ ...key, token }, null, 2) : token);
}

function whose({ organizationId: id }: ApiKey): string {
  return id === null ? 'all organizations' : `the organization ${id}`;
}

/** A line a key. */
export function keyLines(keys: readonly ApiKey[]): string {
  if (keys.length === 0) return 'There is no key yet. "keys add" issues one.';
  return keys
    .map(({ id, name, scope, organizationId: org, createdAt, expiresAt, revokedAt }) => {
      const until = expiresAt ? `, until ${dayOf(expiresAt)}` : '';
      const state = revokedAt ? `, revoked ${dayOf(revokedAt)}` : until;
      return `${id}  ${scope.padEnd(7)}  ${(org ?? 'all').padEnd(18)}  ${name} (since ${dayOf(createdAt)}${state})`;
    })
    .join('\n');
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function dayAfter(now: Date, text: string): Date {
  if (!isCalendarDate(text)) throw new InvalidArgumentError('It takes a day such as 2027-12-31.');
  const start = new Date(`${text}T00:00:00Z`);
  if (start > now) return start;
  throw new InvalidArgumentError('That day has begun: the key would never hold.');
}
