import type { ApexList } from '../values/apex-list.ts';
import type { ApexMap } from '../values/apex-map.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { textOf } from '../values/text.ts';
import type { AccessMode, DataRun } from './data-run.ts';
import { queryText, textBinds, type QueryText } from './query-text.ts';
import { queriedCount, queriedRows } from './run-soql.ts';

/** A query in text with the values of its binds. */
interface DynamicQuery {
  readonly text: QueryText;
  readonly values: readonly ApexValue[];
}

/** `Database.query`: without binds, since names of the caller's variables are gone when the program runs. */
export function unboundQuery(run: DataRun, soql: string): DynamicQuery {
  const binds = textBinds(soql);
  if (binds.length === 0) return { text: queryText(soql, []), values: [] };
  const names = binds.map(({ name }) => `:${name}`).join(', ');
  throw run.unsupported(
    `binds of variables in Database.query (${names}); Database.queryWithBinds takes them as a map`,
  );
}

/** `Database.queryWithBinds`: names are looked up in the map, in any case. Throws QueryException for one that is missing. */
export function boundQuery(run: DataRun, soql: string, map: ApexMap): DynamicQuery {
  const named = new Map(
    Array.from(map.keys(), (key) => [textOf(key, run).toLowerCase(), map.get(run, key)]),
  );
  const binds = textBinds(soql);
  const values = binds.map(({ name }) => {
    const value = named.get(name.toLowerCase());
    if (value !== undefined) return value;
    throw run.exception('QueryException', `Key '${name}' does not exist in the bindMap`);
  });
  return {
    text: queryText(
      soql,
      binds.map(({ position }) => position),
    ),
    values,
  };
}

export function dynamicRows(
  run: DataRun,
  { text, values }: DynamicQuery,
  mode: AccessMode,
): ApexList {
  return queriedRows(run, text, values, mode);
}

/** The number of SELECT COUNT(). Other queries are refused, as by an org. */
export function dynamicCount(
  run: DataRun,
  { text, values }: DynamicQuery,
  mode: AccessMode,
): number {
  if (/^\s*SELECT\s+COUNT\s*\(\s*\)/i.test(text.parts[0] ?? '')) {
    return queriedCount(run, text, values, mode);
  }
  throw run.exception('QueryException', 'Count query must begin with SELECT COUNT()');
}
