import type { SaveError, SaveResult } from './save-result.ts';

/** Ends the write of one record: thrown inside its transaction, turned into its `SaveResult` outside. */
export class RowFailure extends Error {
  override readonly name = 'RowFailure';
  readonly errors: readonly SaveError[];

  constructor(...errors: readonly SaveError[]) {
    super(errors.map(({ statusCode, message }) => `${statusCode}: ${message}`).join('; '));
    this.errors = errors;
  }
}

export function saveError(
  statusCode: string,
  message: string,
  fields: readonly string[] = [],
): SaveError {
  return { statusCode, message, fields };
}

/** Runs the write of one record. A `RowFailure` becomes its result, anything else is thrown on. */
export function saveResult(id: string | null, write: () => string): SaveResult {
  try {
    return { id: write(), success: true, errors: [] };
  } catch (error) {
    if (error instanceof RowFailure) return { id, success: false, errors: error.errors };
    throw error;
  }
}
