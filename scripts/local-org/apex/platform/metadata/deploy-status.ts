import { nativeEnum, type NativeType } from '../../library/native-type.ts';
import type { DeployResult } from '../../../schema/deploy/deploy-result.ts';
import type { ApexValue } from '../../values/apex-value.ts';

/** Metadata.DeployStatus, its values in the documentation's spelling and order. */
export const deployStatus: NativeType = nativeEnum('Metadata.DeployStatus', [
  'Canceled',
  'Canceling',
  'Failed',
  'FinalizingDeploy',
  'FinalizingDeployFailed',
  'InProgress',
  'Pending',
  'Succeeded',
  'SucceededPartial',
]);

/** The enum's value for how a deploy of the org ended. */
export function deployStatusValue(status: DeployResult['status']): ApexValue {
  const value = deployStatus.values?.values.find(({ name }) => name === status);
  if (value) return value;
  throw new Error(`Metadata.DeployStatus has no value ${status}`);
}
