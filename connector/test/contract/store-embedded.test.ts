import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { connect } from 'node:net';
import { hostname, networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { openEmbeddedDatabase } from '../../src/adapters/store/embedded/embedded-database.ts';
import { openStore, type Store } from '../../src/adapters/store/open-store.ts';

const organization = '00D000000000001AAA';
const value = { accountId: 'a', field: 'MAU__c', value: 0, metricKey: 'engagement.mau' };

let dataDirectory: string;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'isvapp-embedded-test-'));
});
afterAll(() => {
  rmSync(dataDirectory, { recursive: true });
});

function open(): Promise<Store> {
  return openStore({ dataDirectory, clock: systemClock });
}

describe('the embedded database', () => {
  it('gives its directory free when it is closed, and still has everything when opened again', async () => {
    const store = await open();
    await store.ledger.recordWritten(organization, 'run-1', [value]);
    await store.close();
    expect(readdirSync(dataDirectory)).toEqual(['store']);
    const again = await open();
    expect(await again.ledger.writtenTo(organization, ['a'])).toEqual([value]);
    await again.close();
  });

  it('keeps several uses of one store apart', async () => {
    const store = await open();
    const ids = Array.from({ length: 40 }, (_, index) => `many-${index}`);
    await Promise.all(
      ids.flatMap((accountId, index) => [
        store.ledger.recordWritten(organization, 'run-1', [{ ...value, accountId, value: index }]),
        store.directory.count(`organization ${index}`),
      ]),
    );
    const found = await Promise.all(ids.map((id) => store.ledger.writtenTo(organization, [id])));
    expect(found.flat().map((each) => each.value)).toEqual(ids.map((_, index) => index));
    await store.close();
  });

  it('refuses tables of a newer version of the connector', async () => {
    const database = await openEmbeddedDatabase({
      directory: dataDirectory,
      platform: process.platform,
    });
    await query(
      database.connection,
      `insert into kysely_migration values ('9999_newer', '2027-01-01')`,
    );
    await database.close();
    await expect(open()).rejects.toThrow(/9999_newer.*newer version of the connector/s);

    const repaired = await openEmbeddedDatabase({
      directory: dataDirectory,
      platform: process.platform,
    });
    await query(repaired.connection, `delete from kysely_migration where name = '9999_newer'`);
    await repaired.close();
  });

  it('does not open what is not a database, and says which setting to look at', async () => {
    const broken = await mkdtemp(join(tmpdir(), 'isvapp-embedded-test-'));
    writeFileSync(join(broken, 'store'), 'a file, not a folder');
    await expect(openStore({ dataDirectory: broken, clock: systemClock })).rejects.toThrow(
      /The embedded database in .* does not open.*DATA_DIRECTORY/s,
    );
    expect(existsSync(join(broken, 'store.lock'))).toBe(false);
    rmSync(broken, { recursive: true });
  });
});

describe('the way to the embedded database', () => {
  it('is a socket file that no other user can reach', async () => {
    const database = await openEmbeddedDatabase({ directory: dataDirectory, platform: 'linux' });
    const folder = String(database.connection.host);
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(statSync(join(folder, '.s.PGSQL.5432')).isSocket()).toBe(true);
    await database.close();
    expect(existsSync(folder)).toBe(false);
  });

  it('is a port on loopback alone, where the platform has no socket files', async () => {
    const database = await openEmbeddedDatabase({ directory: dataDirectory, platform: 'win32' });
    const { host, port } = database.connection;
    expect(host).toBe('127.0.0.1');
    expect(await query(database.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    for (const address of outsideAddresses()) expect(await answers(address, port)).toBe(false);
    await database.close();
    expect(await answers('127.0.0.1', port)).toBe(false);
  });
});

describe('a broken engine', () => {
  it('ends its connections instead of leaving queries without an answer, and starts again', async () => {
    const database = await openEmbeddedDatabase({
      directory: dataDirectory,
      platform: process.platform,
    });
    await query(database.connection, 'create table kept as select 42 as answer');
    const client = new pg.Client(database.connection);
    client.on('error', () => undefined);
    const ended = new Promise<void>((resolve) => {
      client.once('end', resolve);
    });
    await client.connect();
    // A message type that PostgreSQL doesn't know is fatal to the session, and the engine has just one.
    connect(join(String(database.connection.host), '.s.PGSQL.5432')).end(
      Buffer.from([0x7a, 0, 0, 0, 4]),
    );
    await ended;
    await expect(client.query('select 1')).rejects.toThrow();
    await expect(database.close()).rejects.toThrow('broke off');

    const again = await openEmbeddedDatabase({
      directory: dataDirectory,
      platform: process.platform,
    });
    expect(await query(again.connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await query(again.connection, 'drop table kept');
    await again.close();
  });
});

describe('the data directory', () => {
  const children: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of children.splice(0))
      if (child.exitCode === null && child.signalCode === null) await kill(child);
  });

  /** A store in another process, and the numbers it was told to be stored. */
  async function startProcess(
    organizationId: string,
  ): Promise<{ child: ChildProcess; acknowledged: number[] }> {
    const script = fileURLToPath(new URL('./store-process.ts', import.meta.url));
    const child = spawn(process.execPath, [script, dataDirectory, organizationId], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const acknowledged: number[] = [];
    const lines = createInterface(child.stdout);
    await Promise.race([once(lines, 'line'), neverOpened(child)]);
    lines.on('line', (line) => acknowledged.push(Number(line)));
    return { child, acknowledged };
  }

  it('is not opened while another process has it, and the error names both', async () => {
    const { child } = await startProcess('00D000000000002AAA');
    const refusal = await open().then(
      () => 'opened',
      (error: unknown) => String(error),
    );
    expect(refusal).toContain(dataDirectory);
    expect(refusal).toContain(`process ${String(child.pid)} on host ${hostname()}`);
    expect(refusal).toContain('DATABASE_URL');
  });

  it('keeps every acknowledged row when its process is killed', async () => {
    for (let round = 0; round < 2; round += 1) {
      const organizationId = `00D00000000001${round}AAA`;
      const { child, acknowledged } = await startProcess(organizationId);
      while (acknowledged.length < 25 * (round + 1)) await systemClock.sleep(5);
      await kill(child);
      const store = await open();
      const ids = acknowledged.map((number) => `001${number}`);
      const found = await store.ledger.writtenTo(organizationId, ids);
      expect(found.map((each) => each.value).sort((a, b) => Number(a) - Number(b))).toEqual(
        acknowledged,
      );
      await store.close();
    }
  });
});

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function neverOpened(child: ChildProcess): Promise<never> {
  await once(child, 'exit');
  throw new Error('The process ended before it had opened its store.');
}

async function query(connection: pg.PoolConfig, statement: string): Promise<unknown[]> {
  const client = new pg.Client(connection);
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(statement);
  await client.end();
  return rows;
}

function outsideAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
}

function answers(host: string, port: number | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
