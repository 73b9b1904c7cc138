import type { FormulaCall, FormulaFunction } from './formula-call.ts';
import { wrongType, type FormulaType } from './formula-expression.ts';

const fixed = (
  type: FormulaType,
  arity: number,
  sql: (call: FormulaCall) => string,
): FormulaFunction => ({
  least: arity,
  most: arity,
  compile: (call) => ({ sql: sql(call), type }),
});

const extreme = (name: 'min' | 'max'): FormulaFunction => ({
  least: 1,
  most: Infinity,
  compile: (call) => {
    const values = call.nodes.map((_, at) => call.sql(at, 'number'));
    // With one argument SQLite's min() would be the aggregate.
    return {
      sql: values.length === 1 ? values.join('') : `${name}(${values.join(', ')})`,
      type: 'number',
    };
  },
});

/** FLOOR rounds toward zero and CEILING away from it for negative numbers; MFLOOR and MCEILING are the mathematical ones. */
const awayFromSign = (rounding: 'floor' | 'ceil') => (call: FormulaCall) => {
  const value = call.sql(0, 'number');
  return `(sign(${value}) * ${rounding}(abs(${value})))`;
};

/** DATE(y, m, d), blank for a day that doesn't exist, where Salesforce shows #Error!. */
function date(call: FormulaCall): string {
  const parts = [0, 1, 2].map((at) => `CAST(${call.sql(at, 'number')} AS INTEGER)`).join(', ');
  const day = `printf('%04d-%02d-%02d', ${parts})`;
  return `(CASE WHEN date(${day}) = ${day} THEN ${day} END)`;
}

const part = (format: string, length: number): FormulaFunction =>
  fixed(
    'number',
    1,
    (call) => `CAST(substr(${call.sql(0, 'date')}, ${format}, ${length}) AS INTEGER)`,
  );

function dateValue(call: FormulaCall): string {
  const { sql, type } = call.arg(0);
  if (type === 'datetime' || type === 'text') return `date(substr(${sql}, 1, 10))`;
  if (type === 'date') return sql;
  throw wrongType(call.what, ['datetime', 'text'], type);
}

export const numberAndDateFunctions: Readonly<Record<string, FormulaFunction>> = {
  ABS: fixed('number', 1, (call) => `abs(${call.sql(0, 'number')})`),
  MIN: extreme('min'),
  MAX: extreme('max'),
  SQRT: fixed('number', 1, (call) => `sqrt(${call.sql(0, 'number')})`),
  MOD: fixed(
    'number',
    2,
    (call) => `mod(${call.sql(0, 'number')}, nullif(${call.sql(1, 'number')}, 0))`,
  ),
  ROUND: fixed('number', 2, (call) => {
    const unit = `pow(10, ${call.sql(1, 'number')})`;
    return `(round(${call.sql(0, 'number')} * ${unit}) / ${unit})`;
  }),
  FLOOR: fixed('number', 1, awayFromSign('floor')),
  CEILING: fixed('number', 1, awayFromSign('ceil')),
  MFLOOR: fixed('number', 1, (call) => `floor(${call.sql(0, 'number')})`),
  MCEILING: fixed('number', 1, (call) => `ceil(${call.sql(0, 'number')})`),
  DATE: fixed('date', 3, date),
  DATEVALUE: fixed('date', 1, dateValue),
  TODAY: fixed('date', 0, () => 'sf_today()'),
  NOW: fixed('datetime', 0, () => 'sf_now()'),
  YEAR: part('1', 4),
  MONTH: part('6', 2),
  DAY: part('9', 2),
  WEEKDAY: fixed(
    'number',
    1,
    (call) => `(CAST(strftime('%w', ${call.sql(0, 'date')}) AS INTEGER) + 1)`,
  ),
  ADDMONTHS: fixed(
    'date',
    2,
    (call) => `sf_add_months(${call.sql(0, 'date')}, ${call.sql(1, 'number')})`,
  ),
};
