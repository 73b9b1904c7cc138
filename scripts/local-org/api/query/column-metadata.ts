import type { FieldType } from '../../schema/object-schema.ts';
import type { Schema } from '../../schema/schema.ts';
import type { QueryColumn, QueryResult } from '../../soql/query-result.ts';

/** A column of `GET /query?columns=true`, which `sf data query` asks for to head its table. */
export interface ColumnMetadata {
  readonly aggregate: boolean;
  readonly apexType: string | null;
  readonly booleanType: boolean;
  readonly columnName: string;
  readonly custom: boolean;
  readonly displayName: string;
  readonly foreignKeyName: string | null;
  readonly insertable: boolean;
  readonly joinColumns: ColumnMetadata[];
  readonly numberType: boolean;
  readonly textType: boolean;
  readonly updatable: boolean;
}

const numberTypes: ReadonlySet<FieldType> = new Set([
  'int',
  'long',
  'double',
  'currency',
  'percent',
]);

const apexTypes: Partial<Record<FieldType, string>> = {
  id: 'Id',
  reference: 'Id',
  boolean: 'Boolean',
  int: 'Integer',
  long: 'Long',
  double: 'Double',
  currency: 'Double',
  percent: 'Double',
  date: 'Date',
  datetime: 'Datetime',
};

/** The answer to `columns=true`: no records, a description of the columns they would have. */
export function columnMetadata({ columns, object }: QueryResult, schema: Schema): object {
  return {
    columnMetadata: tree(columns, 0),
    entityName: object,
    groupBy: columns.some(({ kind }) => kind === 'aggregate'),
    idSelected: columns.some(({ name }) => name === 'Id'),
    keyPrefix: schema.find(object)?.keyPrefix ?? null,
  };
}

/** Columns of parents (`Parent.Name`) hang below a column of the parent's name. */
function tree(columns: readonly QueryColumn[], depth: number): ColumnMetadata[] {
  const groups = Map.groupBy(columns, (column) => column.path[depth] ?? column.name);
  return Array.from(groups, ([name, group]) => {
    const [column] = group;
    if (column === undefined || column.kind === 'children') return parent(name, childrenOf(column));
    return column.path.length === depth + 1
      ? leaf(column, name)
      : parent(name, tree(group, depth + 1));
  });
}

function childrenOf(column: QueryColumn | undefined): ColumnMetadata[] {
  return tree(column?.children?.columns ?? [], 0);
}

function parent(name: string, joinColumns: ColumnMetadata[]): ColumnMetadata {
  return { ...blank, columnName: name, displayName: name, foreignKeyName: name, joinColumns };
}

function leaf({ kind, type, custom }: QueryColumn, name: string): ColumnMetadata {
  const isNumber = numberTypes.has(type);
  return {
    ...blank,
    aggregate: kind === 'aggregate',
    apexType: apexTypes[type] ?? 'String',
    booleanType: type === 'boolean',
    columnName: name,
    custom,
    displayName: name,
    numberType: isNumber,
    textType: !isNumber && type !== 'boolean',
  };
}

const blank: ColumnMetadata = {
  aggregate: false,
  apexType: null,
  booleanType: false,
  columnName: '',
  custom: false,
  displayName: '',
  foreignKeyName: null,
  insertable: true,
  joinColumns: [],
  numberType: false,
  textType: false,
  updatable: true,
};
