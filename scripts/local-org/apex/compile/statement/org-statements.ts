import type { Completion, Step } from '../../run/run.ts';
import type { DmlStatement, MergeStatement, RunAsStatement } from '../../syntax/statement.ts';
import type { Position } from '../../syntax/position.ts';
import type { TypeName } from '../../values/type-name.ts';
import { onlyRecord } from '../conversion.ts';
import type { Scope } from '../scope.ts';
import { definite, problem, type Typed } from '../typed.ts';
import type { StatementCompiler } from './statement-compiler.ts';

/** `insert records;` and its like. */
export function dml(
  scope: Scope,
  { operation, records, access, externalId, position }: DmlStatement,
): Step {
  const { statements } = scope.table.environment;
  const { code } = recordsOf(scope, scope.value(records), position);
  return (frame): undefined => {
    const given = definite(frame, code(frame));
    statements.dml(frame.run, { operation, records: given, access, externalId });
  };
}

/** A record or a List of records. Throws ApexProblemError "DML requires SObject or SObject list type". */
function recordsOf(scope: Scope, value: Typed, position: Position): Typed {
  const { table } = scope;
  const isList = (type: TypeName) => type.name === 'List' && isRecord(type.arguments[0]);
  const isRecord = (type: TypeName | undefined) => type !== undefined && table.isSObject(type);
  if (isRecord(value.type) || isList(value.type)) return value;
  throw problem(position, `DML requires SObject or SObject list type: ${table.text(value.type)}`);
}

/** `merge winner losers;` */
export function merge(scope: Scope, { winner, losers, access, position }: MergeStatement): Step {
  const { statements } = scope.table.environment;
  const first = oneRecord(scope, scope.value(winner), position);
  const others = recordsOf(scope, scope.value(losers), position);
  return (frame): undefined => {
    const kept = definite(frame, first.code(frame));
    statements.merge(frame.run, kept, definite(frame, others.code(frame)), access);
  };
}

function oneRecord(scope: Scope, value: Typed, position: Position): Typed {
  const [row] = value.type.arguments;
  const record =
    value.isQuery === true && row
      ? { type: row, code: onlyRecord(scope.table, value.code) }
      : value;
  return recordsOf(scope, record, position);
}

/** `System.runAs(user) { … }` */
export function runAs(
  scope: Scope,
  { user, body }: RunAsStatement,
  compile: StatementCompiler,
): Step {
  const { statements } = scope.table.environment;
  const { code } = scope.value(user);
  const step = compile(scope, body);
  return (frame) => {
    let completion: Completion;
    const who = definite(frame, code(frame));
    statements.runAs(frame.run, who, () => {
      completion = step(frame);
    });
    return completion;
  };
}
