import type { Literal, QueryExpression } from '../../syntax/expression.ts';
import { nullType } from '../../types/type-table.ts';
import { ApexDecimal } from '../../values/apex-decimal.ts';
import { ApexDouble } from '../../values/apex-double.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { typeName } from '../../values/type-name.ts';
import type { Scope } from '../scope.ts';
import { constant, problem, type Typed } from '../typed.ts';
import { UnsupportedError } from '../../../schema/unsupported-error.ts';

/** A literal; Decimals keep the digits they were written with. */
export function literal(expression: Literal): Typed {
  if (expression.type === 'Null') return constant(nullType, null);
  return constant(typeName(expression.type), literalValue(expression));
}

function literalValue(expression: Literal): ApexValue {
  if (expression.type === 'Decimal') return ApexDecimal.parse(expression.value);
  return expression.type === 'Double' ? new ApexDouble(Number(expression.value)) : expression.value;
}

/** SOQL between brackets. Throws ApexProblemError with what the schema or the syntax says. */
export function query(scope: Scope, { text, binds, position }: QueryExpression): Typed {
  const { statements } = scope.table.environment;
  const values = binds.map(({ expression }) => scope.value(expression));
  const { apiVersion } = scope.unit;
  try {
    const compiled = statements.compileQuery(text, binds, apiVersion);
    const type = scope.table.canonical(compiled.resultType);
    return {
      type,
      isQuery: type.name === 'List',
      code: (frame) => {
        const bound = values.map((each) => each.code(frame));
        frame.line = position.line;
        return compiled.run(frame.run, bound);
      },
    };
  } catch (error) {
    if (error instanceof UnsupportedError || !(error instanceof Error)) throw error;
    throw problem(position, error.message);
  }
}
