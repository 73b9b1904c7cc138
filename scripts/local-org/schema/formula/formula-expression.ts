import type { FieldSchema, FieldType, FormulaDefinition } from '../object-schema.ts';
import { FormulaError } from './formula-error.ts';

export type FormulaType =
  'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'picklist' | 'multipicklist' | 'null';

/**
 * A compiled formula or a part of one. Text is never SQL NULL but '', as formulas see it; booleans are 0 or 1;
 * the other types are NULL when blank. Dates are ISO text, datetimes the API's text with milliseconds and +0000.
 */
export interface FormulaExpression {
  readonly sql: string;
  readonly type: FormulaType;
}

/** What a formula can see while it is compiled to SQL. */
export interface FormulaScope {
  /** SQL of a field reached from the record (`['Account', 'Name']`). Throws `FormulaError` when there is no such field. */
  resolve(path: readonly string[]): { readonly sql: string; readonly field: FieldSchema };
  readonly treatBlanksAs: FormulaDefinition['treatBlanksAs'];
  /** Only where a record is being saved (validation rules): the value before, and whether the record is new. */
  readonly saving?: { prior(field: FieldSchema): string; readonly isNew: string };
}

const formulaTypes: Readonly<Partial<Record<FieldType, FormulaType>>> = {
  double: 'number',
  int: 'number',
  long: 'number',
  currency: 'number',
  percent: 'number',
  date: 'date',
  datetime: 'datetime',
  boolean: 'boolean',
  picklist: 'picklist',
  multipicklist: 'multipicklist',
};

/** The type a field has inside formulas. Ids and everything textual are text. */
export function formulaTypeOf(field: FieldSchema): FormulaType {
  return formulaTypes[field.type] ?? 'text';
}

export function textLiteral(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

const typeNames: Readonly<Record<FormulaType, string>> = {
  text: 'Text',
  number: 'Number',
  boolean: 'Boolean',
  date: 'Date',
  datetime: 'DateTime',
  picklist: 'Picklist',
  multipicklist: 'Multi-select Picklist',
  null: 'Null',
};

/** The error Salesforce shows for an argument or operand of the wrong type. */
export function wrongType(
  what: string,
  expected: readonly FormulaType[],
  received: FormulaType,
): FormulaError {
  const wanted = expected.map((type) => typeNames[type]).join(', ');
  return new FormulaError(
    `Incorrect parameter type for ${what}. Expected ${wanted}, received ${typeNames[received]}`,
  );
}

/** The expression as one of the accepted types; the literal null fits each of them. */
export function expected(
  what: string,
  expression: FormulaExpression,
  ...types: readonly FormulaType[]
): FormulaExpression {
  const [first] = types;
  if (types.includes(expression.type)) return expression;
  if (expression.type === 'null' && first !== undefined) return blank(first);
  throw wrongType(what, types, expression.type);
}

export function blank(type: FormulaType): FormulaExpression {
  return { sql: type === 'text' ? "''" : 'NULL', type };
}

/** The common type of branches and comparisons: equal types, or whatever stands beside null. Throws otherwise. */
export function commonType(what: string, expressions: readonly FormulaExpression[]): FormulaType {
  const types = [...new Set(expressions.map(({ type }) => type))].filter((type) => type !== 'null');
  const [first = 'text', second] = types;
  if (second !== undefined) throw wrongType(what, [first], second);
  return first;
}
