import { hashCodeOf } from '../../library/hash-code.ts';
import { method, staticMethod, type NativeMethod } from '../../library/native-type.ts';
import type { ApexEnum, ApexEnumValue } from '../../values/apex-enum-value.ts';
import { ApexList } from '../../values/apex-list.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { equalValues } from '../../values/equality.ts';
import { textOf } from '../../values/text.ts';
import { typeName } from '../../values/type-name.ts';

/** What every value can do. */
export const objectMembers: readonly NativeMethod[] = [
  method('Boolean equals(Object other)', (run, self: ApexValue, other: ApexValue) =>
    equalValues(self, other, run),
  ),
  method('Integer hashCode()', (run, self: ApexValue) => hashCodeOf(run, self)),
  method('String toString()', (run, self: ApexValue) => textOf(self, run)),
];

/** What every enum can do (Apex Developer Guide, "Enums"). */
export function enumMembers({ name, values }: ApexEnum): readonly NativeMethod[] {
  return [
    method('String name()', (_run, self: ApexEnumValue) => self.name),
    method('Integer ordinal()', (_run, self: ApexEnumValue) => self.ordinal),
    staticMethod(`List<${name}> values()`, () => new ApexList(typeName(name), [...values])),
    staticMethod(`${name} valueOf(String text)`, (run, text: string) => {
      const wanted = text.toLowerCase();
      const found = values.find((each) => each.name.toLowerCase() === wanted);
      if (found) return found;
      throw run.exception('NoSuchElementException', `No enum constant ${name}.${text}`);
    }),
  ];
}
