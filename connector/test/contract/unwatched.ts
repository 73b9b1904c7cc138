import type { BulkWatch } from '../../src/ports/account-writer.ts';

/** Lets Bulk jobs take their course. */
export const unwatched: BulkWatch = {
  onCreated: () => Promise.resolve(),
  onLook: () => Promise.resolve(),
  signal: new AbortController().signal,
};
