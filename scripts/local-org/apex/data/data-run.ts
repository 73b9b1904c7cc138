import type { LocalOrg } from '../../org.ts';
import type { NativeRun } from '../library/native-run.ts';

/** Whose permissions a database operation goes by. Since API version 67.0 `user` is a class's default. */
export type AccessMode = 'user' | 'system';

/** Governor limits that database operations count against. */
export type DataLimit = 'queries' | 'queryRows' | 'dmlStatements' | 'dmlRows';

/** What data/ asks of the running transaction; run/'s transaction implements it. */
export interface DataRun extends NativeRun {
  readonly org: LocalOrg;
  /** The running user; another one inside `System.runAs`. */
  readonly userId: string;
  /** The default of the class whose code is running: follows from its API version. */
  readonly accessMode: AccessMode;
  /** Counts against a limit. Throws System.LimitException, which Apex can't catch. */
  charge(limit: DataLimit, amount: number): void;
  /** Told that records were written: a callout is refused from now on. */
  noteUncommittedWork(): void;
}
