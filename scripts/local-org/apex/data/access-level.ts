import { nativeType, staticProperty, type NativeType } from '../library/native-type.ts';
import { NativeObject } from '../values/native-object.ts';
import type { AccessMode, DataRun } from './data-run.ts';

const userMode = new NativeObject<AccessMode>('System.AccessLevel', 'user');
const systemMode = new NativeObject<AccessMode>('System.AccessLevel', 'system');

export const accessLevel: NativeType = nativeType('System.AccessLevel', [
  staticProperty('AccessLevel USER_MODE', () => userMode),
  staticProperty('AccessLevel SYSTEM_MODE', () => systemMode),
]);

/** The mode an AccessLevel stands for; without one, the class's default. */
export function modeOf(run: DataRun, level: NativeObject<AccessMode> | undefined): AccessMode {
  return level?.state ?? run.accessMode;
}
