import { Argument, type Command } from 'commander';
import { completionScripts, shells, type Place, type Shell } from './completion-scripts.ts';

export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('print a script that lets a shell complete commands and options')
    .addArgument(new Argument('<shell>', 'which shell').choices(shells))
    .addHelpText(
      'after',
      '\nExamples:\n  isvapp-connector completion bash > /etc/bash_completion.d/isvapp-connector\n  isvapp-connector completion zsh > ~/.zfunc/_isvapp-connector\n  isvapp-connector completion fish > ~/.config/fish/completions/isvapp-connector.fish',
    )
    .action((shell: Shell) => {
      process.stdout.write(completionScripts[shell](program.name(), placesOf(program, '')));
    });
}

/** The program and each of its commands, with what can follow there. */
function placesOf(command: Command, path: string): readonly Place[] {
  const { commands, options } = command;
  const names = commands.map((each) => ({ text: each.name(), description: each.description() }));
  const flags = options.flatMap(({ long, description }) =>
    long ? [{ text: long, description }] : [],
  );
  const help = { text: '--help', description: 'display help' };
  return [
    { path, words: [...names, ...flags, help] },
    ...commands.flatMap((each) => placesOf(each, `${path} ${each.name()}`)),
  ];
}
