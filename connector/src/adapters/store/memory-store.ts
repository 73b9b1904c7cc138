import type { DirectoryEntry } from '../../domain/account.ts';
import type { Directory } from '../../ports/directory.ts';
import type { PastRun, RunHistory } from '../../ports/run-history.ts';
import type { WriteLedger, WrittenValue } from '../../ports/write-ledger.ts';
import { keptRuns } from './kept-runs.ts';
import type { Store } from './open-store.ts';
import { overtakenByNewerList } from './overtaken-by-newer-list.ts';
import { storableJson } from './storable-json.ts';
import { keptPart, pastRun, type StoredRun } from './stored-run.ts';

/** A store that forgets everything with the process: for a trial run, and wherever a test needs one. */
export function openMemoryStore(): Store {
  return {
    directory: memoryDirectory(),
    ledger: memoryLedger(),
    runs: memoryRuns(),
    close: () => Promise.resolve(),
  };
}

function memoryDirectory(): Directory {
  const lists = new Map<string, ReadonlyMap<string, DirectoryEntry>>();
  const newest = new Map<string, ReadonlyMap<string, DirectoryEntry>>();
  return {
    replaceEntries: async (organizationId, batches) => {
      const list = new Map<string, DirectoryEntry>();
      newest.set(organizationId, list);
      for await (const batch of batches)
        for (const entry of kept(batch)) list.set(entry.accountId, entry);
      if (newest.get(organizationId) !== list) throw overtakenByNewerList();
      lists.set(organizationId, list);
    },
    find: (organizationId, accountId) =>
      Promise.resolve(structuredClone(lists.get(organizationId)?.get(accountId))),
    count: (organizationId) => Promise.resolve(lists.get(organizationId)?.size ?? 0),
  };
}

function memoryLedger(): WriteLedger {
  /** By organization, Account and field. */
  const organizations = new Map<string, Map<string, Map<string, WrittenValue>>>();
  const accountsOf = (organizationId: string) => innerMap(organizations, organizationId);
  return {
    recordWritten: (organizationId, _runKey, values) =>
      Promise.resolve().then(() => {
        const accounts = accountsOf(organizationId);
        for (const value of kept(values))
          innerMap(accounts, value.accountId).set(value.field, value);
      }),
    writtenTo: (organizationId, accountIds) => {
      const accounts = accountsOf(organizationId);
      const values = accountIds.flatMap((id) => [...(accounts.get(id)?.values() ?? [])]);
      return Promise.resolve(structuredClone(values));
    },
    accountsWithValues: async function* (organizationId) {
      const ids = [...accountsOf(organizationId)]
        .filter(([, values]) => [...values.values()].some(({ value }) => value !== null))
        .map(([accountId]) => accountId);
      if (ids.length > 0) yield await Promise.resolve(ids);
    },
    forgetAccounts: (organizationId, accountIds) => {
      for (const accountId of accountIds) accountsOf(organizationId).delete(accountId);
      return Promise.resolve();
    },
  };
}

function memoryRuns(): RunHistory {
  const organizations = new Map<string, readonly PastRun[]>();
  const runsOf = (organizationId: string) => organizations.get(organizationId) ?? [];
  return {
    recordRun: (organizationId, result) => {
      const others = runsOf(organizationId).filter(({ runKey }) => runKey !== result.runKey);
      const run = pastRun(kept(keptPart(result)) as StoredRun);
      organizations.set(organizationId, [...others, run].sort(newestFirst).slice(0, keptRuns));
      return Promise.resolve();
    },
    newestRuns: (organizationId, limit) =>
      Promise.resolve(structuredClone(runsOf(organizationId).slice(0, limit))),
  };
}

function newestFirst(one: PastRun, other: PastRun): number {
  return other.startedAt.getTime() - one.startedAt.getTime();
}

/** What a database would have kept: a copy, without what it can't hold. */
function kept<Content>(content: Content): Content {
  return JSON.parse(storableJson(content)) as Content;
}

/** The inner map under the key, made where there is none. */
function innerMap<Key, Inner>(maps: Map<string, Map<Key, Inner>>, key: string): Map<Key, Inner> {
  const found = maps.get(key) ?? new Map<Key, Inner>();
  maps.set(key, found);
  return found;
}
