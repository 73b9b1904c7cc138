import type { Expression } from '../syntax/expression.ts';
import type { Position } from '../syntax/position.ts';
import type { TypeReference } from '../syntax/type-reference.ts';
import type { ClassModel, FieldModel } from '../types/class-model.ts';
import type { TypeTable } from '../types/type-table.ts';
import type { TypeName } from '../values/type-name.ts';
import type { RuntimeClasses } from './program/runtime-classes.ts';
import { problem, type Typed } from './typed.ts';

/** What the code of one source file compiles with. */
export interface Unit {
  readonly table: TypeTable;
  readonly classes: RuntimeClasses;
  readonly apiVersion: number;
  /** Name of the top-level class, for coverage. */
  readonly source: string;
  /** Lines that begin a statement; filled while compiling. */
  readonly lines: Set<number>;
  /** The expression compiler. Handed in, because the kinds of expressions need each other through it. */
  readonly expressions: ExpressionCompiler;
}

export interface ExpressionCompiler {
  /** Throws ApexProblemError. */
  value(scope: Scope, expression: Expression): Typed;
  /** What stands left of a dot or bracket: may be a chain that ended early. */
  target(scope: Scope, expression: Expression): Typed;
}

export interface Local {
  readonly name: string;
  readonly type: TypeName;
  readonly slot: number;
  readonly isFinal: boolean;
}

/** What holds for a whole body. */
export interface Body {
  readonly isStatic: boolean;
  /** What the body returns; undefined for a constructor or initializer. */
  readonly returns: TypeName | undefined;
  /** As a stack trace names it. */
  readonly label: string;
  /** The property whose accessor the body is: its own name means the value it keeps. */
  readonly accessorOf?: FieldModel;
  readonly isConstructor?: boolean;
  /** The arguments of `this(…)` or `super(…)`: the instance has no fields and methods yet. */
  readonly isBeforeInstance?: boolean;
  /** Final fields may be assigned. */
  readonly initializes?: boolean;
}

/** The names a statement sees. */
export class Scope {
  readonly unit: Unit;
  readonly model: ClassModel;
  readonly body: Body;
  readonly isInLoop: boolean;
  readonly #parent: Scope | undefined;
  readonly #locals = new Map<string, Local>();
  readonly #slots: { count: number };

  constructor(unit: Unit, model: ClassModel, body: Body, parent?: Scope, isInLoop = false) {
    this.unit = unit;
    this.model = model;
    this.body = body;
    this.#parent = parent;
    this.#slots = parent ? parent.#slots : { count: 0 };
    this.isInLoop = isInLoop;
  }

  get table(): TypeTable {
    return this.unit.table;
  }

  /** A block inside this one. */
  inner(isInLoop = this.isInLoop): Scope {
    return new Scope(this.unit, this.model, this.body, this, isInLoop);
  }

  /** The arguments of the constructor that runs first. */
  beforeInstance(): Scope {
    return new Scope(this.unit, this.model, { ...this.body, isBeforeInstance: true }, this);
  }

  /** A new variable. Throws ApexProblemError where the name is taken by another one of the body. */
  declare(name: string, type: TypeName, position: Position, isFinal = false): Local {
    if (this.local(name)) throw problem(position, `Duplicate variable: ${name}`);
    const local = { name, type, isFinal, slot: this.newSlot() };
    this.#locals.set(name.toLowerCase(), local);
    return local;
  }

  local(name: string): Local | undefined {
    return this.#locals.get(name.toLowerCase()) ?? this.#parent?.local(name);
  }

  /** Room for a value the compiler needs for itself. */
  newSlot(): number {
    return this.#slots.count++;
  }

  type(reference: TypeReference): TypeName {
    return this.table.resolve(reference, this.model);
  }

  value(expression: Expression): Typed {
    return this.unit.expressions.value(this, expression);
  }

  target(expression: Expression): Typed {
    return this.unit.expressions.target(this, expression);
  }
}
