import type { SqlValue } from '../data/store.ts';
import type {
  AddressValue,
  ChildColumns,
  FieldValue,
  QueryColumn,
  RecordIdentity,
  Row,
  SObjectRecord,
} from './query-result.ts';

type Convert = (value: SqlValue) => FieldValue;
type Conversion = readonly [position: number, convert: Convert];

/** Positions whose SQL value isn't the API's value yet, with what makes it one. */
export function conversions(columns: readonly QueryColumn[]): readonly Conversion[] {
  return columns.flatMap((column, at) => {
    const convert = conversionOf(column);
    return convert ? [[at, convert] as const] : [];
  });
}

function conversionOf({ type, children }: QueryColumn): Convert | undefined {
  if (children) return (value) => childRows(children, value);
  if (type === 'boolean') return (value) => value === 1;
  if (type === 'address') return address;
  return undefined;
}

function address(value: SqlValue): AddressValue | null {
  return typeof value === 'string' ? (JSON.parse(value) as AddressValue) : null;
}

/** Turns a row of SQLite into a row of the API, in place: streams of a million rows should not be copied. */
export function convertRow(row: SqlValue[], todo: readonly Conversion[]): Row {
  const result = row as FieldValue[];
  for (const [at, convert] of todo) result[at] = convert(row[at] ?? null);
  return result;
}

function childRows({ entity, columns }: ChildColumns, value: SqlValue): FieldValue {
  const rows = JSON.parse(String(value)) as SqlValue[][];
  if (rows.length === 0) return null;
  const todo = conversions(columns);
  return {
    entity,
    columns,
    ids: rows.map((row) => row.slice(columns.length) as (string | null)[]),
    rows: rows.map((row) => convertRow(row.slice(0, columns.length), todo)),
  };
}

/** What a row's values and ids are. */
interface RecordShape {
  readonly entity: string;
  readonly columns: readonly QueryColumn[];
  readonly identities: readonly RecordIdentity[];
}

/**
 * A row as the REST API's JSON: `attributes` first, parents nested (null where there is none), children as
 * `{ totalSize, done, records }`. `ids` belong to the shape's identities.
 */
export function sObjectRecord(
  shape: RecordShape,
  row: Row,
  ids: readonly (string | null)[],
  apiVersion: string,
): SObjectRecord {
  if (shape.entity === 'AggregateResult') return aggregateRecord(shape, row);
  const records = new Map<string, SObjectRecord>();
  shape.identities.forEach(({ path, object }, at) => {
    const id = ids[at] ?? null;
    if (id === null) return;
    const url = `/services/data/v${apiVersion}/sobjects/${object}/${id}`;
    records.set(path.join('.'), { attributes: { type: object, url } });
  });
  shape.columns.forEach(({ path, children }, at) => {
    const value = row[at] ?? null;
    const shown = children ? childrenJson(children, value, apiVersion) : value;
    place(records, path, shown);
  });
  return records.get('') ?? {};
}

function aggregateRecord({ columns }: RecordShape, row: Row): SObjectRecord {
  const values = columns.map(({ name }, at) => [name, row[at] ?? null] as const);
  return { attributes: { type: 'AggregateResult' }, ...Object.fromEntries(values) };
}

/** Puts a value where its path says. On the way every parent is shown, as null from the first that isn't there. */
function place(records: Map<string, SObjectRecord>, path: readonly string[], value: unknown): void {
  let holder = records.get('') ?? {};
  for (let depth = 1; depth < path.length; depth++) {
    const name = path[depth - 1] ?? '';
    const parent = records.get(path.slice(0, depth).join('.'));
    holder[name] = parent ?? null;
    if (!parent) return;
    holder = parent;
  }
  holder[path.at(-1) ?? ''] = value;
}

function childrenJson(children: ChildColumns, value: FieldValue, apiVersion: string): unknown {
  if (typeof value !== 'object' || value === null || !('rows' in value)) return null;
  const records = value.rows.map((row, at) =>
    sObjectRecord(children, row, value.ids[at] ?? [], apiVersion),
  );
  return { totalSize: records.length, done: true, records };
}
