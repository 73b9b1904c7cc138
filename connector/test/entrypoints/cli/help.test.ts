import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../../../src/entrypoints/cli/command-line.ts';
import { addExplain } from '../../../src/entrypoints/cli/explain-command.ts';
import { addPlan } from '../../../src/entrypoints/cli/plan-command.ts';
import { addRetry } from '../../../src/entrypoints/cli/retry-command.ts';
import { addServiceCommands } from '../../../src/entrypoints/cli/service-commands.ts';

/** Nothing is carried out here. */
const none = {} as Parameters<typeof commandLine>[0] &
  Parameters<typeof addPlan>[1] &
  Parameters<typeof addRetry>[1] &
  Parameters<typeof addExplain>[1];

function program(): Command {
  const all = commandLine(none);
  addServiceCommands(all, () => Promise.reject(new Error('Nothing is carried out here.')));
  addPlan(all, none);
  addRetry(all, none);
  addExplain(all, none);
  return all;
}

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

const commands = leaves(program(), ['isvapp-connector']);
/** What runs until it is stopped, prints a script, or has nothing to tell but that it is done. */
const withoutAnswer = ['serve', 'work', 'migrate', 'completion'];

describe('The help of the command line', () => {
  it.each(commands)('of %s has an example', (words, command) => {
    expect(helpOf(command)).toMatch(new RegExp(`Examples?:\\n(?:.*\\n)*  ${words}`));
  });

  it.each(commands.filter(([, command]) => !withoutAnswer.includes(command.name())))(
    'of %s offers --json',
    (_words, command) => {
      expect(command.options.map(({ long }) => long)).toContain('--json');
    },
  );
});
