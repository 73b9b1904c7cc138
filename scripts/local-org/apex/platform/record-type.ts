import { constructor, nativeType, property, type NativeType } from '../library/native-type.ts';
import { NativeObject } from '../values/native-object.ts';
import type { ApexValue } from '../values/apex-value.ts';

/** A platform object that is nothing but its properties, by name. */
export type RecordObject = NativeObject<Map<string, ApexValue>>;

interface RecordTypeOptions {
  readonly extends?: readonly string[];
  /** What a new instance begins with; everything else is null. */
  readonly initial?: () => Readonly<Record<string, ApexValue>>;
}

/** A platform type whose members are properties programs read and set: `recordType('Metadata.Metadata', ['String fullName'])`. */
export function recordType(
  name: string,
  properties: readonly string[],
  { extends: supertypes = [], initial = () => ({}) }: RecordTypeOptions = {},
): NativeType {
  return nativeType(
    name,
    [
      constructor('()', () => recordObject(name, initial())),
      ...properties.map((text) => {
        const key = text.slice(text.lastIndexOf(' ') + 1);
        return property(
          text,
          (_run, self: RecordObject) => self.state.get(key) ?? null,
          (_run, self: RecordObject, value: ApexValue) => {
            self.state.set(key, value);
          },
        );
      }),
    ],
    { extends: supertypes },
  );
}

/** An instance with the given properties. */
export function recordObject(
  name: string,
  values: Readonly<Record<string, ApexValue>>,
): RecordObject {
  return new NativeObject(name, new Map(Object.entries(values)));
}
