/** Runs one piece of work after the other, in the order they were asked for. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * A queue for work that must not overlap. The engine would run statements of two callers side by side,
 * but a file that is taken in replaces the parts that a measurement is just reading.
 */
export function inTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    // A failure is its caller's to handle; the next in the queue starts all the same.
    last = turn.catch(() => undefined);
    return turn;
  };
}
