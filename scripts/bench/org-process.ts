import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { scriptArguments } from './script-arguments.ts';

/** A local org in a process of its own, so that what is measured is the org's and not the benchmark's. */
export interface OrgProcess {
  readonly url: string;
  readonly token: string;
  /** From starting the process to the first answer that needed a signed-in user. */
  readonly startMs: number;
  /** Most resident memory the process ever had, in MB; NaN where the system doesn't tell (it does on Linux). */
  peakMemoryMb(): number;
  close(): Promise<void>;
}

/** Starts the org as a newcomer does. `now` is a clock in milliseconds. */
export async function orgProcess(now: () => number): Promise<OrgProcess> {
  const startedMs = now();
  const root = new URL('../../', import.meta.url).pathname;
  // Kept in a folder: an org in memory would be measured with all its records.
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const options = ['--data', folder, '--port', '0', '--allowance', '1000000', '--job-delay', '0'];
  const child = spawn(process.execPath, [...scriptArguments('local-org'), ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { url, id, secret } = await printedAddress(child);
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: id,
    client_secret: secret,
  });
  const answer = await fetch(`${url}/services/oauth2/token`, { method: 'POST', body });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token}` };
  await (await fetch(`${url}/services/data/v62.0/sobjects`, { headers })).text();
  return {
    url,
    token,
    startMs: now() - startedMs,
    peakMemoryMb: () => peakMemoryMb(child.pid ?? 0),
    close: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
      rmSync(folder, { recursive: true });
    },
  };
}

/** The three lines of the start that say where the org is and how to sign in. */
const printed = /(listening on|client id|client secret)\s+(\S+)/;

async function printedAddress({ stdout }: ChildProcess) {
  if (stdout === null) throw new Error('The local org has no output to read.');
  const found: string[] = [];
  for await (const line of createInterface({ input: stdout })) {
    const value = printed.exec(line)?.[2];
    if (value !== undefined) found.push(value);
    if (found.length === 3) break;
  }
  if (found.length < 3) throw new Error('The local org ended before it said where it listens.');
  return address(found);
}

function address([url = '', id = '', secret = '']: readonly string[]) {
  return { url, id, secret };
}

function peakMemoryMb(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) / 1_024;
  } catch {
    return NaN;
  }
}
