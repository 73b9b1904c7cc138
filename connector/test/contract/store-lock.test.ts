import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const lockModule = new URL('../../src/adapters/store/embedded/directory-lock.ts', import.meta.url);

it('gives a data directory to one of several processes that find a dead holder at the same moment', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'isvapp-lock-test-'));
  const rounds = Array.from({ length: 150 }, (_, round) => String(round));
  const holder = JSON.stringify({ pid: await deadPid(), host: hostname(), process: 'gone' });
  for (const round of rounds) {
    mkdirSync(join(folder, round));
    writeFileSync(join(folder, round, 'store.lock'), holder);
  }
  const start = Date.now() + 2_000;
  const children = Array.from({ length: 3 }, () =>
    spawn(
      process.execPath,
      ['--input-type=module-typescript', '-e', lockingScript(folder, rounds, start)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    ),
  );
  const held = await Promise.all(
    children.map(async ({ stdout }) => {
      const [answer] = (await once(stdout, 'data')) as [Buffer];
      return JSON.parse(answer.toString()) as string[];
    }),
  );
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
  expect(held.flat().sort()).toEqual([...rounds].sort());
});

/** Takes one folder after the other, each at its moment, tells which it has got, and keeps them. */
function lockingScript(folder: string, rounds: readonly string[], start: number): string {
  return `
    import { lockDirectory } from ${JSON.stringify(lockModule.href)};
    const held = [];
    for (const [index, round] of ${JSON.stringify(rounds)}.entries()) {
      while (Date.now() < ${start} + index * 10);
      try { lockDirectory(${JSON.stringify(folder)} + '/' + round); held.push(round); } catch {}
    }
    console.log(JSON.stringify(held));
    setTimeout(() => {}, 60_000);
  `;
}

/** Number of a process that is no more. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return Number(child.pid);
}
