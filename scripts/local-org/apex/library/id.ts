import { ApexId } from '../values/apex-id.ts';
import type { ApexValue } from '../values/apex-value.ts';
import {
  method,
  nativeType,
  staticMethod,
  type NativeMember,
  type NativeType,
} from './native-type.ts';
import { javaHashCode } from './string-positions.ts';

/** The members of Id that need no schema; data/ adds getSObjectType. */
export const idMembers: readonly NativeMember[] = [
  staticMethod('Id valueOf(String text)', (run, text: string) => {
    const id = ApexId.parse(text);
    if (id) return id;
    throw run.exception('StringException', `Invalid id: ${text}`);
  }),
  method('String to15()', (_run, self: ApexId) => self.value.slice(0, 15)),
  method('Boolean equals(Object other)', (_run, self: ApexId, other: ApexValue) =>
    self.equals(other),
  ),
  method('Integer hashCode()', (_run, self: ApexId) => javaHashCode(self.value)),
];

export const comparableType: NativeType = nativeType(
  'System.Comparable',
  [
    method('Integer compareTo(Object other)', (run) => {
      throw run.unsupported('compareTo of a platform type');
    }),
  ],
  { kind: 'interface' },
);

export const comparatorType: NativeType = nativeType(
  'System.Comparator<T>',
  [
    method('Integer compare(T left, T right)', (run) => {
      throw run.unsupported('compare of a platform type');
    }),
  ],
  { kind: 'interface' },
);

export const callableType: NativeType = nativeType(
  'System.Callable',
  [
    method('Object call(String action, Map<String, Object> args)', (run) => {
      throw run.unsupported('call of a platform type');
    }),
  ],
  { kind: 'interface' },
);
