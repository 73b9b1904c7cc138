import type { FieldType } from '../schema/object-schema.ts';

/** A compound address as the API shows it; the parts are fields of their own as well. */
export interface AddressValue {
  readonly city: string | null;
  readonly country: string | null;
  readonly geocodeAccuracy: null;
  readonly latitude: null;
  readonly longitude: null;
  readonly postalCode: string | null;
  readonly state: string | null;
  readonly street: string | null;
}

/**
 * A value as JSON of the REST API has it. Dates are `2026-11-24`, datetimes `2026-11-24T10:00:00.000+0000` (UTC),
 * multi-select picklists `a;b`, ids 18 characters. A child subquery's value is a `ChildRows` or null (no children).
 */
export type FieldValue = string | number | boolean | null | AddressValue | ChildRows;

/** The values of one record, in the order of the query's columns. */
export type Row = readonly FieldValue[];

export interface ChildRows {
  readonly entity: string;
  readonly columns: readonly QueryColumn[];
  readonly rows: readonly Row[];
  /** A row each: ids behind the column's `identities`, which `records()` shows as addresses. */
  readonly ids: readonly (readonly (string | null)[])[];
}

/** A record a row is made of: the one queried (empty path) or a parent its fields are reached through. */
export interface RecordIdentity {
  readonly path: readonly string[];
  readonly object: string;
}

export interface QueryColumn {
  /** As Salesforce heads the column: `Name`, `Parent.Name`, `AccountField__r.QualifiedApiName`, `expr0` or the alias. */
  readonly name: string;
  readonly kind: 'field' | 'aggregate' | 'children';
  /** What describe calls the type. An aggregate has the type of its result, a child subquery `anyType`. */
  readonly type: FieldType;
  readonly custom: boolean;
  /** `['Parent', 'Name']`: how the value nests in a record. */
  readonly path: readonly string[];
  /** For kind `children`: the child object and the subquery's own columns. */
  readonly children?: ChildColumns;
}

export interface ChildColumns {
  readonly entity: string;
  readonly columns: readonly QueryColumn[];
  readonly identities: readonly RecordIdentity[];
}

/** A record in the REST API's JSON: `attributes`, fields, nested parents, `{totalSize, done, records}` of children. */
export type SObjectRecord = Record<string, unknown>;

/**
 * What a query found. `rows` and `records()` read a live statement: nothing is held in memory, each is meant to be
 * iterated once, and a record written meanwhile shows its old or its new state. Whoever pages (REST cursors) either
 * keeps the iterator or copies what it needs. Deploying while an iterator is open is safe.
 */
export interface QueryResult {
  /** `Account`, or `AggregateResult` for a query with aggregates or GROUP BY. */
  readonly entity: string;
  /** The object of FROM. */
  readonly object: string;
  readonly columns: readonly QueryColumn[];
  readonly rows: Iterable<Row>;
  /** The same rows as JSON records; `apiVersion` (default 67.0) is what `attributes.url` shows. */
  records(apiVersion?: string): Iterable<SObjectRecord>;
  /** Counted when first asked for. For `SELECT COUNT() FROM …` this is the answer and there are no rows. */
  readonly totalSize: number;
  /** How many rows MIN, MAX, SUM and AVG looked at, in groups behind the limit too; undefined for any other query. */
  readonly aggregatedRows: number | undefined;
}
