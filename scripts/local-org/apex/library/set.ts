import type { ApexList } from '../values/apex-list.ts';
import { ApexSet } from '../values/apex-set.ts';
import type { ApexValue } from '../values/apex-value.ts';
import { textOf } from '../values/text.ts';
import { objectType } from '../values/type-name.ts';
import { hashCodeOf } from './hash-code.ts';
import { iterated, iteratorOver } from './iteration.ts';
import type { NativeRun } from './native-run.ts';
import {
  constructor,
  method,
  nativeType,
  type NativeMember,
  type NativeType,
} from './native-type.ts';

/** Each bulk method takes a List, a Set or any Iterable; the first two are named so that overloads choose as documented. */
const sources = ['List<T>', 'Set<T>', 'Iterable<T>'] as const;

const bulk: readonly NativeMember[] = sources.flatMap((source) => [
  constructor(`(${source} from)`, (run, type, from: ApexValue) => {
    const set = new ApexSet(type.arguments[0] ?? objectType);
    for (const element of iterated(run, from)) set.add(run, element);
    return set;
  }),
  method(
    `Boolean addAll(${source} from)`,
    (run, self: ApexSet, from: ApexValue) =>
      countWhere([...iterated(run, from)], (each) => self.add(run, each)) > 0,
  ),
  method(`Boolean containsAll(${source} others)`, (run, self: ApexSet, others: ApexValue) =>
    [...iterated(run, others)].every((each) => self.has(run, each)),
  ),
  method(
    `Boolean removeAll(${source} others)`,
    (run, self: ApexSet, others: ApexValue) =>
      countWhere([...iterated(run, others)], (each) => self.delete(run, each)) > 0,
  ),
  method(`Boolean retainAll(${source} others)`, retainAll),
]);

/** System.Set. */
export const setType: NativeType = nativeType(
  'System.Set<T>',
  [
    constructor('()', (_run, type) => new ApexSet(type.arguments[0] ?? objectType)),
    ...bulk,
    method('Boolean add(T element)', (run, self: ApexSet, element: ApexValue) =>
      self.add(run, element),
    ),
    method('void clear()', (run, self: ApexSet) => {
      self.clear(run);
    }),
    method('Set<T> clone()', (run, self: ApexSet) => {
      const copy = new ApexSet(self.elementType);
      for (const element of self.values()) copy.add(run, element);
      return copy;
    }),
    method('Boolean contains(T element)', (run, self: ApexSet, element: ApexValue) =>
      self.has(run, element),
    ),
    method('Boolean equals(Object other)', (run, self: ApexSet, other: ApexValue) =>
      self.equals(other, run),
    ),
    method('Integer hashCode()', (run, self: ApexSet) => hashCodeOf(run, self)),
    method('Boolean isEmpty()', (_run, self: ApexSet) => self.size === 0),
    method('Iterator<T> iterator()', (_run, self: ApexSet) => iteratorOver(self.values())),
    method('Boolean remove(T element)', (run, self: ApexSet, element: ApexValue) =>
      self.delete(run, element),
    ),
    method('Integer size()', (_run, self: ApexSet) => self.size),
    method('String toString()', (run, self: ApexSet) => textOf(self, run)),
  ],
  { extends: ['Iterable<T>'] },
);

function retainAll(run: NativeRun, self: ApexSet, others: ApexList | ApexSet): boolean {
  const kept = new ApexSet(self.elementType);
  for (const each of iterated(run, others)) kept.add(run, each);
  const dropped = self
    .values()
    .filter((each) => !kept.has(run, each))
    .toArray();
  return countWhere(dropped, (each) => self.delete(run, each)) > 0;
}

function countWhere(values: readonly ApexValue[], effect: (value: ApexValue) => boolean): number {
  return values.filter((each) => effect(each)).length;
}
