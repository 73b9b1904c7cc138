import { nativeType, type NativeType } from './native-type.ts';
import { stringBuilding } from './string-building.ts';
import { stringEdits } from './string-edits.ts';
import { stringEscapes } from './string-escapes.ts';
import { stringPositions } from './string-positions.ts';
import { stringTests } from './string-tests.ts';

/** System.String. */
export const stringLibrary: NativeType = nativeType('System.String', [
  ...stringBuilding,
  ...stringTests,
  ...stringPositions,
  ...stringEdits,
  ...stringEscapes,
]);
