import type { SampleComponent, SamplePackage } from '../catalogue/packages.ts';
import type { LogRecordType, Operation } from '../catalogue/vocabulary.ts';
import type { UsageLogColumn } from './columns.ts';
import type { OrgUser } from './org-user.ts';

/** Columns that only some kinds of rows fill. */
export type LogDetails = Partial<Record<UsageLogColumn, string | number>>;

/** One interaction of a user with a component, before it is written down as text. */
export interface LogRow {
  /** Milliseconds since midnight UTC. */
  readonly timeOfDayMs: number;
  readonly requestId: string;
  readonly logRecordType: LogRecordType;
  readonly user: OrgUser;
  readonly sold: SamplePackage;
  /** 04t id, 18 characters. */
  readonly versionId: string;
  readonly component: SampleComponent;
  readonly operation: Operation | null;
  /** Records, or queries for the two query operations; 0 where there is no operation. */
  readonly operationCount: number;
  readonly details: LogDetails;
}
