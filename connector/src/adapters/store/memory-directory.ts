import type { DirectoryEntry, FieldValue } from '../../domain/account.ts';
import type {
  DirectoryColumn,
  DirectoryFilter,
  DirectoryPage,
  DirectoryPosition,
  DirectoryQuery,
} from '../../domain/directory-query.ts';
import type { Directory, DirectoryHead } from '../../ports/directory.ts';
import { overtakenByNewerList } from './overtaken-by-newer-list.ts';
import { storableJson } from './storable-json.ts';

interface List {
  readonly head: DirectoryHead;
  readonly entries: Map<string, DirectoryEntry>;
}

/** A directory that is gone with the process. */
export function memoryDirectory(): Directory {
  const lists = new Map<string, List>();
  const newest = new Map<string, List>();
  return {
    replaceEntries: async (organizationId, batches, head) => {
      const list: List = { head: stored(head), entries: new Map() };
      newest.set(organizationId, list);
      for await (const batch of batches)
        for (const entry of stored(batch)) list.entries.set(entry.accountId, entry);
      if (newest.get(organizationId) !== list) throw overtakenByNewerList();
      lists.set(organizationId, list);
    },
    head: (organizationId) => Promise.resolve(structuredClone(lists.get(organizationId)?.head)),
    find: (organizationId, accountId) =>
      Promise.resolve(structuredClone(lists.get(organizationId)?.entries.get(accountId))),
    page: (organizationId, query) =>
      Promise.resolve(
        structuredClone(page([...(lists.get(organizationId)?.entries.values() ?? [])], query)),
      ),
    count: (organizationId) => Promise.resolve(lists.get(organizationId)?.entries.size ?? 0),
    activeAccounts: (organizationId, { after, limit }) =>
      Promise.resolve(
        [...(lists.get(organizationId)?.entries.values() ?? [])]
          .filter(({ isActive, accountId }) => isActive && compared(accountId, after) > 0)
          .sort((a, b) => compared(a.accountId, b.accountId))
          .slice(0, limit)
          .map(({ accountId, name }) => ({ accountId, name })),
      ),
  };
}

function page(entries: readonly DirectoryEntry[], query: DirectoryQuery): DirectoryPage {
  const { limit, after, sort, descending, filters } = query;
  const matching = entries
    .filter((entry) => filters.every((filter) => holds(filter, valueOf(entry, filter.column))))
    .map((entry) => ({ entry, position: positionOf(entry, sort) }))
    .sort((a, b) => order(a.position, b.position, descending));
  const rest =
    after === null
      ? matching
      : matching.filter(({ position }) => order(position, after, descending) > 0);
  const found = rest.slice(0, limit);
  return {
    entries: found.map(({ entry }) => entry),
    total: matching.length,
    next: rest.length > limit ? (found.at(-1)?.position ?? null) : null,
  };
}

const ownValues: Readonly<Record<string, (entry: DirectoryEntry) => FieldValue>> = {
  name: ({ name }) => name,
  internalSeats: ({ internalSeats }) => internalSeats.seats,
  externalSeats: ({ externalSeats }) => externalSeats.seats,
  renewalDate: ({ renewal }) => renewal.date,
  mau: ({ mau }) => mau,
  wau: ({ wau }) => wau,
  dau: ({ dau }) => dau,
};

function valueOf(entry: DirectoryEntry, { name }: DirectoryColumn): FieldValue {
  const own = Object.hasOwn(ownValues, name) ? ownValues[name] : undefined;
  return own ? own(entry) : (entry.display[name] ?? null);
}

function positionOf(entry: DirectoryEntry, column: DirectoryColumn): DirectoryPosition {
  const value = valueOf(entry, column);
  return {
    key: typeof value === 'string' ? value.toLowerCase() : value,
    accountId: entry.accountId,
  };
}

/** As the database has it: NULL last, text by its bytes, equals by their id. */
function order(a: DirectoryPosition, b: DirectoryPosition, descending: boolean): number {
  if (a.key !== b.key) {
    if (a.key === null) return 1;
    if (b.key === null) return -1;
    const upward = compared(a.key, b.key);
    if (upward !== 0) return descending ? -upward : upward;
  }
  return compared(a.accountId, b.accountId);
}

function compared(a: NonNullable<FieldValue>, b: NonNullable<FieldValue>): number {
  if (typeof a === 'string' || typeof b === 'string')
    return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
  return Number(a) - Number(b);
}

function holds(filter: DirectoryFilter, value: FieldValue): boolean {
  if (filter.operator === 'empty') return (value === null) === filter.value;
  if (value === null) return false;
  switch (filter.operator) {
    case 'contains':
      return String(value).toLowerCase().includes(filter.value.toLowerCase());
    case 'in':
      return parts(filter.column, value).some((part) => filter.values.includes(part));
    case 'between':
      return isBetween(filter, value);
    case 'is':
      return value === filter.value;
  }
}

function parts({ type }: DirectoryColumn, value: FieldValue): readonly string[] {
  return type === 'multipicklist' ? String(value).split(';') : [String(value)];
}

function isBetween(
  { column, from, to }: DirectoryFilter & { readonly operator: 'between' },
  value: NonNullable<FieldValue>,
): boolean {
  const own = column.type === 'number' ? value : String(value).slice(0, 10);
  return (from === null || compared(own, from) >= 0) && (to === null || compared(own, to) <= 0);
}

/** What a database would have kept: a copy, without what it can't hold. */
function stored<Content>(content: Content): Content {
  return JSON.parse(storableJson(content)) as Content;
}
