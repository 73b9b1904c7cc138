import type { Step } from '../../run/run.ts';
import type { Statement } from '../../syntax/statement.ts';
import type { Scope } from '../scope.ts';

/** Compiles a statement. Handed to the kinds of statements that hold others. Throws ApexProblemError. */
export type StatementCompiler = (scope: Scope, statement: Statement) => Step;
