import { methodOf, type Run } from '../run/run.ts';
import { parsedType } from '../syntax/parse.ts';
import { methodKey, outermost, type ClassModel } from '../types/class-model.ts';
import type { Environment } from '../types/environment.ts';
import { TypeTable } from '../types/type-table.ts';
import { ApexObject } from '../values/apex-object.ts';
import { anonymousProgram } from './program/anonymous.ts';
import { checkClass } from './program/class-checks.ts';
import { compileClass } from './program/compile-class.ts';
import {
  declareMember,
  declareSupertypes,
  declaredType,
  membersOf,
} from './program/declare-types.ts';
import { Problems } from './program/problems.ts';
import { reflectionOf, typeNamed } from './program/reflection.ts';
import { RuntimeClasses } from './program/runtime-classes.ts';
import { expressions } from './expression/expressions.ts';
import type { ApexSource, Program } from './program.ts';
import type { Unit } from './scope.ts';
import { problem } from './typed.ts';

/** Compiles classes against each other and against what the environment offers. Never throws for what a source says. */
export function compileProgram(sources: readonly ApexSource[], environment: Environment): Program {
  const table = new TypeTable(environment, environment.natives);
  const classes = new RuntimeClasses(table);
  const problems = new Problems();
  const models = declared(table, sources, problems);
  for (const model of models) {
    problems.guard(outermost(model).name, () => {
      checkClass(table, model);
    });
  }
  const lines = compiled(table, classes, models, problems);
  return {
    problems: inSourceOrder(sources, problems),
    classes: table.classes,
    runtimeClass: (name) => {
      const model = table.classNamed(name);
      if (model?.declaration.kind !== 'class' || problems.has(outermost(model).name))
        return undefined;
      return classes.of(model);
    },
    executableLines: (name) => lines.get(name.toLowerCase()) ?? new Set(),
    reflection: (run) => reflectionOf(table, classes, run),
    ...calls(table, classes),
    anonymous: (source, apiVersion) => anonymousProgram(table, classes, source, apiVersion),
    typeNamed: (name) => typeNamed(table, name),
  };
}

/** All types with their members. What can't be declared is a problem of its source, and the rest goes on. */
function declared(
  table: TypeTable,
  sources: readonly ApexSource[],
  problems: Problems,
): readonly ClassModel[] {
  const roots: ClassModel[] = [];
  for (const { name, text, apiVersion } of sources) {
    problems.guard(name, () => {
      const declaration = parsedType(text);
      if (declaration.name.toLowerCase() !== name.toLowerCase()) {
        throw problem(
          declaration.position,
          `Class name must match the file: ${declaration.name} in ${name}`,
        );
      }
      roots.push(declaredType(table, declaration, apiVersion));
    });
  }
  const models = roots.flatMap(withInner);
  for (const model of models) {
    problems.guard(outermost(model).name, () => {
      declareSupertypes(table, model);
    });
  }
  for (const model of models) declareMembers(table, model, problems);
  return models;
}

function withInner(model: ClassModel): readonly ClassModel[] {
  return [model, ...model.inner.flatMap(withInner)];
}

function declareMembers(table: TypeTable, model: ClassModel, problems: Problems): void {
  for (const member of membersOf(model.declaration)) {
    problems.guard(outermost(model).name, () => {
      declareMember(table, model, member);
    });
  }
}

/** Compiles every class. Returns the executable lines of each top-level one, by lower-case name. */
function compiled(
  table: TypeTable,
  classes: RuntimeClasses,
  models: readonly ClassModel[],
  problems: Problems,
): ReadonlyMap<string, ReadonlySet<number>> {
  const lines = new Map<string, Set<number>>();
  for (const model of models) {
    const root = outermost(model);
    const key = root.name.toLowerCase();
    const covered = lines.get(key) ?? new Set();
    lines.set(key, covered);
    const { apiVersion } = root;
    const unit: Unit = {
      table,
      classes,
      expressions,
      apiVersion,
      source: root.name,
      lines: covered,
    };
    if (model.declaration.kind !== 'class') continue;
    compileClass(unit, model, (work) => {
      problems.guard(root.name, work);
    });
  }
  return lines;
}

function inSourceOrder(sources: readonly ApexSource[], { all }: Problems) {
  const order = new Map(sources.map(({ name }, at) => [name.toLowerCase(), at]));
  const at = (name: string) => order.get(name.toLowerCase()) ?? 0;
  return all.toSorted(
    (left, right) =>
      at(left.className) - at(right.className) ||
      left.line - right.line ||
      left.column - right.column,
  );
}

type Calls = Pick<Program, 'callStatic' | 'callInstance' | 'construct'>;

/** How the world outside Apex calls into it. */
function calls(table: TypeTable, classes: RuntimeClasses): Calls {
  return {
    callStatic: (run, { owner, name, parameters }, args) => {
      const type = classes.of(owner);
      run.staticsOf(type);
      const call = methodOf(type, methodKey(name, parameters));
      if (call) return call(run, null, args);
      throw new Error(`${owner.name}.${name} can't be called`);
    },
    callInstance: (run, self, name, args) => {
      const method =
        self instanceof ApexObject ? run.declaredMethod(self, name, args.length) : undefined;
      if (method) return method(...args);
      throw new Error(`No method ${name} with ${args.length} parameters`);
    },
    construct: (run: Run, className) => {
      const model = table.classNamed(className);
      if (!model) throw new Error(`No class ${className}`);
      return classes.instance(run, classes.of(model), methodKey('', []), []);
    },
  };
}
