import type { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PastRun } from '../../../src/ports/run-history.ts';
import { commandLine, type Commands } from '../../../src/entrypoints/cli/command-line.ts';
import type { ServiceCommands } from '../../../src/entrypoints/cli/service-commands.ts';

const id = '00D000000000001AAA';
const at = new Date('2026-11-24T10:00:00Z');
const organization = {
  id,
  name: 'Acme',
  instanceUrl: 'https://acme.my.salesforce.com',
  allowLocalAddress: false,
  authKind: 'client-credentials',
  packageNamespace: '',
  isPaused: false,
  schedule: { dailyStart: '23:30', timeZone: 'UTC' },
  nextRunAt: at,
  nextPollAt: at,
  addedAt: at,
} as const;
const run = { runKey: 'r', status: 'Succeeded', startedAt: at } as unknown as PastRun;
const key = {
  id: '0123456789abcdef',
  organizationId: id,
  name: 'reporting',
  scope: 'read',
  createdAt: at,
  expiresAt: null,
  revokedAt: null,
} as const;

/** Answers as a service does that has one organization. */
const service = {
  organizations: {
    list: () => Promise.resolve([organization]),
    setPaused: () => Promise.resolve(true),
    renewEncryption: () => Promise.resolve(1),
  },
  add: () => Promise.resolve(organization),
  published: () => Promise.resolve({ metrics: 42, problem: null }),
  remove: () => Promise.resolve({ organizationId: id, access: 'none-approved', problem: null }),
  test: () =>
    Promise.resolve({ organization, isSandbox: false, timeZone: 'UTC', usage: undefined }),
  openRuns: () => Promise.resolve([]),
  newestRuns: () => Promise.resolve([run]),
} as unknown as ServiceCommands;

const doing = {
  isTerminal: false,
  version: '1.2.3',
  run: () => Promise.resolve(run),
  runOf: () => Promise.resolve(run),
  diagnose: () => Promise.resolve([{ check: 'clock', state: 'ok', found: 'It is right.' }]),
  ingest: () => Promise.resolve([{ path: 'a.csv', rejection: undefined }]),
  addKey: () => Promise.resolve({ key, token: 'isv_token' }),
  listKeys: () => Promise.resolve([key]),
  revokeKey: () => Promise.resolve(true),
  plan: () => Promise.resolve({ status: 'Succeeded', mappings: [], entries: [] }),
  retry: () => Promise.resolve({ ofRun: 'r', values: 1, result: run }),
  explain: () => Promise.resolve({ accountId: '001000000000001AAA', values: [] }),
  withService: <T>(use: (opened: ServiceCommands) => Promise<T>) => use(service),
} as unknown as Commands;

/** The commands that do something, with the words that lead to them. */
function leaves(command: Command, words: readonly string[]): readonly [string, Command][] {
  if (command.commands.length === 0) return [[words.join(' '), command]];
  return command.commands.flatMap((each) => leaves(each, [...words, each.name()]));
}

function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  return help;
}

const commands = leaves(commandLine(doing), []);

/** These run until they are told to stop, or print a script: there is nothing to print as JSON. */
const withoutAnswer = ['serve', 'work', 'completion'];

/** What each of the others is told. */
const told: Readonly<Record<string, readonly string[]>> = {
  run: ['--dry-run'],
  doctor: [],
  ingest: ['a.csv'],
  'keys add': ['reporting'],
  'keys list': [],
  'keys revoke': [key.id],
  'orgs add': [
    ...['--url', organization.instanceUrl, '--client-id', 'x'],
    ...['--client-secret-file', new URL(import.meta.url).pathname],
  ],
  'orgs list': [],
  'orgs test': [id],
  'orgs remove': [id],
  'orgs pause': [id],
  'orgs resume': [id],
  'orgs rotate-key': [],
  runs: [],
  migrate: [],
  plan: [],
  retry: ['--failed'],
  explain: ['--account', '001000000000001AAA'],
};

let out: string;
let err: string;
beforeEach(() => {
  out = '';
  err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((out += String(text))));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((err += String(text))));
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

describe('Every command of the command line', () => {
  it.each(commands)('%s has an example in its help', (words, command) => {
    expect(helpOf(command)).toMatch(
      new RegExp(`Examples?:\\n(?:.*\\n)*  isvapp-connector ${words}`),
    );
  });

  it.each(commands.filter(([words]) => !withoutAnswer.includes(words)))(
    '%s with --json prints JSON, and nothing else',
    async (words) => {
      const rest = told[words];
      if (!rest) throw new Error(`Say here what "${words}" is told.`);
      await commandLine(doing).parseAsync([...words.split(' '), ...rest, '--json'], {
        from: 'user',
      });
      expect(JSON.parse(out)).toEqual(expect.anything());
      expect(err).toBe('');
    },
  );
});

describe('What can not be understood', () => {
  class Ended extends Error {}
  const ended = async (...words: readonly string[]): Promise<unknown> => {
    let code: unknown;
    vi.spyOn(process, 'exit').mockImplementation((given) => {
      code = given;
      throw new Ended();
    });
    await expect(commandLine(doing).parseAsync([...words], { from: 'user' })).rejects.toThrow(
      Ended,
    );
    return code;
  };

  it.each([
    [['retry'], /--failed/],
    [['explain'], /--account/],
    [['explain', '--account', '00D000000000001AAA'], /begins with 001/],
    [['plan', '--dry-run'], /unknown option/],
    [['orgs', 'pause', '001000000000001AAA'], /begins with 00D/],
    [['doctor', '--org', 'acme'], /begins with 00D/],
    [['runs', '--limit', 'many'], /not a whole number/],
    [['frobnicate'], /unknown command/],
  ])('%j ends with 2 and says why', async (words, why) => {
    expect(await ended(...words)).toBe(2);
    expect(err).toMatch(why);
    expect(out).toBe('');
  });

  it('--version ends with 0 and prints the version alone', async () => {
    expect(await ended('--version')).toBe(0);
    expect(out).toBe('1.2.3\n');
  });

  it.each(['plan', 'retry', 'explain', 'run', 'doctor'])(
    '%s --help ends with 0 and tells the exit codes',
    async (name) => {
      expect(await ended(name, '--help')).toBe(0);
      expect(out).toMatch(/Exit code: 0 /);
    },
  );
});
