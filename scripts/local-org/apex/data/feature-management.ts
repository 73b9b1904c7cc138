import { nativeType, staticMethod, type NativeType } from '../library/native-type.ts';
import type { DataRun } from './data-run.ts';

/** `FeatureManagement.checkPermission`: whether a permission set or the profile grants the custom permission. */
export const featureManagement: NativeType = nativeType('System.FeatureManagement', [
  staticMethod('Boolean checkPermission(String apiName)', (run, name: string) =>
    hasPermission(run as DataRun, name),
  ),
]);

/** A name no permission has is one the user lacks, as on the platform. */
function hasPermission({ org, userId }: DataRun, apiName: string): boolean {
  const wanted = apiName
    .slice(apiName.lastIndexOf('__') + 1)
    .replace(/^_/, '')
    .toLowerCase();
  const { rows } = org.asSystem(userId).query('SELECT Id, DeveloperName FROM CustomPermission');
  const access = org.accessOf(userId);
  for (const [id, name] of rows) {
    if (typeof name === 'string' && name.toLowerCase() === wanted)
      return typeof id === 'string' && access.opens(id);
  }
  return false;
}
