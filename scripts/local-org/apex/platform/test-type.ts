import { apiDateTime } from '../../data/moments.ts';
import { nativeType, staticMethod, type NativeType } from '../library/native-type.ts';
import type { ApexDatetime } from '../values/apex-datetime.ts';
import type { ApexId } from '../values/apex-id.ts';
import type { ApexType } from '../values/apex-type.ts';
import type { ApexValue } from '../values/apex-value.ts';
import type { OrgTransaction } from './org-transaction.ts';

function assertTest(run: OrgTransaction, method: string): void {
  if (run.entry.isTest) return;
  throw run.exception('TypeException', `Test.${method} can only be called in test methods`);
}

/** Records whose CreatedDate a test may set, once they are saved. */
function setCreatedDate(run: OrgTransaction, id: ApexId, moment: ApexDatetime): void {
  assertTest(run, 'setCreatedDate');
  const object = run.org.schema.byKeyPrefix(id.value.slice(0, 3));
  if (!object)
    throw run.exception('SObjectException', `Cannot locate Apex Type for ID: ${id.value}`);
  run.org.systemRecords.set(object.name, id.value, {
    CreatedDate: apiDateTime(new Date(moment.epochMs)),
  });
}

/** System.Test. */
export const testType: NativeType = nativeType('System.Test', [
  staticMethod('Boolean isRunningTest()', (run: OrgTransaction) => run.entry.isTest),
  staticMethod('void startTest()', (run: OrgTransaction) => {
    assertTest(run, 'startTest');
    run.startTest();
  }),
  staticMethod('void stopTest()', (run: OrgTransaction) => {
    assertTest(run, 'stopTest');
    run.stopTest();
  }),
  staticMethod(
    'void setMock(Type mockedInterface, Object mock)',
    (run: OrgTransaction, { type }: ApexType, mock: ApexValue) => {
      assertTest(run, 'setMock');
      run.entry.mocks.set(type.name.toLowerCase(), mock);
    },
  ),
  staticMethod('void setCreatedDate(Id recordId, Datetime createdDatetime)', setCreatedDate),
]);
