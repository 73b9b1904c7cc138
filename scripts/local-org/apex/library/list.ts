import { ApexList } from '../values/apex-list.ts';
import type { ApexObject } from '../values/apex-object.ts';
import type { ApexSet } from '../values/apex-set.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { equalValues } from '../values/equality.ts';
import { textOf } from '../values/text.ts';
import { objectType, type TypeName } from '../values/type-name.ts';
import { deepCopy } from './copying.ts';
import { hashCodeOf } from './hash-code.ts';
import { iterated, iteratorOver } from './iteration.ts';
import {
  constructor,
  method,
  nativeType,
  type NativeMember,
  type NativeType,
} from './native-type.ts';
import { naturalOrder } from './ordering.ts';
import type { NativeRun } from './native-run.ts';

const elementOf = (type: TypeName) => type.arguments[0] ?? objectType;

const changes: readonly NativeMember[] = [
  method('void add(T element)', (run, self: ApexList, element: ApexValue) => {
    self.add(run, element);
  }),
  method(
    'void add(Integer index, T element)',
    (run, self: ApexList, index: number, element: ApexValue) => {
      // One past the last is where `add` would put it; further is out of bounds.
      if (index !== self.size) self.existing(run, index);
      self.changeable(run).splice(index, 0, element);
    },
  ),
  method('void addAll(List<T> from)', (run, self: ApexList, from: ApexList) => {
    addAll(run, self, from);
  }),
  method('void addAll(Set<T> from)', (run, self: ApexList, from: ApexSet) => {
    addAll(run, self, from);
  }),
  method('void addAll(Iterable<T> from)', (run, self: ApexList, from: ApexValue) => {
    addAll(run, self, from);
  }),
  method('void clear()', (run, self: ApexList) => {
    self.changeable(run).length = 0;
  }),
  method(
    'T remove(Integer index)',
    (run, self: ApexList, index: number) =>
      self.changeable(run).splice(self.existing(run, index), 1)[0],
  ),
  method(
    'void set(Integer index, T element)',
    (run, self: ApexList, index: number, element: ApexValue) => {
      self.set(run, index, element);
    },
  ),
  method('void sort()', (run, self: ApexList) => {
    self.changeable(run).sort((left, right) => naturalOrder(run, left, right));
  }),
  method('void sort(Comparator<T> comparator)', (run, self: ApexList, comparator: ApexObject) => {
    const compare = run.declaredMethod(comparator, 'compare', 2);
    self.changeable(run).sort((left, right) => Number(compare?.(left, right)));
  }),
];

const copies: readonly NativeMember[] = [
  method(
    'List<T> clone()',
    (_run, self: ApexList) => new ApexList(self.elementType, [...self.elements]),
  ),
  method('List<T> deepClone()', (run, self: ApexList) => deepClone(self, [])),
  method('List<T> deepClone(Boolean preserveId)', (run, self: ApexList, id: boolean) =>
    deepClone(self, [id]),
  ),
  method(
    'List<T> deepClone(Boolean preserveId, Boolean preserveReadonlyTimestamps)',
    (run, self: ApexList, id: boolean, times: boolean) => deepClone(self, [id, times]),
  ),
  method(
    'List<T> deepClone(Boolean preserveId, Boolean preserveReadonlyTimestamps, Boolean preserveAutonumber)',
    (run, self: ApexList, id: boolean, times: boolean, number: boolean) =>
      deepClone(self, [id, times, number]),
  ),
];

/** System.List. A Set given to the constructor or to addAll is read in its order. */
export const listType: NativeType = nativeType(
  'System.List<T>',
  [
    constructor('()', (_run, type) => new ApexList(elementOf(type))),
    constructor('(List<T> from)', (run, type, from: ApexList) => filled(run, type, from)),
    constructor('(Set<T> from)', (run, type, from: ApexSet) => filled(run, type, from)),
    constructor('(Iterable<T> from)', (run, type, from: ApexValue) => filled(run, type, from)),
    // What `new String[3]` makes: that many nulls.
    constructor(
      '(Integer size)',
      (_run, type, size: number) =>
        new ApexList(
          elementOf(type),
          Array.from({ length: size }, () => null),
        ),
    ),
    ...changes,
    ...copies,
    method(
      'Boolean contains(T element)',
      (run, self: ApexList, element: ApexValue) => indexOf(run, self, element) !== -1,
    ),
    method('Boolean equals(Object other)', (run, self: ApexList, other: ApexValue) =>
      self.equals(other, run),
    ),
    method('T get(Integer index)', (run, self: ApexList, index: number) => self.get(run, index)),
    method('Integer hashCode()', (run, self: ApexList) => hashCodeOf(run, self)),
    method('Integer indexOf(T element)', (run, self: ApexList, element: ApexValue) =>
      indexOf(run, self, element),
    ),
    method('Boolean isEmpty()', (_run, self: ApexList) => self.size === 0),
    method('Iterator<T> iterator()', (_run, self: ApexList) => iteratorOver(self.elements)),
    method('Integer size()', (_run, self: ApexList) => self.size),
    method('String toString()', (run, self: ApexList) => textOf(self, run)),
  ],
  { extends: ['Iterable<T>'] },
);

function indexOf(run: NativeRun, list: ApexList, element: ApexValue): number {
  return list.elements.findIndex((each) => equalValues(each, element, run));
}

function addAll(run: NativeRun, list: ApexList, from: ApexValue): void {
  // Taken first: a list may be added to itself.
  const added = [...iterated(run, from)];
  for (const element of added) list.add(run, element);
}

function filled(run: NativeRun, type: TypeName, from: ApexValue): ApexList {
  return new ApexList(elementOf(type), [...iterated(run, from)]);
}

function deepClone(list: ApexList, preserved: readonly boolean[]): ApexList {
  return new ApexList(
    list.elementType,
    list.elements.map((each) => deepCopy(each, preserved[0] ?? false, preserved[1] ?? false)),
  );
}
