import type { SaveError } from '../../data/save-result.ts';
import type { ApexId } from '../values/apex-id.ts';
import type { ApexSObject } from './apex-sobject.ts';
import type { AccessMode } from './data-run.ts';

export type DmlOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete';

/** What one DML statement or Database method is asked to do. */
export interface DmlRequest {
  readonly operation: DmlOperation;
  readonly records: readonly ApexSObject[];
  readonly mode: AccessMode;
  /** Whether one row that fails undoes all. */
  readonly allOrNone: boolean;
  /** Upsert: API name of the field that finds records; default Id. */
  readonly externalId?: string;
}

/** What became of one row. */
export interface DmlOutcome {
  readonly record: ApexSObject;
  readonly id: ApexId | null;
  readonly created: boolean;
  readonly errors: readonly DmlError[];
}

export interface DmlError extends SaveError {
  /** Set where user mode refused the row: the exception then says so instead of naming the operation. */
  readonly isAccess?: boolean;
}
