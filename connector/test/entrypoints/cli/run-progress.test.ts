import { describe, expect, it } from 'vitest';
import { terminalProgress } from '../../../src/entrypoints/cli/run-progress.ts';

/** What a terminal shows in the end, with every state that its last line was in. */
function shown(watch: (observer: ReturnType<typeof terminalProgress>) => void) {
  let text = '';
  watch(
    terminalProgress((part) => {
      text += part;
    }),
  );
  const states = text.split('\r\u001B[2K').filter((each) => each !== '');
  const lines = text
    .split('\n')
    .map((line) => line.split('\r\u001B[2K').at(-1) ?? '')
    .filter((line) => line !== '');
  return { states, lines };
}

describe('Progress on a terminal', () => {
  it('is a bar that grows in its place, and a line a step in the end', () => {
    const { states, lines } = shown((run) => {
      run.phaseStarted('Write');
      run.phaseProgressed('Write', 0, 2_000);
      run.phaseProgressed('Write', 1_000, 2_000);
      run.phaseProgressed('Write', 2_000, 2_000);
      run.phaseFinished('Write', 'changes of 2000 Accounts settled');
      run.phaseStarted('Log');
      run.phaseFinished('Log', 'written to the organization');
    });
    expect(states[0]).toBe('  Write      …');
    expect(states.slice(1, 4)).toEqual([
      `  Write      ${'░'.repeat(30)} 0 of 2000`,
      `  Write      ${'█'.repeat(15)}${'░'.repeat(15)} 1000 of 2000`,
      `  Write      ${'█'.repeat(30)} 2000 of 2000`,
    ]);
    expect(lines).toEqual([
      '✓ Write      changes of 2000 Accounts settled',
      '✓ Log        written to the organization',
    ]);
  });

  it.each([undefined, 0])('has no bar where the total is %s', (total) => {
    const { states } = shown((run) => {
      run.phaseProgressed('Accounts', 7, total);
    });
    expect(states[0]).toMatch(/^ {2}Accounts {3}7/);
  });

  it('stays within the bar, whatever is told', () => {
    const { states } = shown((run) => {
      run.phaseProgressed('Write', 9, 3);
      run.phaseProgressed('Write', -1, 3);
    });
    expect(states.map((each) => each.match(/█/g)?.length ?? 0)).toEqual([30, 0]);
  });

  it('leaves nothing of a step that fails in front of the report', () => {
    const { lines } = shown((run) => {
      run.phaseStarted('Connect');
      run.runFailed(new Error('no'));
    });
    expect(lines).toEqual([]);
  });
});
