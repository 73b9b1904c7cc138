import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { openStore, type Store } from '../../src/adapters/store/open-store.ts';
import type { DirectoryEntry } from '../../src/domain/account.ts';
import { StoreAway } from '../../src/domain/store-away.ts';
import { startPostgresServer, type PostgresServer } from './postgres-server.ts';

const noHead = { columns: [], overrideFields: {}, targets: {} };
const organization = '00D000000000001AAA';
const value = { accountId: 'a', field: 'MAU__c', value: 0, metricKey: 'engagement.mau' };

const entry: DirectoryEntry = {
  accountId: 'a',
  name: 'Acme',
  isActive: true,
  display: {},
  internalSeats: { seats: 0, source: 'license' },
  externalSeats: { seats: null, source: 'none' },
  renewal: { date: null, source: 'license' },
  mau: null,
  wau: null,
  dau: null,
  reasons: {},
};

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgresServer();
});
afterAll(() => server.stop());

function open(databaseUrl: string): Promise<Store> {
  return openStore({ databaseUrl, dataDirectory: '/nowhere', clock: systemClock });
}

describe('the store on a server', () => {
  it('is made by one of several connectors that open it at the same moment, and used by all', async () => {
    const url = await server.createDatabase();
    const stores = await Promise.all([open(url), open(url), open(url)]);
    await stores[0].ledger.recordWritten(organization, 'run-1', [value]);
    for (const store of stores)
      expect(await store.ledger.writtenTo(organization, ['a'])).toEqual([value]);
    for (const store of stores) await store.close();
  });

  it('goes on after its idle connections broke', async () => {
    const url = await server.createDatabase();
    const store = await open(url);
    await store.ledger.recordWritten(organization, 'run-1', [value]);
    const ended = await query(
      url,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'isvapp-connector'`,
    );
    expect(ended).not.toEqual([]);
    await systemClock.sleep(200);
    expect(await store.ledger.writtenTo(organization, ['a'])).toEqual([value]);
    await store.close();
  });

  it.each([
    ['statement_timeout', (store: Store) => store.execute?.('select pg_sleep(30)', [])],
    ['lock_timeout', (store: Store) => store.ledger.recordWritten(organization, 'run-1', [value])],
  ])(
    'takes a limit of time that is set there, %s, for a database that is away',
    async (name, ask) => {
      const url = await server.createDatabase();
      await (await open(url)).close();
      const holder = new pg.Client(url);
      await holder.connect();
      await holder.query('begin');
      await holder.query('lock table written_value in access exclusive mode');
      const store = await open(`${url}?options=${encodeURIComponent(`-c ${name}=200`)}`);
      await expect(ask(store)).rejects.toThrow(StoreAway);
      await holder.query('rollback');
      await holder.end();
      await store.ledger.recordWritten(organization, 'run-1', [value]);
      expect(await store.ledger.writtenTo(organization, ['a'])).toEqual([value]);
      await store.close();
    },
  );

  it('does not pile up lists that broke off', async () => {
    const url = await server.createDatabase();
    const store = await open(url);
    const brokenOff = async () => {
      const list = (async function* () {
        yield await Promise.resolve([entry]);
        throw new Error('broken off');
      })();
      await expect(store.directory.replaceEntries(organization, list, noHead)).rejects.toThrow(
        'broken off',
      );
      return query(url, 'select count(*)::int as entries from directory_entry');
    };
    expect(await brokenOff()).toEqual([{ entries: 1 }]);
    expect(await brokenOff()).toEqual([{ entries: 1 }]);
    await store.close();
  });

  it('says which setting names a server that does not answer, and not the password in it', async () => {
    const refusal = await open(
      'postgres://connector:hunter2@localhost:1/store?options=secret',
    ).then(
      () => 'opened',
      (error: unknown) => String(error),
    );
    expect(refusal).toContain('postgres://localhost:1/store');
    expect(refusal).toContain('ECONNREFUSED');
    expect(refusal).toContain('DATABASE_URL');
    expect(refusal).not.toContain('hunter2');
    expect(refusal).not.toContain('secret');
  });

  it('says that the database is missing', async () => {
    const url = (await server.createDatabase()).replace(/[^/]+$/, 'missing');
    await expect(open(url)).rejects.toThrow('database "missing" does not exist');
  });
});

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(statement);
  await client.end();
  return rows;
}
