import type { FormulaCall, FormulaFunction } from './formula-call.ts';
import { FormulaError } from './formula-error.ts';
import { wrongType, type FormulaExpression, type FormulaType } from './formula-expression.ts';

const fixed = (
  type: FormulaType,
  arity: number,
  sql: (call: FormulaCall) => string,
): FormulaFunction => ({
  least: arity,
  most: arity,
  compile: (call) => ({ sql: sql(call), type }),
});

/** TEXT(x): numbers without trailing zeros, dates as they are, datetimes with a space and a Z, picklists by API value. */
function text(call: FormulaCall): FormulaExpression {
  const { sql, type } = call.arg(0);
  if (type === 'number') return { sql: `sf_number_text(${sql})`, type: 'text' };
  if (type === 'date' || type === 'picklist') return { sql: `coalesce(${sql}, '')`, type: 'text' };
  if (type === 'datetime') {
    const shown = `substr(${sql}, 1, 10) || ' ' || substr(${sql}, 12, 8) || 'Z'`;
    return { sql: `coalesce(${shown}, '')`, type: 'text' };
  }
  throw wrongType(call.what, ['number', 'date', 'datetime', 'picklist'], type);
}

/** A pattern written into the formula is checked when it is deployed. Java's syntax, as far as JavaScript shares it. */
function regex(call: FormulaCall): string {
  const pattern = call.nodes[1];
  if (pattern?.kind === 'text') {
    try {
      new RegExp(pattern.value, 'u');
    } catch (error) {
      throw new FormulaError(`Invalid regular expression in ${call.what}: ${String(error)}`);
    }
  }
  return `sf_regex(${call.sql(0, 'text')}, ${call.sql(1, 'text')})`;
}

const padded = (side: 'left' | 'right'): FormulaFunction => ({
  least: 2,
  most: 3,
  compile: (call) => {
    const filler = call.nodes.length > 2 ? call.sql(2, 'text') : "' '";
    return {
      sql: `sf_pad(${call.sql(0, 'text')}, ${call.sql(1, 'number')}, ${filler}, '${side}')`,
      type: 'text',
    };
  },
});

export const textFunctions: Readonly<Record<string, FormulaFunction>> = {
  TEXT: { least: 1, most: 1, compile: text },
  VALUE: fixed('number', 1, (call) => `sf_number_value(${call.sql(0, 'text')})`),
  LEN: fixed('number', 1, (call) => `length(${call.sql(0, 'text')})`),
  LEFT: fixed(
    'text',
    2,
    (call) => `substr(${call.sql(0, 'text')}, 1, max(0, ${call.sql(1, 'number')}))`,
  ),
  RIGHT: fixed('text', 2, (call) => `sf_right(${call.sql(0, 'text')}, ${call.sql(1, 'number')})`),
  MID: fixed(
    'text',
    3,
    (call) =>
      `substr(${call.sql(0, 'text')}, max(1, ${call.sql(1, 'number')}), max(0, ${call.sql(2, 'number')}))`,
  ),
  UPPER: fixed('text', 1, (call) => `sf_upper(${call.sql(0, 'text')})`),
  LOWER: fixed('text', 1, (call) => `sf_fold(${call.sql(0, 'text')})`),
  TRIM: fixed('text', 1, (call) => `trim(${call.sql(0, 'text')})`),
  LPAD: padded('left'),
  RPAD: padded('right'),
  BR: fixed('text', 0, () => 'char(10)'),
  SUBSTITUTE: fixed(
    'text',
    3,
    (call) => `replace(${call.sql(0, 'text')}, ${call.sql(1, 'text')}, ${call.sql(2, 'text')})`,
  ),
  CONTAINS: fixed(
    'boolean',
    2,
    (call) => `(instr(${call.sql(0, 'text')}, ${call.sql(1, 'text')}) > 0)`,
  ),
  BEGINS: fixed('boolean', 2, (call) => {
    const start = call.sql(1, 'text');
    return `(substr(${call.sql(0, 'text')}, 1, length(${start})) = ${start})`;
  }),
  FIND: fixed('number', 2, (call) => `instr(${call.sql(1, 'text')}, ${call.sql(0, 'text')})`),
  REGEX: fixed('boolean', 2, regex),
  ISNUMBER: fixed('boolean', 1, (call) => `(sf_number_value(${call.sql(0, 'text')}) IS NOT NULL)`),
  CASESAFEID: fixed('text', 1, (call) => `sf_id18(${call.sql(0, 'text')})`),
};
