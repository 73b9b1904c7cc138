import type { Code, Frame } from '../run/run.ts';
import type { Position } from '../syntax/position.ts';
import { typeKey } from '../types/class-model.ts';
import type { TypeTable } from '../types/type-table.ts';
import { ApexDate } from '../values/apex-date.ts';
import { ApexDatetime } from '../values/apex-datetime.ts';
import { ApexDouble } from '../values/apex-double.ts';
import { ApexId } from '../values/apex-id.ts';
import { ApexList } from '../values/apex-list.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { decimalOf, doubleOf, isNumeric } from '../values/equality.ts';
import type { TypeName } from '../values/type-name.ts';
import type { Scope } from './scope.ts';
import { problem, type Typed } from './typed.ts';

/** The code that gives the value as the other type. Throws ApexProblemError "Illegal assignment from … to …". */
export function converted(scope: Scope, from: Typed, to: TypeName, position: Position): Code {
  const code = convertedOrNot(scope.table, from, to);
  if (code) return code;
  const { table } = scope;
  throw problem(position, `Illegal assignment from ${table.text(from.type)} to ${table.text(to)}`);
}

/** undefined where the value can't be assigned to the type. */
export function convertedOrNot(table: TypeTable, from: Typed, to: TypeName): Code | undefined {
  if (from.isQuery && isOneRecord(table, from.type, to)) return onlyRecord(table, from.code);
  if (!table.isAssignable(from.type, to)) return undefined;
  return withConversion(from.code, from.type, to);
}

/** The conversion that assigning makes beside checking; the code itself where there is none. */
export function withConversion(code: Code, from: TypeName, to: TypeName): Code {
  const convert = conversionOf(typeKey(from), typeKey(to));
  if (!convert) return code;
  return (frame) => {
    const value = code(frame);
    return value === null ? null : convert(value, frame);
  };
}

type Conversion = (value: NonNullable<ApexValue>, frame: Frame) => ApexValue;

function conversionOf(from: string, to: string): Conversion | undefined {
  if (from === to) return undefined;
  return conversions[`${from}>${to}`];
}

const toLong: Conversion = (value) => BigInt(value as number);
const toDouble: Conversion = (value) =>
  isNumeric(value) ? new ApexDouble(doubleOf(value)) : value;
const toDecimal: Conversion = (value) => (isNumeric(value) ? decimalOf(value) : value);

const conversions: Readonly<Record<string, Conversion>> = {
  'integer>long': toLong,
  'integer>double': toDouble,
  'long>double': toDouble,
  'decimal>double': toDouble,
  'integer>decimal': toDecimal,
  'long>decimal': toDecimal,
  'double>decimal': toDecimal,
  'string>id': (value, { run }) => {
    const id = ApexId.parse(value as string);
    if (id) return id;
    throw run.exception('StringException', `Invalid id: ${value as string}`);
  },
  'id>string': (value) => (value instanceof ApexId ? value.value : value),
  'date>datetime': (value) => (value instanceof ApexDate ? new ApexDatetime(value.epochMs) : value),
};

/** `Account a = [SELECT …]`; what Database.query answers fits any type of record. */
function isOneRecord(table: TypeTable, from: TypeName, to: TypeName): boolean {
  const [row] = from.arguments;
  if (row === undefined || !table.isSObject(to)) return false;
  return row.name === 'SObject' || table.isSubtype(row, to);
}

/** The query as its record where `?.` or `??` look at it: no row is null there, and no exception. */
export function recordOrNull(table: TypeTable, { type, code, isQuery }: Typed): Typed | undefined {
  const [row] = type.arguments;
  if (isQuery !== true || row === undefined) return undefined;
  const { statements } = table.environment;
  return {
    type: row,
    code: (frame) => {
      const rows = code(frame);
      return rows instanceof ApexList && rows.size === 0
        ? null
        : statements.onlyRow(frame.run, rows);
    },
  };
}

export function onlyRecord(table: TypeTable, code: Code): Code {
  const { statements } = table.environment;
  return (frame) => statements.onlyRow(frame.run, code(frame));
}

/** The type both branches of a choice have. undefined where neither is assignable to the other. */
export function commonType(
  table: TypeTable,
  left: TypeName,
  right: TypeName,
): TypeName | undefined {
  if (table.isAssignable(left, right))
    return left.name === 'null' || !isId(left, right) ? right : left;
  return table.isAssignable(right, left) ? left : undefined;
}

/** String and Id pass for each other; the first one decides. */
function isId(left: TypeName, right: TypeName): boolean {
  return typeKey(left) === 'id' && typeKey(right) === 'string';
}
