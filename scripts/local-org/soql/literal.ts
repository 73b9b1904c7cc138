import { parsedDateTime, isDay } from '../data/field-value.ts';
import { apiDateTime } from '../data/moments.ts';
import { textLiteral } from '../schema/formula/formula-expression.ts';
import type { FieldType } from '../schema/object-schema.ts';
import type { SalesforceError } from '../schema/salesforce-error.ts';
import { normalizedId } from '../schema/salesforce-id.ts';
import { UnsupportedError } from '../schema/unsupported-error.ts';
import { dayRange, type DayRange } from './date-literal.ts';
import type { QueryEnvironment } from './query-scope.ts';
import { soqlError } from './soql-error.ts';
import { dayIn, startOfDay } from './time-zone.ts';

/** How values of a type are compared. */
export type Comparison = 'text' | 'id' | 'number' | 'boolean' | 'date' | 'datetime';

const comparisons: Readonly<Partial<Record<FieldType, Comparison>>> = {
  id: 'id',
  reference: 'id',
  double: 'number',
  int: 'number',
  long: 'number',
  currency: 'number',
  percent: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
};

export function comparisonOf(type: FieldType): Comparison {
  return comparisons[type] ?? 'text';
}

/** What a literal of the query stands for, in SQL. Ranges are days or, for datetimes, moments. */
export type Literal =
  | { readonly kind: 'null' }
  | { readonly kind: 'value'; readonly sql: string; readonly text: string }
  | { readonly kind: 'range'; readonly from: string; readonly until: string };

/** What is compared with a literal: a field, a function of one, or an aggregate. */
export interface Comparand {
  readonly sql: string;
  readonly type: FieldType;
  readonly name: string;
  readonly caseSensitive: boolean;
  /** Set for metadata relationships, which hold durable ids instead of record ids. */
  readonly isDurableId?: boolean;
}

/** Checks a literal against the type it is compared with. Throws INVALID_FIELD or INVALID_QUERY_FILTER_OPERATOR. */
export function literal(
  environment: QueryEnvironment,
  comparand: Comparand,
  text: string,
  literalType: string,
): Literal {
  if (literalType === 'NULL') return { kind: 'null' };
  const comparison = comparisonOf(comparand.type);
  const read = readers[comparison][literalType];
  if (literalType.endsWith('CURRENCY_PREFIX')) {
    throw new UnsupportedError('currency literals such as USD5000 in SOQL');
  }
  if (!read) throw wrongLiteral(environment, comparand);
  return read(environment, comparand, text);
}

type Reader = (environment: QueryEnvironment, comparand: Comparand, text: string) => Literal;

const asNumber: Reader = (_, __, text) => ({
  kind: 'value',
  sql: String(Number(text)),
  text: String(Number(text)),
});

const asBoolean: Reader = (_, __, text) => {
  const sql = text.toLowerCase() === 'true' ? '1' : '0';
  return { kind: 'value', sql, text: sql };
};

const asText: Reader = (_, __, text) => {
  const value = unescaped(text);
  return value === '' ? { kind: 'null' } : { kind: 'value', sql: textLiteral(value), text: value };
};

const asId: Reader = (environment, comparand, text) => {
  const value = unescaped(text);
  if (value === '') return { kind: 'null' };
  if (comparand.isDurableId === true)
    return { kind: 'value', sql: textLiteral(value), text: value };
  const id = normalizedId(value);
  if (id !== null) return { kind: 'value', sql: textLiteral(id), text: id };
  throw soqlError(
    'INVALID_QUERY_FILTER_OPERATOR',
    environment.soql,
    comparand.name,
    `invalid ID field: ${value}`,
  );
};

const asDay: Reader = (environment, comparand, text) => {
  if (!isDay(text)) throw invalidDate(environment, comparand, text);
  return { kind: 'value', sql: textLiteral(text), text };
};

const asMoment: Reader = (environment, comparand, text) => {
  const moment = parsedDateTime(text);
  if (!moment) throw invalidDate(environment, comparand, text);
  const value = apiDateTime(moment);
  return { kind: 'value', sql: textLiteral(value), text: value };
};

const asDays: Reader = (environment, _, text) => ({
  kind: 'range',
  ...sqlDays(literalDays(environment, text)),
});

/** Days begin and end at midnight of the user's time zone. */
const asMoments: Reader = (environment, _, text) => {
  const { from, until } = literalDays(environment, text);
  const midnight = (day: string) => textLiteral(apiDateTime(startOfDay(environment.timeZone, day)));
  return { kind: 'range', from: midnight(from), until: midnight(until) };
};

function literalDays({ timeZone, now }: QueryEnvironment, text: string): DayRange {
  return dayRange(text, dayIn(timeZone, now));
}

function sqlDays({ from, until }: DayRange): DayRange {
  return { from: textLiteral(from), until: textLiteral(until) };
}

const readers: Readonly<Record<Comparison, Readonly<Record<string, Reader>>>> = {
  text: { STRING: asText },
  id: { STRING: asId },
  number: { INTEGER: asNumber, DECIMAL: asNumber },
  boolean: { BOOLEAN: asBoolean },
  date: { DATE: asDay, DATE_LITERAL: asDays, DATE_N_LITERAL: asDays },
  datetime: { DATETIME: asMoment, DATE_LITERAL: asMoments, DATE_N_LITERAL: asMoments },
};

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The text inside a quoted literal. */
function unescaped(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replace(/\\([\s\S])/g, (_, character: string) => escapes[character] ?? character);
}

/** The text inside a quoted literal as a pattern of LIKE, in which `\` escapes `%`, `_` and itself. */
export function likePattern(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replace(/\\([\s\S])/g, (whole, character: string) =>
      /[_%\\]/.test(character) ? whole : (escapes[character] ?? character),
    );
}

const soqlTypes: Readonly<Partial<Record<FieldType, string>>> = {
  datetime: 'dateTime',
  picklist: 'string',
  textarea: 'string',
  reference: 'reference',
};

function wrongLiteral(environment: QueryEnvironment, comparand: Comparand): SalesforceError {
  const comparison = comparisonOf(comparand.type);
  const isQuoted = comparison === 'text' || comparison === 'id';
  const type = soqlTypes[comparand.type] ?? comparand.type;
  const advice = isQuoted
    ? 'and should be enclosed in quotes'
    : 'and should not be enclosed in quotes';
  return soqlError(
    'INVALID_FIELD',
    environment.soql,
    comparand.name,
    `value of filter criterion for field '${comparand.name}' must be of type ${type} ${advice}`,
  );
}

function invalidDate(environment: QueryEnvironment, comparand: Comparand, text: string) {
  return soqlError(
    'INVALID_FIELD',
    environment.soql,
    comparand.name,
    `line 1: invalid date: ${text}`,
  );
}
