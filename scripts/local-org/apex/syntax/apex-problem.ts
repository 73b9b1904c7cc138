import type { Position } from './position.ts';

/** One compile error, in the words Salesforce uses for it. `className` is the component the source belongs to. */
export interface ApexProblem extends Position {
  /** Name of the class the problem is in. */
  readonly className: string;
  readonly problem: string;
}

/** Thrown while one construct compiles. The compiler collects it and goes on with the next member. */
export class ApexProblemError extends Error {
  readonly position: Position;

  constructor(position: Position, problem: string) {
    super(problem);
    this.name = 'ApexProblemError';
    this.position = position;
  }
}
