import type { SaveError, SaveResult, UpsertResult } from '../../data/save-result.ts';

/** Result of one row of sObject Collections, in the order of the request. `id` only where the row was saved. */
export interface RowResult {
  readonly id?: string | null;
  readonly success: boolean;
  readonly errors: readonly SaveError[];
  /** Upsert only. */
  readonly created?: boolean;
}

/** What the rows of an all-or-none request get that failed through no fault of their own. */
const rolledBack: SaveError = {
  statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  message:
    'Record rolled back because not all records were valid and the request was using AllOrNone header',
  fields: [],
};

type Transaction = <T>(work: () => T) => T;

/** Undoes a transaction and carries out what had happened by then. */
class RolledBack extends Error {
  readonly results: readonly SaveResult[];

  constructor(results: readonly SaveResult[]) {
    super('Rolled back: not all records were valid.');
    this.results = results;
  }
}

/** Runs the saves; with `allOrNone` a single failure undoes them all. */
export function savedRows(
  saves: readonly (() => SaveResult | UpsertResult)[],
  { allOrNone, transaction }: { allOrNone: boolean; transaction: Transaction },
): readonly RowResult[] {
  const saveAll = () => saves.map((save) => save());
  if (!allOrNone) return transaction(saveAll).map(rowResult);
  try {
    const saved = transaction(() => {
      const results = saveAll();
      if (results.some(({ success }) => !success)) throw new RolledBack(results);
      return results;
    });
    return saved.map(rowResult);
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    return error.results.map((result) =>
      result.success ? { success: false, errors: [rolledBack] } : rowResult(result),
    );
  }
}

function rowResult(result: SaveResult | UpsertResult): RowResult {
  const { id, success, errors } = result;
  if (!success) return { success, errors };
  return 'created' in result
    ? { id, success, errors, created: result.created }
    : { id, success, errors };
}
