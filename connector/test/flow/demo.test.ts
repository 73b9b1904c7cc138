import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

/** Runs the demo as a newcomer does. Ends only when the process has: nothing may be left running. */
async function demo(
  ...options: readonly string[]
): Promise<{ readonly exitCode: unknown; readonly output: string }> {
  const child = spawn(process.execPath, ['scripts/demo.ts', ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [exitCode] = (await once(child, 'close')) as [unknown];
  return { exitCode, output };
}

describe('the demo', () => {
  it('shows a sync from end to end, a second one that writes nothing, and ends', async () => {
    const { exitCode, output } = await demo('--accounts', '100');
    expect(output).toMatch(
      /\n\S.*→ NULL +not licensed for Acme Tournaments: License L-\d+ is Uninstalled/s,
    );
    expect(output).toMatch(
      /\n\d+ requests to App Analytics: \d+ Complete; [1-9][\d.]* MB fetched\n/,
    );
    expect(output).toContain('values were right already; nothing was written.');
    expect(output).toMatch(/RUN-000002/);
    expect(exitCode).toBe(0);
  }, 300_000);

  it('says what it takes', async () => {
    const { exitCode, output } = await demo('--accounts', 'many');
    expect(output).toContain('It takes a whole number of at least 100.');
    expect(exitCode).not.toBe(0);
  });
});
