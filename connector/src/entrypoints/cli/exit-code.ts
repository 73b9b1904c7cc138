import type { RunResult } from '../../domain/run.ts';

/** 0 all is well · 1 the run did not do all it should, or would not · 2 it could not start. */
export const exitCodes: Readonly<Record<RunResult['status'], number>> = {
  Succeeded: 0,
  Degraded: 1,
  Failed: 1,
  Held: 1,
  Cancelled: 1,
};
