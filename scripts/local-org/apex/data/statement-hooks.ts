import type { LocalOrg } from '../../org.ts';
import type { DmlStatementRequest, StatementHooks } from '../types/environment.ts';
import type { ApexList } from '../values/apex-list.ts';
import type { DataRun } from './data-run.ts';
import { assertAllSaved } from './dml-exception.ts';
import { dmlOutcomes, recordsOf } from './dml.ts';
import type { DmlRequest } from './dml-request.ts';
import { assertMerged } from './merge.ts';
import { onlyRow } from './run-soql.ts';
import { staticQuery } from './static-query.ts';

/** SOQL between brackets and DML statements, as the compiler calls them. runAs belongs to testing/. */
export function dataStatements(org: LocalOrg): Omit<StatementHooks, 'runAs'> {
  return {
    compileQuery: (text, binds, apiVersion) => staticQuery(org, text, binds, apiVersion),
    onlyRow: (run, rows) => onlyRow(run as DataRun, rows as ApexList),
    dml: (run, request) => {
      runStatement(run as DataRun, request);
    },
    merge: (run, winner, losers, access) => {
      const dataRun = run as DataRun;
      assertMerged(dataRun, winner, losers, access ?? dataRun.accessMode);
    },
  };
}

/** `insert records;` and its like: all rows or none. Throws DmlException. */
function runStatement(
  run: DataRun,
  { operation, records, access, externalId }: DmlStatementRequest,
): void {
  const request: DmlRequest = {
    operation,
    records: recordsOf(run, records),
    mode: access ?? run.accessMode,
    allOrNone: true,
    ...(externalId !== undefined && { externalId: fieldOf(externalId) }),
  };
  assertAllSaved(run, operation, dmlOutcomes(run, request));
}

/** `UsageMetric__c.Key__c` names the field as `Key__c` does. */
function fieldOf(externalId: string): string {
  return externalId.slice(externalId.lastIndexOf('.') + 1);
}
