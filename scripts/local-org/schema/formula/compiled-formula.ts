import { FormulaCall, type FormulaFunction } from './formula-call.ts';
import { FormulaError } from './formula-error.ts';
import {
  formulaTypeOf,
  textLiteral,
  type FormulaExpression,
  type FormulaScope,
} from './formula-expression.ts';
import { binaryExpression, unaryExpression } from './formula-operators.ts';
import { formulaTree, type FormulaNode } from './formula-syntax.ts';
import { logicFunctions } from './logic-functions.ts';
import { numberAndDateFunctions } from './number-and-date-functions.ts';
import { textFunctions } from './text-functions.ts';

const functions: Readonly<Record<string, FormulaFunction>> = {
  ...logicFunctions,
  ...textFunctions,
  ...numberAndDateFunctions,
};

const trees = new Map<string, FormulaNode>();

/**
 * A formula as one SQL expression over the columns the scope resolves. Formula fields, validation rules and default
 * values all go through here, so they can be filtered, sorted and grouped by the database and mean the same everywhere.
 * Throws `FormulaError` for bad syntax, unknown fields, wrong types and functions the stand-in lacks (it names them).
 */
export function compiledFormula(source: string, scope: FormulaScope): FormulaExpression {
  let tree = trees.get(source);
  if (!tree) {
    tree = formulaTree(source);
    trees.set(source, tree);
  }
  return compiled(tree, scope);
}

function compiled(node: FormulaNode, scope: FormulaScope): FormulaExpression {
  switch (node.kind) {
    case 'field':
      return fieldValue(node.path, scope);
    case 'call':
      return callResult(node.name, node.args, scope);
    case 'unary':
      return unaryExpression(node.operator, compiled(node.operand, scope));
    case 'binary':
      return binaryExpression(
        node.operator,
        compiled(node.left, scope),
        compiled(node.right, scope),
      );
    default:
      return literal(node);
  }
}

function literal(
  node: Extract<FormulaNode, { kind: 'number' | 'text' | 'boolean' | 'null' }>,
): FormulaExpression {
  switch (node.kind) {
    case 'number':
      return { sql: node.value, type: 'number' };
    case 'text':
      return { sql: textLiteral(node.value), type: 'text' };
    case 'boolean':
      return { sql: node.value ? '1' : '0', type: 'boolean' };
    case 'null':
      return { sql: 'NULL', type: 'null' };
  }
}

function callResult(
  name: string,
  args: readonly FormulaNode[],
  scope: FormulaScope,
): FormulaExpression {
  const found = functions[name];
  if (!found) throw new FormulaError(`Unknown function ${name}. The local org does not support it`);
  if (args.length < found.least || args.length > found.most) {
    const range = found.least === found.most ? `${found.least}` : `at least ${found.least}`;
    throw new FormulaError(
      `Incorrect number of parameters for function '${name}()'. Expected ${range}, received ${args.length}`,
    );
  }
  return found.compile(new FormulaCall(name, args, scope, compiled));
}

/** Ids are 15 characters and percents are fractions inside formulas, as documented. */
function fieldValue(path: readonly string[], scope: FormulaScope): FormulaExpression {
  const { sql, field } = scope.resolve(path);
  const type = formulaTypeOf(field);
  if (type === 'text')
    return { sql: `coalesce(${isId(field.type) ? `substr(${sql}, 1, 15)` : sql}, '')`, type };
  if (type !== 'number') return { sql, type };
  const number = field.type === 'percent' ? `(${sql} / 100.0)` : sql;
  return { sql: scope.treatBlanksAs === 'BlankAsZero' ? `coalesce(${number}, 0)` : number, type };
}

function isId(type: string): boolean {
  return type === 'id' || type === 'reference';
}
