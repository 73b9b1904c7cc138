import { FormulaError } from './formula-error.ts';
import {
  expected,
  type FormulaExpression,
  type FormulaScope,
  type FormulaType,
} from './formula-expression.ts';
import type { FormulaNode } from './formula-syntax.ts';

type Compile = (node: FormulaNode, scope: FormulaScope) => FormulaExpression;

/** One call of a function inside a formula, as the function's compiler sees it. */
export class FormulaCall {
  readonly name: string;
  readonly nodes: readonly FormulaNode[];
  readonly scope: FormulaScope;
  readonly #compile: Compile;

  constructor(name: string, nodes: readonly FormulaNode[], scope: FormulaScope, compile: Compile) {
    this.name = name;
    this.nodes = nodes;
    this.scope = scope;
    this.#compile = compile;
  }

  get what(): string {
    return `function '${this.name}()'`;
  }

  /** The nth argument, of any type. */
  arg(index: number): FormulaExpression {
    return this.#compile(this.#node(index), this.scope);
  }

  /** The nth argument with blanks kept blank, whatever the formula says about them. */
  blankableArg(index: number): FormulaExpression {
    return this.#compile(this.#node(index), { ...this.scope, treatBlanksAs: 'BlankAsBlank' });
  }

  args(): readonly FormulaExpression[] {
    return this.nodes.map((_, index) => this.arg(index));
  }

  /** SQL of the nth argument, which must have the type. */
  sql(index: number, type: FormulaType): string {
    return expected(this.what, this.arg(index), type).sql;
  }

  /** The field the nth argument names. */
  field(index: number) {
    const node = this.#node(index);
    if (node.kind === 'field') return this.scope.resolve(node.path);
    throw new FormulaError(`The argument of ${this.what} must be a field`);
  }

  #node(index: number): FormulaNode {
    const node = this.nodes[index];
    if (!node) throw new FormulaError(`Incorrect number of parameters for ${this.what}`);
    return node;
  }
}

/** How a function becomes SQL, and how many arguments it takes (`most` Infinity: any number from `least` on). */
export interface FormulaFunction {
  readonly least: number;
  readonly most: number;
  compile(call: FormulaCall): FormulaExpression;
}
