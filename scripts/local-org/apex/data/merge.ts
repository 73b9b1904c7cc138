import { ApexId } from '../values/apex-id.ts';
import { ApexList } from '../values/apex-list.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { ApexSObject } from './apex-sobject.ts';
import type { AccessMode, DataRun } from './data-run.ts';
import { assertObjectAccess } from './dml-access.ts';
import { assertAllSaved } from './dml-exception.ts';

/**
 * `merge winner losers;` of Accounts. Counts one DML statement. Throws DmlException, and SecurityException in user mode
 * without the rights to edit and delete Accounts.
 */
export function assertMerged(
  run: DataRun,
  winner: ApexValue,
  losers: ApexValue,
  mode: AccessMode,
): void {
  if (!(winner instanceof ApexSObject) || !winner.id) {
    throw run.exception('NullPointerException', 'Attempt to de-reference a null object');
  }
  if (winner.typeName !== 'Account') throw run.unsupported(`merge of ${winner.typeName}`);
  if (mode === 'user') {
    assertObjectAccess(run, 'update', winner);
    assertObjectAccess(run, 'delete', winner);
  }
  const elements = losers instanceof ApexList ? losers.elements : [losers];
  run.charge('dmlStatements', 1);
  run.charge('dmlRows', elements.length + 1);
  run.noteUncommittedWork();
  const { errors } = run.org.mergeAccounts(
    winner.id.value,
    elements.map((each) => idOf(run, each)),
  );
  assertAllSaved(run, 'merge', [{ record: winner, id: winner.id, created: false, errors }]);
}

function idOf(run: DataRun, value: ApexValue): string {
  const id = value instanceof ApexSObject ? value.id : value;
  if (id instanceof ApexId) return id.value;
  throw run.exception('NullPointerException', 'Attempt to de-reference a null object');
}
