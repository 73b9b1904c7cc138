import { Limits } from '../../run/limits.ts';

/** What asynchronous Apex may do (Apex Developer Guide, "Execution Governors and Limits"). */
export function asynchronousLimits(): Limits {
  return new Limits({ queries: 200, queueableJobs: 1, statements: 120_000_000 });
}
