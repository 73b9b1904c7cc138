import type { DescribeGlobalResult, DescribeSObjectResult } from '../schema/describe-result.ts';
import type { BoundValues } from '../soql/bound-value.ts';
import type { QueryResult, SObjectRecord } from '../soql/query-result.ts';
import type { RecordInput, SaveResult, UpsertResult } from './save-result.ts';

export interface QueryOptions {
  /** queryAll: records in the recycle bin as well. */
  readonly all?: boolean;
  /** Values of the query's binds, as `boundMarker` names them. */
  readonly binds?: BoundValues;
}

export interface WriteOptions {
  /**
   * Where the record comes from, default `json`. A value of the wrong type makes a JSON request fail as a whole
   * (JSON_PARSER_ERROR), and one row of a CSV fail (INVALID_TYPE_ON_FIELD_IN_RECORD).
   */
  readonly format?: 'json' | 'csv';
}

/**
 * The org as one user sees it: profile and permission sets decide which objects and fields exist for it.
 * Whole-request failures throw `SalesforceError`; what is wrong with one record is in its result.
 * Record sharing isn't part of the stand-in: an object a user may read, it may read all of.
 */
export interface UserSession {
  readonly userId: string;
  query(soql: string, options?: QueryOptions): QueryResult;
  describeGlobal(): DescribeGlobalResult;
  describe(object: string): DescribeSObjectResult;
  /** One record with the given fields (default: all the user sees). Throws NOT_FOUND, ENTITY_IS_DELETED, INVALID_FIELD. */
  retrieve(object: string, id: string, fields?: readonly string[]): SObjectRecord;
  insert(object: string, record: RecordInput, options?: WriteOptions): SaveResult;
  /** `record` carries its `Id`, as rows of Collections and Bulk do. */
  update(object: string, record: RecordInput, options?: WriteOptions): SaveResult;
  /** `externalIdField` may be `Id`. Throws INVALID_FIELD when it isn't an external id, unique or id-lookup field. */
  upsert(
    object: string,
    externalIdField: string,
    record: RecordInput,
    options?: WriteOptions,
  ): UpsertResult;
  /** Into the recycle bin, or for good where the object has none. */
  delete(object: string, id: string): SaveResult;
  /** Out of the recycle bin, with the children that were deleted along. */
  undelete(object: string, id: string): SaveResult;
}
