import { nativeType, staticMethod, type NativeType } from '../library/native-type.ts';
import type { OrgTransaction } from './org-transaction.ts';

/** Custom permissions of the running user; an unknown one nobody has. */
export const featureManagement: NativeType = nativeType('System.FeatureManagement', [
  staticMethod('Boolean checkPermission(String apiName)', (run, name: string) => {
    const { org, userId } = run as OrgTransaction;
    const permission = org
      .components('CustomPermission')
      .find(({ fullName }) => fullName.toLowerCase() === name.toLowerCase());
    return permission !== undefined && org.accessOf(userId).opens(permission.id);
  }),
]);
