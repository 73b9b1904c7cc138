import {
  commonType,
  expected,
  wrongType,
  type FormulaExpression,
  type FormulaType,
} from './formula-expression.ts';
import { FormulaError } from './formula-error.ts';

type Operation = (left: FormulaExpression, right: FormulaExpression) => FormulaExpression;

const arithmetic =
  (operator: string): Operation =>
  (left, right) => {
    const what = `operator '${operator}'`;
    const [a, b] = [expected(what, left, 'number').sql, expected(what, right, 'number').sql];
    if (operator === '/') return { sql: `(${a} * 1.0 / nullif(${b}, 0))`, type: 'number' };
    if (operator === '^') return { sql: `pow(${a}, ${b})`, type: 'number' };
    return { sql: `(${a} ${operator} ${b})`, type: 'number' };
  };

const concatenation: Operation = (left, right) => {
  const a = expected("operator '&'", left, 'text').sql;
  const b = expected("operator '&'", right, 'text').sql;
  return { sql: `(${a} || ${b})`, type: 'text' };
};

const addition: Operation = (left, right) => {
  if (left.type === 'text') return concatenation(left, right);
  if (isTemporal(left.type)) return shifted(left, right, '+');
  if (isTemporal(right.type)) return shifted(right, left, '+');
  return arithmetic('+')(left, right);
};

const subtraction: Operation = (left, right) => {
  if (isTemporal(left.type) && left.type === right.type) {
    return { sql: `(${julianDay(left)} - ${julianDay(right)})`, type: 'number' };
  }
  return isTemporal(left.type) ? shifted(left, right, '-') : arithmetic('-')(left, right);
};

function isTemporal(type: FormulaType): boolean {
  return type === 'date' || type === 'datetime';
}

function julianDay({ sql, type }: FormulaExpression): string {
  return type === 'date' ? `julianday(${sql})` : `julianday(substr(${sql}, 1, 23))`;
}

/** A date moved by whole days, a datetime by days and fractions of them. */
function shifted(
  moment: FormulaExpression,
  days: FormulaExpression,
  sign: '+' | '-',
): FormulaExpression {
  const by = `${sign}(${expected(`operator '${sign}'`, days, 'number').sql})`;
  if (moment.type === 'date') {
    return { sql: `date(${moment.sql}, CAST(${by} AS INTEGER) || ' days')`, type: 'date' };
  }
  const seconds = `(${by} * 86400.0) || ' seconds'`;
  const sql = `strftime('%Y-%m-%dT%H:%M:%f', substr(${moment.sql}, 1, 23), ${seconds}) || '+0000'`;
  return { sql: `(${sql})`, type: 'datetime' };
}

const equality =
  (operator: string, sqlOperator: 'IS' | 'IS NOT'): Operation =>
  (left, right) => {
    const type = comparable(operator, left, right);
    const [a, b] = [left, right].map((side) => expected(`operator '${operator}'`, side, type).sql);
    return { sql: `(${a ?? ''} ${sqlOperator} ${b ?? ''})`, type: 'boolean' };
  };

const comparison =
  (operator: string): Operation =>
  (left, right) => {
    const type = comparable(operator, left, right);
    if (type === 'boolean') throw wrongType(`operator '${operator}'`, ['number'], 'boolean');
    return { sql: `(${left.sql} ${operator} ${right.sql})`, type: 'boolean' };
  };

function comparable(operator: string, left: FormulaExpression, right: FormulaExpression) {
  if ([left, right].some(({ type }) => type === 'picklist' || type === 'multipicklist')) {
    throw new FormulaError(
      'Picklist fields are only supported in certain functions: use ISPICKVAL, CASE, TEXT or INCLUDES',
    );
  }
  return commonType(`operator '${operator}'`, [left, right]);
}

const logic =
  (symbol: string, operator: 'AND' | 'OR'): Operation =>
  (left, right) => {
    const [a, b] = [left, right].map(
      (side) => expected(`operator '${symbol}'`, side, 'boolean').sql,
    );
    return { sql: `(${a ?? ''} ${operator} ${b ?? ''})`, type: 'boolean' };
  };

const operations: Readonly<Record<string, Operation>> = {
  '+': addition,
  '-': subtraction,
  '*': arithmetic('*'),
  '/': arithmetic('/'),
  '^': arithmetic('^'),
  '&': concatenation,
  '=': equality('=', 'IS'),
  '==': equality('==', 'IS'),
  '<>': equality('<>', 'IS NOT'),
  '!=': equality('!=', 'IS NOT'),
  '<': comparison('<'),
  '>': comparison('>'),
  '<=': comparison('<='),
  '>=': comparison('>='),
  '&&': logic('&&', 'AND'),
  '||': logic('||', 'OR'),
};

/** `left operator right`. A comparison with a blank number or date counts as false wherever a truth value is asked. */
export function binaryExpression(
  operator: string,
  left: FormulaExpression,
  right: FormulaExpression,
): FormulaExpression {
  const operation = operations[operator];
  if (!operation) throw new FormulaError(`Syntax error. Unknown operator '${operator}'`);
  return operation(left, right);
}

/** `-x`, `+x` or `!x`. */
export function unaryExpression(operator: string, operand: FormulaExpression): FormulaExpression {
  if (operator === '!') return negation(expected("operator '!'", operand, 'boolean'));
  const { sql } = expected(`operator '${operator}'`, operand, 'number');
  return { sql: operator === '-' ? `(-${sql})` : sql, type: 'number' };
}

/** Two-valued: what isn't true is false, so its negation is true. */
export function negation({ sql }: FormulaExpression): FormulaExpression {
  return { sql: `(${sql} IS NOT TRUE)`, type: 'boolean' };
}
