import type { FieldSchema } from '../schema/object-schema.ts';
import { normalizedId } from '../schema/salesforce-id.ts';
import { SalesforceError } from '../schema/salesforce-error.ts';
import { apiDateTime } from './moments.ts';
import { RowFailure, saveError } from './row-failure.ts';
import type { SqlValue } from './store.ts';
import type { WriteOptions } from './user-session.ts';

type Format = NonNullable<WriteOptions['format']>;

const truths: ReadonlySet<string> = new Set(['true', 'yes', 'y', 'on', '1']);
const untruths: ReadonlySet<string> = new Set(['false', 'no', 'n', 'off', '0']);

/**
 * A value as JSON or CSV brought it, as its column holds it. Coerces as documented ("12", 3.00E+07, "true"); an empty
 * text is blank. Throws `RowFailure` for a value the field can't take and, for JSON, `SalesforceError`
 * JSON_PARSER_ERROR for one of the wrong type.
 */
export function columnValue(field: FieldSchema, value: unknown, format: Format): SqlValue {
  if (value === null || value === undefined || value === '') return blankValue(field);
  if (isScalar(value)) return converters[kindOf(field)](field, value, format);
  const token = Array.isArray(value) ? 'START_ARRAY value [' : 'START_OBJECT value {';
  throw parserError(field, token);
}

function blankValue(field: FieldSchema): null {
  if (field.type === 'boolean') throw notOfType(field, '');
  return null;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

type Scalar = string | number | boolean;
type Converter = (field: FieldSchema, value: Scalar, format: Format) => SqlValue;
type Kind = 'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'id' | 'picklist' | 'picklists';

const kinds: Readonly<Partial<Record<FieldSchema['type'], Kind>>> = {
  double: 'number',
  currency: 'number',
  percent: 'number',
  int: 'number',
  long: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  id: 'id',
  reference: 'id',
  picklist: 'picklist',
  multipicklist: 'picklists',
};

function kindOf(field: FieldSchema): Kind {
  return kinds[field.type] ?? 'text';
}

const converters: Readonly<Record<Kind, Converter>> = {
  text: (field, value) => {
    const text = shortEnough(field, String(value));
    if (field.type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) {
      throw new RowFailure(
        saveError('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${text}`, [
          field.name,
        ]),
      );
    }
    return text;
  },
  number: (field, value, format) => {
    const text = String(value).trim();
    if (typeof value === 'boolean' || !/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) {
      throw wrongType(field, value, format);
    }
    return inRange(field, Number(text), text, format);
  },
  boolean: (field, value, format) => {
    const text = String(value).toLowerCase();
    if (typeof value === 'number') throw wrongType(field, value, format);
    if (truths.has(text)) return 1;
    if (untruths.has(text)) return 0;
    throw wrongType(field, value, format);
  },
  date: (field, value, format) => {
    const day = /^(\d{4}-\d{2}-\d{2})(T.*)?$/.exec(String(value))?.[1];
    if (day === undefined || !isDay(day)) throw wrongType(field, value, format);
    return day;
  },
  datetime: (field, value, format) => {
    const moment = parsedDateTime(String(value));
    if (!moment) throw wrongType(field, value, format);
    return apiDateTime(moment);
  },
  id: (field, value) => {
    const id = normalizedId(String(value));
    if (id !== null) return id;
    throw new RowFailure(malformedId(field, String(value)));
  },
  picklist: (field, value) => listed(field, shortEnough(field, String(value))),
  picklists: (field, value) => {
    const parts = String(value)
      .split(';')
      .map((part) => part.trim());
    const chosen = new Set(parts.filter((part) => part !== '').map((part) => listed(field, part)));
    const order = (field.picklist?.values ?? []).map(({ value: defined }) => defined);
    const known = order.filter((each) => chosen.has(each));
    return [...known, ...[...chosen].filter((each) => !order.includes(each))].join(';');
  },
};

export function malformedId(field: FieldSchema, value: string) {
  const message = `${field.label}: id value of incorrect type: ${value}`;
  return saveError('MALFORMED_ID', message, [field.name]);
}

function shortEnough(field: FieldSchema, text: string): string {
  if (field.length === 0 || text.length <= field.length) return text;
  const message = `${field.label}: data value too large: ${text} (max length=${field.length})`;
  throw new RowFailure(saveError('STRING_TOO_LONG', message, [field.name]));
}

/** Decimals beyond the scale are stored as they come: the API doesn't enforce it (help article 000387302). */
function inRange(field: FieldSchema, number: number, text: string, format: Format): number {
  const isWhole = field.type === 'int' || field.type === 'long';
  if (isWhole && !Number.isInteger(number)) throw wrongType(field, text, format);
  const digits = isWhole ? field.digits : field.precision - field.scale;
  if (digits > 0 && Math.trunc(Math.abs(number)) >= 10 ** digits) {
    const message = `${field.label}: value outside of valid range on numeric field: ${text}`;
    throw new RowFailure(saveError('NUMBER_OUTSIDE_VALID_RANGE', message, [field.name]));
  }
  return number;
}

function listed(field: FieldSchema, value: string): string {
  const { picklist } = field;
  if (!picklist?.restricted) return value;
  if (picklist.values.some((each) => each.active && each.value === value)) return value;
  const message = `${field.label}: bad value for restricted picklist field: ${value}`;
  throw new RowFailure(saveError('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, [field.name]));
}

/** Whether the text is a day that exists: `2026-02-30` isn't one. */
export function isDay(text: string): boolean {
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

/** `2026-11-24T10:00:00`, with fractions and a zone (`Z`, `+01:00`, `+0100`) or without: then it is UTC. Null for anything else. */
export function parsedDateTime(text: string): Date | null {
  if (!dateTimePattern.test(text) || !isDay(text.slice(0, 10))) return null;
  const zoned = /(Z|[-+]\d{2}:?\d{2})$/.test(text.slice(19)) ? text : `${text}Z`;
  const moment = new Date(zoned.replace(/([-+]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(moment.getTime()) ? null : moment;
}

const dateTimePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[-+]\d{2}:?\d{2})?$/;

function wrongType(field: FieldSchema, value: Scalar, format: Format): Error {
  if (format === 'csv') return notOfType(field, String(value));
  const token =
    typeof value === 'string'
      ? 'VALUE_STRING'
      : typeof value === 'number'
        ? 'VALUE_NUMBER'
        : 'VALUE_BOOLEAN';
  return parserError(
    field,
    `${token} value ${String(value)} or request may be missing a required field`,
  );
}

function notOfType(field: FieldSchema, value: string): RowFailure {
  const message = `${field.label}: value not of required type: ${value}`;
  return new RowFailure(saveError('INVALID_TYPE_ON_FIELD_IN_RECORD', message, [field.name]));
}

/** The position Salesforce adds (`at [line:1, column:2]`) is the parser's; here nobody knows it any more. */
function parserError(field: FieldSchema, found: string): SalesforceError {
  const name = kindOf(field) === 'text' ? 'string' : field.type;
  return new SalesforceError(
    'JSON_PARSER_ERROR',
    `Cannot deserialize instance of ${name} from ${found}`,
  );
}
