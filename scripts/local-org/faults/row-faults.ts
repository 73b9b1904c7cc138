import type { RecordInput, SaveError } from '../data/save-result.ts';

/** Which rows another transaction holds. */
export interface LockedRows {
  readonly ids?: readonly string[];
  /** Share of all rows, 0 to 1. Which rows is decided by their id, so a retry meets the same ones. */
  readonly share?: number;
  /** How often each of them refuses before it is free; default Infinity. */
  readonly attempts?: number;
}

/** Says what is wrong with a row about to be saved, or nothing: a validation rule, a trigger's addError. */
export type RowRejection = (object: string, record: RecordInput) => SaveError | undefined;

/** Faults that hit single rows of a write, whichever API brings them. */
export class RowFaults {
  readonly #locks = new Set<LockedRows>();
  readonly #attempts = new Map<string, number>();
  readonly #rejections = new Set<RowRejection>();

  /** Returns what lifts the locks again. */
  lock(rows: LockedRows): () => void {
    this.#locks.add(rows);
    return () => {
      this.#locks.delete(rows);
    };
  }

  /** Returns what takes the rejection away again. */
  reject(rejection: RowRejection): () => void {
    this.#rejections.add(rejection);
    return () => {
      this.#rejections.delete(rejection);
    };
  }

  /** Whether a write to this row meets a lock; each question is one attempt. */
  isLocked(id: string): boolean {
    const rows = [...this.#locks].find((candidate) => holds(candidate, id));
    if (rows === undefined) return false;
    const attempt = (this.#attempts.get(id) ?? 0) + 1;
    this.#attempts.set(id, attempt);
    return attempt <= (rows.attempts ?? Infinity);
  }

  /** The first complaint about this row. */
  complaint(object: string, record: RecordInput): SaveError | undefined {
    for (const rejection of this.#rejections) {
      const error = rejection(object, record);
      if (error !== undefined) return error;
    }
    return undefined;
  }

  clear(): void {
    this.#locks.clear();
    this.#attempts.clear();
    this.#rejections.clear();
  }
}

function holds({ ids = [], share = 0 }: LockedRows, id: string): boolean {
  return ids.some((each) => each.slice(0, 15) === id.slice(0, 15)) || position(id) < share;
}

/** A place between 0 and 1 that depends on the id alone (FNV-1a). */
function position(id: string): number {
  let hash = 0x811c9dc5;
  for (const character of id.slice(0, 15)) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  }
  return (hash >>> 0) / 2 ** 32;
}
