import type { ApexCallbacks } from './apex-value.ts';
import { ApexReference } from './apex-value.ts';

/** A collection that refuses to change while a `for` loop or an Iterator walks over it. */
export abstract class IterableCollection extends ApexReference {
  #iterations = 0;

  /** Before the first element of a `for` loop. Each call needs its `endIteration`, in a `finally`. */
  beginIteration(): void {
    this.#iterations++;
  }

  endIteration(): void {
    this.#iterations--;
  }

  /** Throws System.FinalException when a loop is under way. */
  protected assertChangeable(run: ApexCallbacks): void {
    if (this.#iterations === 0) return;
    throw run.exception('FinalException', 'Cannot modify a collection while it is being iterated.');
  }
}
