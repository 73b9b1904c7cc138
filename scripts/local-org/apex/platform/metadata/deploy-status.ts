import { nativeEnum, type NativeType } from '../../library/native-type.ts';
import type { DeployResult } from '../../../schema/deploy/deploy-result.ts';
import type { ApexValue } from '../../values/apex-value.ts';

/** Metadata.DeployStatus, its values in the documentation's order. */
export const deployStatus: NativeType = nativeEnum('Metadata.DeployStatus', [
  'PENDING',
  'IN_PROGRESS',
  'SUCCEEDED',
  'SUCCEEDED_PARTIAL',
  'FAILED',
  'CANCELING',
  'CANCELED',
]);

const names = {
  Succeeded: 'SUCCEEDED',
  SucceededPartial: 'SUCCEEDED_PARTIAL',
  Failed: 'FAILED',
} as const;

/** The enum's value for how a deploy of the org ended. */
export function deployStatusValue(status: DeployResult['status']): ApexValue {
  return deployStatus.values?.values.find(({ name }) => name === names[status]) ?? null;
}
