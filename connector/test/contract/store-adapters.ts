import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { openMemoryStore } from '../../src/adapters/store/memory-store.ts';
import { openStore, type Store, type StoreOptions } from '../../src/adapters/store/open-store.ts';
import type { DirectoryEntry } from '../../src/domain/account.ts';
import type { DirectoryHead } from '../../src/ports/directory.ts';
import { startPostgresServer } from './postgres-server.ts';

interface OpenedStore {
  readonly store: Store;
  close(): Promise<void>;
}

type OpenStore = () => Promise<OpenedStore>;

/** Every store there is: one suite is held against each. */
export function stores(
  options: Pick<StoreOptions, 'clock' | 'secretKeys'>,
): Readonly<Record<string, OpenStore>> {
  return {
    'in memory': () => {
      const store = openMemoryStore(options.clock, options.secretKeys);
      return Promise.resolve({ store, close: () => store.close() });
    },
    'on the embedded database': async () => {
      const dataDirectory = await mkdtemp(join(tmpdir(), 'isvapp-store-test-'));
      const store = await openStore({ ...options, dataDirectory });
      const close = async (): Promise<void> => {
        await store.close();
        await rm(dataDirectory, { recursive: true });
      };
      return { store, close };
    },
    'on a PostgreSQL server': async () => {
      const server = await startPostgresServer();
      const databaseUrl = await server.createDatabase();
      const store = await openStore({ ...options, databaseUrl, dataDirectory: 'unused' });
      const close = async (): Promise<void> => {
        await store.close();
        await server.stop();
      };
      return { store, close };
    },
  };
}

/** The stores by the clock of this machine. */
export const adapters = stores({ clock: systemClock });

/** Opens the store before the tests of a suite, and closes it after them. */
export function duringSuite(open: OpenStore, use: (store: Store) => void): void {
  let opened: OpenedStore | undefined;
  beforeAll(async () => {
    opened = await open();
    use(opened.store);
  });
  afterAll(() => opened?.close());
}

let organizations = 0;
/** Each test has organizations of its own, so that all can share one store. */
export function newOrganization(): string {
  organizations += 1;
  return `00D${String(organizations).padStart(15, '0')}`;
}

export function accountIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `001${String(index).padStart(15, '0')}`);
}

export function entry(accountId: string, part: Partial<DirectoryEntry> = {}): DirectoryEntry {
  return {
    accountId,
    name: `Account ${accountId}`,
    isActive: true,
    display: {},
    internalSeats: { seats: 10, source: 'license' },
    externalSeats: { seats: null, source: 'none' },
    renewal: { date: '2027-01-31', source: 'license' },
    mau: null,
    wau: null,
    dau: null,
    reasons: {},
    ...part,
  };
}

export async function* batches(
  ...parts: readonly (readonly DirectoryEntry[])[]
): AsyncGenerator<readonly DirectoryEntry[]> {
  for (const part of parts) yield await Promise.resolve(part);
}

const emptyHead: DirectoryHead = { columns: [], overrideFields: {}, targets: {} };

export function replaceEntries(
  store: Store,
  organizationId: string,
  list: AsyncIterable<readonly DirectoryEntry[]>,
  head = emptyHead,
): Promise<void> {
  return store.directory.replaceEntries(organizationId, list, head);
}
