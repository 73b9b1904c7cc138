import type { ApexType } from '../../values/apex-type.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { nativeType, staticMethod, type NativeType } from '../native-type.ts';
import { parsedJson } from './parsed-json.ts';
import { typedValue, untypedValue } from './read-json.ts';
import { writtenJson } from './written-json.ts';

/** System.JSON; a generator or parser of its own (createGenerator, createParser) does not compile here. */
export const jsonType: NativeType = nativeType('System.JSON', [
  ...(['serialize', 'serializePretty'] as const).flatMap((name) => {
    const isPretty = name === 'serializePretty';
    return [
      staticMethod(`String ${name}(Object value)`, (run, value: ApexValue) =>
        writtenJson(run, value, { isPretty, suppressesNulls: false }),
      ),
      staticMethod(
        `String ${name}(Object value, Boolean suppressApexObjectNulls)`,
        (run, value: ApexValue, suppressesNulls: boolean) =>
          writtenJson(run, value, { isPretty, suppressesNulls }),
      ),
    ];
  }),
  staticMethod(
    'Object deserialize(String text, System.Type type)',
    (run, text: string, { type }: ApexType) => typedValue(run, parsedJson(run, text), type, false),
  ),
  staticMethod(
    'Object deserializeStrict(String text, System.Type type)',
    (run, text: string, { type }: ApexType) => typedValue(run, parsedJson(run, text), type, true),
  ),
  staticMethod('Object deserializeUntyped(String text)', (run, text: string) =>
    untypedValue(run, parsedJson(run, text)),
  ),
]);
