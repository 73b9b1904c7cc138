import { assertType } from './assert.ts';
import { dateType } from './date.ts';
import { datetimeType } from './datetime.ts';
import { decimalType, doubleType, roundingModeType } from './decimal.ts';
import { blobType, cryptoType, encodingUtilType } from './encoding.ts';
import { callableType, comparableType, comparatorType } from './id.ts';
import { booleanType, integerType, longType } from './integer.ts';
import { iterableType, iteratorType } from './iteration.ts';
import { jsonType } from './json/json.ts';
import { listType } from './list.ts';
import { mapType } from './map.ts';
import { mathType } from './math.ts';
import type { NativeType } from './native-type.ts';
import { matcherType, patternType } from './pattern.ts';
import { typeType } from './runtime-type.ts';
import { setType } from './set.ts';
import { stringLibrary } from './string.ts';
import { limitsType, loggingLevelType } from './system.ts';
import { timeType, timeZoneType } from './time.ts';
import { uuidType } from './uuid.ts';

/**
 * The platform types that need no org. `System.System` (systemMembers), `System.Id` (idMembers) and `System.Label`
 * (labelType) are put together where the org is known, because other rooms add members to them.
 */
export const libraryNatives: readonly NativeType[] = [
  stringLibrary,
  integerType,
  longType,
  doubleType,
  decimalType,
  booleanType,
  roundingModeType,
  mathType,
  listType,
  setType,
  mapType,
  iterableType,
  iteratorType,
  comparableType,
  comparatorType,
  callableType,
  dateType,
  datetimeType,
  timeType,
  timeZoneType,
  blobType,
  encodingUtilType,
  cryptoType,
  jsonType,
  typeType,
  assertType,
  limitsType,
  loggingLevelType,
  matcherType,
  patternType,
  uuidType,
];
