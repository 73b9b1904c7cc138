import type { LocalOrg } from '../../org.ts';
import type { Program } from '../compile/program.ts';

/** What tests run on. */
export interface TestOptions {
  readonly org: LocalOrg;
  readonly program: Program;
  /** Milliseconds of some clock that only runs forwards, for the duration of tests. */
  readonly elapsedMs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}
