import { ApexList } from '../values/apex-list.ts';
import { ApexObject } from '../values/apex-object.ts';
import { ApexSet } from '../values/apex-set.ts';
import type { ApexCallbacks, ApexValue } from '../values/apex-value.ts';
import { NativeObject } from '../values/native-object.ts';
import { method, nativeType, type NativeType } from './native-type.ts';

/** What a platform Iterator keeps. */
interface IteratorState {
  readonly values: readonly ApexValue[];
  at: number;
}

/** The Iterator over values that `List.iterator()` and `Set.iterator()` answer. */
export function iteratorOver(values: Iterable<ApexValue>): NativeObject<IteratorState> {
  return new NativeObject<IteratorState>('System.Iterator', { values: [...values], at: 0 });
}

/** The values of a List, a Set, a platform Iterator or a user class that is Iterable or an Iterator, in order. */
export function* iterated(run: ApexCallbacks, source: ApexValue): Generator<ApexValue> {
  if (source instanceof ApexList) yield* source.elements;
  else if (source instanceof ApexSet) yield* source.values();
  else if (source instanceof NativeObject) yield* remaining(source as NativeObject<IteratorState>);
  else if (source instanceof ApexObject) yield* iteratedObject(run, source);
}

function* remaining({ state }: NativeObject<IteratorState>): Generator<ApexValue> {
  while (state.at < state.values.length) yield state.values[state.at++] ?? null;
}

function* iteratedObject(run: ApexCallbacks, source: ApexObject): Generator<ApexValue> {
  const iterator = run.declaredMethod(source, 'iterator', 0);
  const given = iterator ? iterator() : source;
  if (given === null) {
    throw run.exception('NullPointerException', 'Attempt to de-reference a null object');
  }
  // A class may be both, and answer itself.
  if (given === source) yield* walkedBy(run, source);
  else yield* iterated(run, given);
}

function* walkedBy(run: ApexCallbacks, source: ApexObject): Generator<ApexValue> {
  const hasNext = run.declaredMethod(source, 'hasNext', 0);
  const next = run.declaredMethod(source, 'next', 0);
  while (hasNext?.() === true) yield next?.() ?? null;
}

export const iterableType: NativeType = nativeType(
  'System.Iterable<T>',
  [
    method('Iterator<T> iterator()', (run, self: ApexValue) =>
      self instanceof ApexObject
        ? run.declaredMethod(self, 'iterator', 0)?.()
        : iteratorOver(iterated(run, self)),
    ),
  ],
  { kind: 'interface' },
);

export const iteratorType: NativeType = nativeType(
  'System.Iterator<T>',
  [
    method('Boolean hasNext()', (run, self: ApexValue) =>
      self instanceof ApexObject
        ? run.declaredMethod(self, 'hasNext', 0)?.()
        : stateOf(self).at < stateOf(self).values.length,
    ),
    method('T next()', (run, self: ApexValue) => {
      if (self instanceof ApexObject) return run.declaredMethod(self, 'next', 0)?.();
      const state = stateOf(self);
      if (state.at < state.values.length) return state.values[state.at++];
      throw run.exception('NoSuchElementException', 'Iterator has no more elements');
    }),
  ],
  { kind: 'interface' },
);

function stateOf(value: ApexValue): IteratorState {
  return (value as NativeObject<IteratorState>).state;
}
