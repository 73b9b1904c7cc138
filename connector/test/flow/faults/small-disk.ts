import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A disk of its own for processes of a test, which can be filled. */
export interface SmallDisk extends AsyncDisposable {
  /** Where processes that are started on it find it. */
  readonly folder: string;
  /** Where this process finds it. */
  readonly path: string;
  /** The command that has another find the disk in its folder. */
  on(command: readonly [program: string, ...words: string[]]): [program: string, words: string[]];
  /** Takes all the room that is left. */
  fill(): Promise<void>;
  /** Gives the room back that was taken. */
  makeRoom(): Promise<void>;
}

/**
 * A disk in memory, mounted in a namespace that one process keeps and others enter. It needs no rights on the machine, as
 * a mount of its own would, and ends with its process, whatever becomes of the test. A limit on the size of files
 * (`ulimit -f`) is no full disk: it refuses with another error, with a signal, and only the large ones; a replacement
 * of the C library's functions needs a compiler, and misses what the kernel is asked by other ways.
 *
 * @throws where the machine allows no namespaces: what a full disk does can't be told there
 */
export async function openSmallDisk(megabytes: number): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'isvapp-small-disk-'));
  const keeper = keepDisk(folder, megabytes);
  await mounted(keeper);
  const path = join(`/proc/${String(keeper.pid)}/root`, folder);
  const ballast = join(path, 'ballast');
  return {
    folder,
    path,
    on: ([program, ...words]) => {
      const entering = ['--preserve-credentials', '--user', '--mount'];
      const target = ['--target', String(keeper.pid), '--wd=' + folder];
      return ['nsenter', [...entering, ...target, program, ...words]];
    },
    fill: () => takeAll(ballast),
    makeRoom: () => rm(ballast),
    [Symbol.asyncDispose]: async () => {
      const ended = once(keeper, 'exit');
      keeper.stdin?.end();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

/** Keeps the disk until its standard input ends. */
function keepDisk(folder: string, megabytes: number): ChildProcess {
  const mount = 'mount -t tmpfs -o size="$2"m small "$1" && echo mounted && exec cat';
  const namespaces = ['--user', '--map-root-user', '--mount'];
  return spawn('unshare', [...namespaces, 'sh', '-c', mount, 'sh', folder, String(megabytes)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

async function mounted(keeper: ChildProcess): Promise<void> {
  if (!keeper.stdout) throw new TypeError('The process that keeps the disk has no output.');
  const refused = once(keeper, 'exit').then(([code]) => {
    throw new Error(
      `No disk can be made for the test (unshare ended with ${String(code)}): the machine has to allow user and mount namespaces.`,
    );
  });
  await Promise.race([once(createInterface(keeper.stdout), 'line'), refused]);
}

const blockSizes = [1_048_576, 4_096];

async function takeAll(path: string): Promise<void> {
  const file = await open(path, 'a');
  try {
    for (const size of blockSizes) await appendWhileRoom(file, Buffer.alloc(size));
  } finally {
    await file.close();
  }
}

async function appendWhileRoom(
  file: Awaited<ReturnType<typeof open>>,
  block: Buffer,
): Promise<void> {
  for (;;) {
    try {
      const { bytesWritten } = await file.write(block);
      if (bytesWritten < block.length) return;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return;
      throw error;
    }
  }
}
