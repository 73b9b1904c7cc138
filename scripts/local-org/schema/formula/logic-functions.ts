import type { FormulaCall, FormulaFunction } from './formula-call.ts';
import { FormulaError } from './formula-error.ts';
import { commonType, expected, textLiteral, type FormulaExpression } from './formula-expression.ts';
import { negation } from './formula-operators.ts';

const boolean = (sql: string): FormulaExpression => ({ sql, type: 'boolean' });

const joined = (operator: 'AND' | 'OR'): FormulaFunction => ({
  least: 1,
  most: Infinity,
  compile: (call) =>
    boolean(`(${call.nodes.map((_, at) => call.sql(at, 'boolean')).join(` ${operator} `)})`),
});

const choice: FormulaFunction = {
  least: 3,
  most: 3,
  compile: (call) => {
    const [then, otherwise] = [call.arg(1), call.arg(2)];
    const type = commonType(call.what, [then, otherwise]);
    const [a, b] = [then, otherwise].map((branch) => expected(call.what, branch, type).sql);
    const condition = call.sql(0, 'boolean');
    return { sql: `(CASE WHEN ${condition} THEN ${a ?? ''} ELSE ${b ?? ''} END)`, type };
  },
};

/** CASE(x, value, result, …, otherwise). A picklist is compared by its API values. */
const selection: FormulaFunction = {
  least: 4,
  most: Infinity,
  compile: (call) => {
    if (call.nodes.length % 2 !== 0) {
      throw new FormulaError(`Incorrect number of parameters for ${call.what}`);
    }
    const subject = asText(call.arg(0));
    const pairs = call.args().slice(1, -1);
    const values = pairs.filter((_, at) => at % 2 === 0);
    const results = [...pairs.filter((_, at) => at % 2 === 1), call.arg(call.nodes.length - 1)];
    const type = commonType(call.what, results);
    const branches = values.map((value, at) => {
      const result = expected(call.what, results[at] ?? value, type).sql;
      const wanted = expected(call.what, value, subject.type).sql;
      return `WHEN ${subject.sql} IS ${wanted} THEN ${result}`;
    });
    const otherwise = expected(call.what, results.at(-1) ?? subject, type).sql;
    return { sql: `(CASE ${branches.join(' ')} ELSE ${otherwise} END)`, type };
  },
};

function asText(expression: FormulaExpression): FormulaExpression {
  return expression.type === 'picklist'
    ? { sql: `coalesce(${expression.sql}, '')`, type: 'text' }
    : expression;
}

const isBlank: FormulaFunction = {
  least: 1,
  most: 1,
  compile: (call) => {
    const { sql, type } = call.blankableArg(0);
    return boolean(type === 'text' ? `(${sql} = '')` : `(${sql} IS NULL)`);
  },
};

const blankValue: FormulaFunction = {
  least: 2,
  most: 2,
  compile: (call) => {
    const [value, substitute] = [call.blankableArg(0), call.arg(1)];
    const type = commonType(call.what, [value, substitute]);
    const fallback = expected(call.what, substitute, type).sql;
    const sql =
      type === 'text'
        ? `coalesce(nullif(${value.sql}, ''), ${fallback})`
        : `coalesce(${value.sql}, ${fallback})`;
    return { sql, type };
  },
};

const isPickVal: FormulaFunction = {
  least: 2,
  most: 2,
  compile: (call) => {
    const { sql } = expected(call.what, call.arg(0), 'picklist');
    return boolean(`(coalesce(${sql}, '') = ${call.sql(1, 'text')})`);
  },
};

const includes: FormulaFunction = {
  least: 2,
  most: 2,
  compile: (call) => {
    const { sql } = expected(call.what, call.arg(0), 'multipicklist');
    const wanted = `';' || ${call.sql(1, 'text')} || ';'`;
    return boolean(`(instr(';' || coalesce(${sql}, '') || ';', ${wanted}) > 0)`);
  },
};

function saving(call: FormulaCall) {
  if (call.scope.saving) return call.scope.saving;
  throw new FormulaError(`The ${call.what} can only be used where a record is saved`);
}

const isNew: FormulaFunction = {
  least: 0,
  most: 0,
  compile: (call) => boolean(saving(call).isNew),
};

const isChanged: FormulaFunction = {
  least: 1,
  most: 1,
  compile: (call) => {
    const { sql, field } = call.field(0);
    const values = saving(call);
    return boolean(`(NOT ${values.isNew} AND ${sql} IS NOT ${values.prior(field)})`);
  },
};

/** The value before the save; of a new record, the value it is saved with (as documented). */
const priorValue: FormulaFunction = {
  least: 1,
  most: 1,
  compile: (call) => {
    const { sql, field } = call.field(0);
    const values = saving(call);
    const { type } = call.arg(0);
    const value = `(CASE WHEN ${values.isNew} THEN ${sql} ELSE ${values.prior(field)} END)`;
    return { sql: type === 'text' ? `coalesce(${value}, ${textLiteral('')})` : value, type };
  },
};

export const logicFunctions: Readonly<Record<string, FormulaFunction>> = {
  AND: joined('AND'),
  OR: joined('OR'),
  NOT: {
    least: 1,
    most: 1,
    compile: (call) => negation(expected(call.what, call.arg(0), 'boolean')),
  },
  IF: choice,
  CASE: selection,
  ISBLANK: isBlank,
  ISNULL: isBlank,
  BLANKVALUE: blankValue,
  NULLVALUE: blankValue,
  ISPICKVAL: isPickVal,
  INCLUDES: includes,
  ISNEW: isNew,
  ISCHANGED: isChanged,
  PRIORVALUE: priorValue,
};
