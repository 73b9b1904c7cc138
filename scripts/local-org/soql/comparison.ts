import { textLiteral } from '../schema/formula/formula-expression.ts';
import { comparisonOf, type Comparand, type Literal } from './literal.ts';

/** Operators each kind of comparison knows; multi-select picklists have INCLUDES and EXCLUDES besides. */
const operators = {
  text: ['=', '!=', '<', '<=', '>', '>=', 'LIKE', 'IN', 'NOT IN'],
  id: ['=', '!=', '<', '<=', '>', '>=', 'IN', 'NOT IN'],
  number: ['=', '!=', '<', '<=', '>', '>=', 'IN', 'NOT IN'],
  boolean: ['=', '!=', 'IN', 'NOT IN'],
  date: ['=', '!=', '<', '<=', '>', '>=', 'IN', 'NOT IN'],
  datetime: ['=', '!=', '<', '<=', '>', '>=', 'IN', 'NOT IN'],
} as const;

export function knowsOperator({ type }: Comparand, operator: string): boolean {
  if (operator === 'INCLUDES' || operator === 'EXCLUDES') return type === 'multipicklist';
  const known: readonly string[] = operators[comparisonOf(type)];
  return known.includes(operator);
}

/**
 * SQL of a comparison. SOQL has two truth values: a blank field equals null and nothing else, so `!=`, NOT IN and
 * EXCLUDES hold for blank fields, and a checkbox that isn't there counts as false (SOQL reference, "Use null in WHERE").
 * Text is compared without regard to case, in any alphabet, unless the field is case-sensitive.
 */
export function comparisonSql(
  comparand: Comparand,
  operator: string,
  literals: readonly Literal[],
): string {
  switch (operator) {
    case '=':
    case 'IN':
      return membership(comparand, literals);
    case '!=':
    case 'NOT IN':
      return `(${membership(comparand, literals)} IS NOT TRUE)`;
    case 'INCLUDES':
      return inclusion(comparand, literals);
    case 'EXCLUDES':
      return `(${inclusion(comparand, literals)} IS NOT TRUE)`;
    default:
      return `(${literals.map((each) => ordering(comparand, operator, each)).join(' OR ')})`;
  }
}

function membership(comparand: Comparand, literals: readonly Literal[]): string {
  const values = literals.filter((each) => each.kind === 'value');
  const parts = literals.flatMap((each) => {
    if (each.kind === 'range')
      return [`${comparand.sql} >= ${each.from} AND ${comparand.sql} < ${each.until}`];
    return each.kind === 'null' ? [blankness(comparand)] : [];
  });
  if (values.length > 0) {
    const { subject, texts } = comparable(comparand, values);
    parts.push(
      texts.length === 1 ? `${subject} = ${texts.join('')}` : `${subject} IN (${texts.join(', ')})`,
    );
  }
  return parts.length === 0 ? '0' : `(${parts.join(' OR ')})`;
}

function blankness({ sql, type }: Comparand): string {
  return type === 'boolean' ? `${sql} IS NOT TRUE` : `${sql} IS NULL`;
}

type Value = Extract<Literal, { kind: 'value' }>;

/** Both sides of a comparison, made so that SQLite compares them as SOQL does. */
function comparable(
  { sql, type, caseSensitive }: Comparand,
  values: readonly Value[],
): { subject: string; texts: readonly string[] } {
  const texts = values.map((value) => value.sql);
  const comparison = comparisonOf(type);
  if (comparison === 'boolean') return { subject: `coalesce(${sql}, 0)`, texts };
  if (comparison !== 'text' || caseSensitive) return { subject: sql, texts };
  if (values.every(({ text }) => isAscii(text))) return { subject: `${sql} COLLATE NOCASE`, texts };
  return {
    subject: `sf_fold(${sql})`,
    texts: values.map(({ text }) => textLiteral(text.toLowerCase())),
  };
}

/** SQLite's NOCASE knows the 26 letters only, which is enough, and indexable, for text that has no others. */
function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text);
}

const rangeBounds: Readonly<Record<string, { sql: string; bound: 'from' | 'until' }>> = {
  '<': { sql: '<', bound: 'from' },
  '<=': { sql: '<', bound: 'until' },
  '>': { sql: '>=', bound: 'until' },
  '>=': { sql: '>=', bound: 'from' },
};

function ordering(comparand: Comparand, operator: string, value: Literal): string {
  if (value.kind === 'null') return '0';
  if (value.kind === 'value') {
    const { subject, texts } = comparable(comparand, [value]);
    return `${subject} ${operator} ${texts.join('')}`;
  }
  const range = rangeBounds[operator];
  return range ? `${comparand.sql} ${range.sql} ${value[range.bound]}` : '0';
}

/** LIKE with `%` and `_`, both escapable: whether the text is like one of the patterns. */
export function likeSql(comparand: Comparand, patterns: readonly string[]): string {
  if (patterns.length === 0) return '0';
  return `(${patterns.map((pattern) => likeOne(comparand, pattern)).join(' OR ')})`;
}

function likeOne({ sql }: Comparand, pattern: string): string {
  if (isAscii(pattern)) return `(${sql} LIKE ${textLiteral(pattern)} ESCAPE '\\')`;
  return `(sf_fold(${sql}) LIKE ${textLiteral(pattern.toLowerCase())} ESCAPE '\\')`;
}

/** INCLUDES ('a;b', 'c'): both a and b, or c. */
function inclusion({ sql }: Comparand, literals: readonly Literal[]): string {
  const alternatives = literals.map((each) => {
    if (each.kind !== 'value') return `${sql} IS NULL`;
    const all = each.text.split(';').map((part) => textLiteral(`;${part};`));
    return `(${all.map((part) => `instr(';' || ${sql} || ';', ${part}) > 0`).join(' AND ')})`;
  });
  return alternatives.length === 0 ? '0' : `(${alternatives.join(' OR ')})`;
}
