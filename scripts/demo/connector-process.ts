import { randomBytes } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { createInterface } from 'node:readline';

/** The connector in a process of its own, as its operator runs it. */
export interface ConnectorProcess {
  /** Where its HTTP API is. */
  readonly url: string;
  /** A key of that API for the one organization, with the scope `operate`. */
  readonly apiKey: string;
  /** Ends the process as an operator would. */
  close(): Promise<void>;
}

export interface ConnectorProcessOptions {
  /** The environment of the connector. Nothing else of this process's reaches it. */
  readonly settings: Readonly<Record<string, string>>;
  /** Folder to work in; a file .env there is read. */
  readonly folder: string;
  /** Its log as lines of JSON. */
  readonly onLog?: (line: string) => void;
}

const main = resolve(import.meta.dirname, '../../connector/src/main.ts');

/** Issues a key and serves. Resolves once the API answers; throws with the log where the connector ends before. */
export async function startConnector(options: ConnectorProcessOptions): Promise<ConnectorProcess> {
  const port = String(await freePort());
  const settings = {
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    ...options.settings,
    API_PORT: port,
  };
  const own = { ...options, settings };
  const apiKey = await issuedKey(own);
  const child = started(own, ['serve']);
  // Nothing may be left running where this process ends without closing.
  const end = (): boolean => child.kill('SIGTERM');
  process.once('exit', end);
  await isUp(child, options.onLog);
  return {
    url: `http://127.0.0.1:${port}`,
    apiKey,
    close: async () => {
      process.off('exit', end);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      end();
      await ended;
    },
  };
}

function started(
  { settings, folder }: ConnectorProcessOptions,
  commands: readonly string[],
): ChildProcess {
  return spawn(process.execPath, [main, ...commands], {
    cwd: folder,
    env: settings,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The embedded database is one process's at a time, so this one has ended before the next begins. */
async function issuedKey(options: ConnectorProcessOptions): Promise<string> {
  const child = started(options, ['keys', 'add', 'Lightning app', '--json']);
  const [output, problem, [exitCode]] = await Promise.all([
    outputOf(child.stdout),
    outputOf(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  if (exitCode !== 0) throw new Error(`The connector issued no key:\n${problem}`);
  return (JSON.parse(output) as { readonly token: string }).token;
}

/** Resolves when the log says that the API is up, and hands the log on from then on as before. */
async function isUp(child: ChildProcess, onLog: (line: string) => void = () => undefined) {
  if (child.stderr === null) throw new Error('The connector has no log to read.');
  child.stdout?.resume();
  const lines = createInterface({ input: child.stderr });
  const before: string[] = [];
  await new Promise<void>((up, ended) => {
    lines.on('line', (line) => {
      before.push(line);
      onLog(line);
      if (line.includes('the API is up')) up();
    });
    child.once('exit', () => {
      ended(new Error(`The connector ended before its API was up:\n${before.join('\n')}`));
    });
  });
}

async function outputOf(stream: ChildProcess['stdout']): Promise<string> {
  return stream === null ? '' : text(stream);
}

/** The connector is told its port before it listens, so that its address can be entered in the org meanwhile. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
