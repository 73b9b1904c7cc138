import type { LocalOrg } from '../../org.ts';
import type { Program } from '../compile/program.ts';
import type { EntryCall } from '../platform/org-entries.ts';

/** What those who call Apex from outside need. */
export interface BridgeOptions {
  readonly org: LocalOrg;
  /** The org's classes as they are now. */
  readonly program: () => Program;
  /** Enters Apex in a transaction of its own; what it leaves to be done is queued. */
  readonly enter: <T>(call: EntryCall<T>) => Promise<T>;
}
