import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { completionScripts, shells } from '../../../src/entrypoints/cli/completion-scripts.ts';

const word = (text: string) => ({ text, description: `it's \\ ${text}` });
const places = [
  { path: '', words: [word('orgs'), word('run'), word('--help')] },
  { path: ' run', words: [word('--dry-run'), word('--json'), word('--help')] },
  { path: ' orgs', words: [word('add'), word('list'), word('--help')] },
  { path: ' orgs add', words: [word('--url'), word('--username'), word('--help')] },
];
const script = completionScripts.bash('isvapp-connector', places);

/** What bash offers at the end of the line. */
function offered(line: string): readonly string[] {
  const words = line.split(' ').map((each) => `'${each}'`);
  const asking = `${script}
    COMP_WORDS=(${words.join(' ')})
    COMP_CWORD=${words.length - 1}
    $(complete -p isvapp-connector | sed -E 's/.* -F ([^ ]+) .*/\\1/')
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-c', asking], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((each) => each !== '');
}

describe('completion', () => {
  it.each([
    ['isvapp-connector ', ['orgs', 'run', '--help']],
    ['isvapp-connector o', ['orgs']],
    ['isvapp-connector orgs ', ['add', 'list', '--help']],
    ['isvapp-connector orgs add --u', ['--url', '--username']],
    ['isvapp-connector run --dry-run --j', ['--json']],
    // The value of an option is no command.
    ['isvapp-connector orgs add --username run --url', ['--url']],
    ['isvapp-connector run --nothing', []],
  ])('offers in bash, after "%s", what can follow', (line, expected) => {
    expect(offered(line)).toEqual(expected);
  });

  it.each(shells)('for %s knows every command and option', (shell) => {
    const text = completionScripts[shell]('isvapp-connector', places);
    for (const { path, words } of places) {
      expect(text).toContain(`'${path}'`);
      for (const each of words) expect(text).toContain(each.text);
    }
  });
});
