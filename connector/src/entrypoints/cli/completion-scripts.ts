export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

interface Word {
  readonly text: string;
  readonly description: string;
}

/** A place on the command line: the names of commands before it, each with a blank in front, and what can follow. */
export interface Place {
  readonly path: string;
  readonly words: readonly Word[];
}

type Script = (program: string, places: readonly Place[]) => string;

/** Scripts in the language of each shell. Where no command or option fits, files are completed. */
export const completionScripts: Readonly<Record<Shell, Script>> = {
  bash: (program, places) => {
    const name = functionName(program);
    return `# Completion of ${program} for bash.
${name}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" at="" words="" index
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$at \${COMP_WORDS[index]}" in
      ${paths(places).map(quoted).join(' | ')}) at="$at \${COMP_WORDS[index]}" ;;
    esac
  done
  case "$at" in
${places.map(({ path, words }) => `    ${quoted(path)}) words=${quoted(textsOf(words))} ;;`).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F ${name} ${program}
`;
  },
  zsh: (program, places) => {
    const name = functionName(program);
    return `#compdef ${program}
# Completion of ${program} for zsh.
${name}() {
  local at="" index
  for ((index = 2; index < CURRENT; index++)); do
    case "$at \${words[index]}" in
      ${paths(places).map(quoted).join('|')}) at="$at \${words[index]}" ;;
    esac
  done
  case "$at" in
${places.map(({ path, words }) => `    ${quoted(path)}) compadd -- ${textsOf(words)} && return ;;`).join('\n')}
  esac
  _files
}
compdef ${name} ${program}
# Loaded by zsh as the function that completes, it does so at once.
if [[ \${funcstack[1]} == _${program} ]]; then ${name} "$@"; fi
`;
  },
  fish: (program, places) => {
    const name = `_${functionName(program)}_at`;
    const line = ({ path }: Place, { text, description }: Word): string =>
      `complete -c ${program} -n "${name} '${path}'" -a '${text}' -d '${escaped(description)}'`;
    return `# Completion of ${program} for fish.
function ${name}
  set -l at ''
  for word in (commandline -opc)[2..-1]
    switch "$at $word"
      case ${paths(places).map(quoted).join(' ')}
        set at "$at $word"
    end
  end
  test "$at" = "$argv[1]"
end
${places.flatMap((place) => place.words.map((word) => line(place, word))).join('\n')}
`;
  },
};

function functionName(program: string): string {
  return `_${program.replaceAll('-', '_')}`;
}

/** Of every command; the program itself is where each begins. */
function paths(places: readonly Place[]): readonly string[] {
  return places.map(({ path }) => path).filter((path) => path !== '');
}

function textsOf(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(' ');
}

/** Names of commands and options have no quotes in them. */
const quoted = (text: string): string => `'${text}'`;

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
}
