import type { ApexValue } from '../values/apex-value.ts';
import type { Transaction } from './transaction.ts';

/** One call under way: its variables, and where it is, for stack traces. */
export interface Frame {
  readonly run: Transaction;
  readonly self: ApexValue;
  readonly locals: ApexValue[];
  /** `Class.Outer.method`, as a stack trace writes it. */
  readonly label: string;
  line: number;
  /** What `return` left. */
  result: ApexValue;
}

/** A compiled expression. */
export type Code = (frame: Frame) => ApexValue;

/** How a statement ended: undefined when the next one follows. */
export type Completion = 'break' | 'continue' | 'return' | undefined;

/** A compiled statement. */
export type Step = (frame: Frame) => Completion;
