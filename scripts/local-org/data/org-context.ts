import type { SourceCompiler } from '../schema/deploy/source-problem.ts';
import type { ObjectSchema } from '../schema/object-schema.ts';
import type { SchemaCatalog } from '../schema/schema.ts';
import type { Store } from './store.ts';

/** What every part of an org that reads or writes records works on. */
export interface OrgContext {
  readonly store: Store;
  readonly schema: SchemaCatalog;
  readonly clock: { now(): Date };
  /** Compiles the org's classes during a deploy; null where nobody runs Apex on this org. */
  readonly compiler: SourceCompiler | null;
  /** Asked before a record is changed: true when somebody else holds its row. */
  isLocked(object: string, id: string): boolean;
  /** Told about every record written: permissions may have changed with it. */
  noteChange(object: ObjectSchema): void;
}
