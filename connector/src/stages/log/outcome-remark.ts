import type { Outcome, SalesforceFault } from '../../domain/change.ts';
import type { Remark } from '../../domain/entry-book.ts';
import { explainFault } from '../../domain/fault-explanation.ts';

/** Why changes were put off, where Salesforce has no say in it. */
const deferrals: Readonly<Record<string, string>> = {
  DRY_RUN: 'A dry run writes nothing.',
  MASS_CHANGE_HELD:
    'A Salesforce administrator can look at the run and, if the values may go, approve it on its page; the operator of the connector can with --approve-mass-change.',
  API_RESERVE_REACHED:
    'The next run goes on. A Salesforce administrator can lower the reserve in the settings.',
  RUN_CANCELLED: 'The next run goes on.',
  RUN_ENDED_EARLY: 'The next run goes on.',
  BULK_JOB_UNSETTLED:
    'The next run asks the job again before it decides anything. A Salesforce administrator sees the job in Setup > Bulk Data Load Jobs.',
  ACCOUNT_DELETED: 'Nothing is left to write to.',
  ACCOUNT_MERGED: 'The next run writes to the Account it was merged into.',
};

/** These say the same of every change, so they make one entry and not one per mapping. */
const ofTheWholeRun = new Set([
  'DRY_RUN',
  'MASS_CHANGE_HELD',
  'API_RESERVE_REACHED',
  'RUN_CANCELLED',
  'RUN_ENDED_EARLY',
  'BULK_JOB_UNSETTLED',
]);

/** Deferrals an administrator expects: they don't make a run look worse than it is. */
const expected = new Set(['DRY_RUN', 'ACCOUNT_DELETED', 'ACCOUNT_MERGED', 'RUN_CANCELLED']);

/** The code of a failure for which there is none. */
export const noReasonGiven = 'NO_REASON_GIVEN';

/** The log entry for a change that was not written; undefined for one that was. */
export function outcomeRemark(outcome: Outcome): Remark | undefined {
  const { fault, change, kind } = outcome;
  if (kind === 'written') return undefined;
  const given = fault ?? { code: noReasonGiven, message: 'No reason was given.', fields: [] };
  return {
    level: levelOf(kind, given),
    code: given.code,
    message: given.message,
    explanation: deferrals[given.code] ?? explainFault(given).explanation,
    ...(ofTheWholeRun.has(given.code) ? {} : { mapping: change.mapping, field: change.field }),
  };
}

function levelOf(kind: Outcome['kind'], fault: SalesforceFault): Remark['level'] {
  if (kind === 'failed') return 'Error';
  return expected.has(fault.code) || explainFault(fault).class === 'gone' ? 'Info' : 'Warning';
}
