/** What a compiler has against a class of the org; lines and columns count from 1. */
export interface SourceProblem {
  readonly className: string;
  readonly line: number;
  readonly column: number;
  readonly problem: string;
}

/** Compiles the org's classes as they are at this moment, inside the deploy's transaction. */
export type SourceCompiler = () => readonly SourceProblem[];
