/** A class that builds a query from texts, which no check can read. */
export interface StringQuery {
  readonly className: string;
  /** Why its query can not be written between brackets, and what keeps it sound. */
  readonly reason: string;
}

/** Where queries may be built from texts. An entry whose class builds none fails the check. */
export const stringQueries: readonly StringQuery[] = [
  {
    className: 'AccountValues',
    reason:
      'Which Account fields it reads is known from the mappings only; names come from describe, values are bound.',
  },
  {
    className: 'SyncRunSelector',
    reason:
      'One list of columns for several conditions; columns and conditions are constants, what a person chose is bound.',
  },
];
