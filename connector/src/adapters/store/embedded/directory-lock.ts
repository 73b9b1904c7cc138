import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { reasonOf } from '../reason-of.ts';

/** One process's hold on a data directory. */
export interface DirectoryLock {
  /** Lets go of the directory. */
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Tells this process from an earlier one with the same number: in a container, numbers repeat with each start. */
  readonly process: string;
}

const self: Holder = { pid: process.pid, host: hostname(), process: randomUUID() };

/**
 * Takes the directory for this process, or throws an error that names the folder and who has it.
 *
 * PGlite opens a directory that another process has open, and then acknowledged rows are lost without a word.
 * The lock is a file with the holder's process number: a holder that was killed leaves it behind, so it is
 * taken over once that process is gone. Node offers no lock that the operating system would release itself.
 */
export function lockDirectory(directory: string): DirectoryLock {
  const folder = resolve(directory);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'store.lock');
  // Two processes that both find a dead holder must not both take over: who has the gate may look and write.
  const gate = join(folder, 'store.lock.gate');
  claim(gate, folder);
  try {
    const holder = holderIn(path);
    if (holder !== undefined && !isGone(holder)) throw inUse(folder, path, holder);
    writeHolder(path, folder);
  } finally {
    rmSync(gate);
  }
  return {
    release: () => {
      if (holderIn(path)?.process === self.process) rmSync(path);
    },
  };
}

/** Creates the file, which only one process can; one that a killed process left behind is replaced. */
function claim(gate: string, folder: string): void {
  if (createsFile(gate, folder)) return;
  const holder = holderIn(gate);
  if (holder === undefined || !isGone(holder)) throw inUse(folder, gate, holder);
  rmSync(gate, { force: true });
  if (!createsFile(gate, folder)) throw inUse(folder, gate, holderIn(gate));
}

function createsFile(path: string, folder: string): boolean {
  try {
    writeHolder(path, folder, 'wx');
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** A file that a full disk cuts short would name nobody, and keep everybody out for good. */
function writeHolder(path: string, folder: string, flag?: 'wx'): void {
  try {
    writeFileSync(path, JSON.stringify(self), { flag });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw error;
    rmSync(path, { force: true });
    throw new Error(
      `The data directory ${folder} can't be written: ${reasonOf(error)}. Make room on its disk and make it writable, or set DATA_DIRECTORY to another folder.`,
      { cause: error },
    );
  }
}

/** Who wrote the file; undefined where there is none. A file cut short by a crash or a full disk names nobody. */
function holderIn(path: string): Holder | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  return parsedHolder(text);
}

function parsedHolder(text: string): Holder {
  const unknown: Holder = { pid: 0, host: 'unknown', process: '' };
  try {
    return { ...unknown, ...(JSON.parse(text) as Partial<Holder>) };
  } catch (error) {
    if (error instanceof SyntaxError) return unknown;
    throw error;
  }
}

/** A process of another host can't be looked at, so it counts as running: its data is worth more than our start. */
function isGone({ pid, host, process: holder }: Holder): boolean {
  if (host !== self.host) return false;
  if (pid === self.pid) return holder !== self.process;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // Anything else than "no such process" means that it is there and not ours to signal.
    return codeOf(error) === 'ESRCH';
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

function inUse(folder: string, path: string, holder: Holder | undefined): Error {
  const who = holder
    ? `process ${holder.pid} on host ${holder.host}`
    : 'another process that is just starting';
  return new Error(
    `The data directory ${folder} is in use by ${who}. ` +
      'One process at a time can use it: stop the other, or give this one a DATA_DIRECTORY of its own, ' +
      'or set DATABASE_URL so that both share a PostgreSQL server. ' +
      'Where the other is "serve", it carries out runs itself: ask for them with Sync now in Salesforce, or over its HTTP API (POST /v1/runs). ' +
      `If the other is certainly gone, delete ${path} and start again.`,
  );
}
