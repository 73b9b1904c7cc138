import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDirectory } from '../../../src/adapters/store/embedded/directory-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isvapp-lock-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function writeLock(holder: object | string, file = 'store.lock'): void {
  const text = typeof holder === 'string' ? holder : JSON.stringify(holder);
  writeFileSync(join(folder, file), text);
}

/** Number of a process that is no more. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return Number(child.pid);
}

/** What a process says that takes the lock where no file can grow: the disk is full, as far as it can tell. */
async function lockedOnFullDisk(): Promise<string> {
  const module = new URL('../../../src/adapters/store/embedded/directory-lock.ts', import.meta.url);
  const script = `
    const { lockDirectory } = await import(${JSON.stringify(module.href)});
    try { lockDirectory(${JSON.stringify(folder)}); console.log('locked'); }
    catch (error) { console.log(error.message); }`;
  const limited = `trap '' XFSZ; ulimit -f 0; exec "$0" --input-type=module --eval "$1"`;
  const child = spawn('bash', ['-c', limited, process.execPath, script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child, 'close');
  return said;
}

describe('the lock of a data directory', () => {
  it('leaves nothing behind that would keep the next out, where the disk is full', async () => {
    for (const dead of [undefined, { pid: await deadPid(), host: hostname(), process: 'gone' }]) {
      if (dead) writeLock(dead);
      expect(await lockedOnFullDisk()).toMatch(
        /^The data directory .* can't be written: EFBIG.*Make room on its disk/,
      );
      expect(readdirSync(folder)).toEqual(dead ? ['store.lock'] : []);
      lockDirectory(folder).release();
    }
  });

  it('is a file that names its holder and goes with its release', () => {
    const lock = lockDirectory(join(folder, 'made', 'by the lock'));
    const file = join(folder, 'made', 'by the lock', 'store.lock');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      pid: process.pid,
      host: hostname(),
    });
    lock.release();
    expect(readdirSync(join(folder, 'made', 'by the lock'))).toEqual([]);
  });

  it('is refused while it is held, and had again after its release', () => {
    const lock = lockDirectory(folder);
    expect(() => lockDirectory(folder)).toThrow(`in use by process ${process.pid}`);
    expect(() => lockDirectory(folder)).toThrow(
      /"serve", it carries out runs itself.*POST \/v1\/runs/,
    );
    expect(existsSync(join(folder, 'store.lock.gate'))).toBe(false);
    lock.release();
    lockDirectory(folder).release();
  });

  it('is taken over from a process that is gone', async () => {
    writeLock({ pid: await deadPid(), host: hostname(), process: 'gone' });
    lockDirectory(folder).release();
  });

  it('is taken over from an earlier process that had our number, as in a container started anew', () => {
    writeLock({ pid: process.pid, host: hostname(), process: 'an earlier start' });
    lockDirectory(folder).release();
  });

  it('is not taken from a process of another host, which may well be running', async () => {
    writeLock({ pid: await deadPid(), host: 'elsewhere', process: 'gone' });
    expect(() => lockDirectory(folder)).toThrow(
      `delete ${join(folder, 'store.lock')} and start again`,
    );
  });

  it.each(['', '{"pid":', 'null', '[]', '{"pid":"1"}'])(
    'is not taken from a holder whose name %j cannot be read',
    (text) => {
      writeLock(text);
      expect(() => lockDirectory(folder)).toThrow('host unknown');
    },
  );

  it('is refused while another process is about to take it', () => {
    writeLock({ pid: process.ppid, host: hostname(), process: 'another' }, 'store.lock.gate');
    expect(() => lockDirectory(folder)).toThrow('store.lock.gate');
  });

  it('is had although a process was killed while it was about to take it', async () => {
    writeLock({ pid: await deadPid(), host: hostname(), process: 'gone' }, 'store.lock.gate');
    lockDirectory(folder).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not released for another who has it by now', () => {
    const lock = lockDirectory(folder);
    writeLock({ pid: 1, host: hostname(), process: 'another' });
    lock.release();
    expect(existsSync(join(folder, 'store.lock'))).toBe(true);
  });
});
