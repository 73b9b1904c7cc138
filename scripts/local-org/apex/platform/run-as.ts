import { ApexRecord } from '../values/apex-record.ts';
import type { ApexValue } from '../values/apex-value.ts';
import type { OrgTransaction } from './org-transaction.ts';

/** `System.runAs(user) { … }`: tests only, and the user has to be one that was saved. */
export function runAs(run: OrgTransaction, user: ApexValue, body: () => void): void {
  if (!run.entry.isTest) {
    throw run.exception('TypeException', 'runAs can only be called in test methods');
  }
  if (!(user instanceof ApexRecord) || user.typeName !== 'User') {
    throw run.unsupported('System.runAs with anything but a User');
  }
  if (user.id === null) {
    throw run.exception('SObjectException', 'System.runAs needs a user that has been inserted');
  }
  run.runAs(user.id.value, body);
}
