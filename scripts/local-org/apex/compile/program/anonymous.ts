import type { AnonymousBlock, ClassDeclaration } from '../../syntax/declaration.ts';
import { parsedAnonymous } from '../../syntax/parse.ts';
import { TypeTable, voidType } from '../../types/type-table.ts';
import type { ClassModel } from '../../types/class-model.ts';
import type { AnonymousProgram } from '../program.ts';
import { expressions } from '../expression/expressions.ts';
import { Scope, type Body, type Unit } from '../scope.ts';
import { sequence, statement } from '../statement/statements.ts';
import { callable } from './body.ts';
import { checkClass } from './class-checks.ts';
import { compileClass } from './compile-class.ts';
import { declaredType, declareMember, declareSupertypes, membersOf } from './declare-types.ts';
import { RuntimeClasses } from './runtime-classes.ts';

const name = 'AnonymousBlock';
const start = { line: 1, column: 1 };

/** A block of anonymous Apex against compiled classes: its methods and classes are members of a class of its own. */
export function anonymousProgram(
  shared: TypeTable,
  sharedClasses: RuntimeClasses,
  source: string,
  apiVersion: number,
): AnonymousProgram {
  const block = parsedAnonymous(source);
  const table = new TypeTable(shared.environment, shared.environment.natives);
  for (const [key, model] of shared.classes) table.classes.set(key, model);
  const classes = new RuntimeClasses(table, sharedClasses);
  const model = declaredBlock(table, block, apiVersion);
  const unit: Unit = { table, classes, expressions, apiVersion, source: name, lines: new Set() };
  for (const each of [model, ...model.inner]) {
    checkClass(table, each);
    if (each.declaration.kind !== 'class') continue;
    compileClass(unit, each, (work) => {
      work();
    });
  }
  const body: Body = { isStatic: false, returns: voidType, label: name };
  const scope = new Scope(unit, model, body);
  const steps = sequence(block.statements.map((each) => statement(scope, each)));
  const call = callable(unit, body, steps, 1);
  const type = classes.of(model);
  return {
    run: (run) => {
      call(run, classes.instance(run, type, '()', []), []);
    },
  };
}

function declaredBlock(
  table: TypeTable,
  { members }: AnonymousBlock,
  apiVersion: number,
): ClassModel {
  const declaration: ClassDeclaration = {
    kind: 'class',
    name,
    modifiers: { access: 'public', flags: new Set(), sharing: undefined, annotations: [] },
    position: start,
    superclass: undefined,
    interfaces: [],
    members,
  };
  const model = declaredType(table, declaration, apiVersion);
  const models = [model, ...model.inner];
  for (const each of models) declareSupertypes(table, each);
  for (const each of models) {
    for (const member of membersOf(each.declaration)) declareMember(table, each, member);
  }
  return model;
}
