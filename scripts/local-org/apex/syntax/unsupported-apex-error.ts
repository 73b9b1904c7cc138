import { UnsupportedError } from '../../schema/unsupported-error.ts';
import type { Position } from './position.ts';

/**
 * A construct of Apex that exists and that the interpreter doesn't know. Apex can't catch it, so it never passes for an
 * answer.
 */
export class UnsupportedApexError extends UnsupportedError {
  readonly position: Position;

  /** `construct` names it: "SOSL", "a trigger". */
  constructor(construct: string, position: Position) {
    super(`${construct} in Apex (line ${position.line}, column ${position.column})`);
    this.position = position;
  }
}
