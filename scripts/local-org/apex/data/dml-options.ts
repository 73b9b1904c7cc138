import { constructor, nativeType, property, type NativeType } from '../library/native-type.ts';
import { NativeObject } from '../values/native-object.ts';
import type { DataRun } from './data-run.ts';

/** What a program sets on Database.DMLOptions; null where it didn't. */
export interface DmlOptions {
  optAllOrNone: boolean | null;
  allowFieldTruncation: boolean | null;
}

type Options = NativeObject<DmlOptions>;

export const dmlOptionsNative: NativeType = nativeType('Database.DMLOptions', [
  constructor(
    '()',
    () =>
      new NativeObject<DmlOptions>('Database.DMLOptions', {
        optAllOrNone: null,
        allowFieldTruncation: null,
      }),
  ),
  property(
    'Boolean OptAllOrNone',
    (_run, { state }: Options) => state.optAllOrNone,
    (_run, { state }: Options, value: boolean) => {
      state.optAllOrNone = value;
    },
  ),
  property(
    'Boolean AllowFieldTruncation',
    (_run, { state }: Options) => state.allowFieldTruncation,
    (_run, { state }: Options, value: boolean) => {
      state.allowFieldTruncation = value;
    },
  ),
]);

/** With options given, rows may fail on their own unless the program says otherwise. */
export function allOrNoneOf(run: DataRun, { state }: Options): boolean {
  if (state.allowFieldTruncation === true) throw run.unsupported('DMLOptions.AllowFieldTruncation');
  return state.optAllOrNone ?? false;
}
