import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { scriptArguments } from '../script-arguments.ts';

/** `serve` or `work` in a process of its own, as an operator starts it. */
export interface ConnectorProcess {
  readonly url: string;
  /** Resident memory now, in MB; NaN where the system doesn't tell (it does on Linux). */
  memoryMb(): number;
  close(): Promise<void>;
}

/**
 * Starts the connector and waits until it is ready.
 *
 * @throws an error with what it logged where it ends instead
 */
export async function connectorProcess(
  command: 'serve' | 'work',
  environment: Readonly<Record<string, string>> & { readonly DATA_DIRECTORY: string },
): Promise<ConnectorProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [...scriptArguments('connector'), command], {
    // Not the folder of the repository: its .env is nothing to a benchmark.
    cwd: environment.DATA_DIRECTORY,
    // Nothing else of this process's environment reaches it.
    env: { API_PORT: String(port), HEALTH_PORT: String(port), LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const url = `http://127.0.0.1:${port}`;
  await ready(url, child);
  return {
    url,
    memoryMb: () => memoryMb(child.pid ?? 0),
    close: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  let logged = '';
  child.stderr?.on('data', (text: Buffer) => (logged += text.toString()));
  while (child.exitCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The connector did not start: ${logged}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function memoryMb(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1_024;
  } catch {
    return Number.NaN;
  }
}
