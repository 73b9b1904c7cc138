import { expect, it } from 'vitest';
import { places } from '../../../src/adapters/queue/places.ts';

/** Work that goes on until a test ends it. */
function work() {
  const ends = new Map<number, (error?: Error) => void>();
  const begun: number[] = [];
  return {
    begun,
    do: (item: number) =>
      new Promise<void>((resolve, reject) => {
        begun.push(item);
        ends.set(item, (error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
    end: async (item: number, error?: Error) => {
      ends.get(item)?.(error);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

/** Numbers from 1 on, and how many were asked for each time. */
function numbers(last: number) {
  const asked: number[] = [];
  let next = 1;
  const claim = (most: number): Promise<readonly number[]> => {
    asked.push(most);
    const given = [];
    for (; next <= last && given.length < most; next += 1) given.push(next);
    return Promise.resolve(given);
  };
  return {
    asked,
    claim,
    more: (count: number) => {
      last += count;
    },
  };
}

it('does as much at a time as there are places, and the next as soon as one is free', async () => {
  const [{ begun, ...own }, { claim, asked }] = [work(), numbers(5)];
  const three = places(3, () => undefined);
  const filling = three.fill(claim, own.do);
  await own.end(0);
  expect(begun).toEqual([1, 2, 3]);
  await own.end(2);
  expect(begun).toEqual([1, 2, 3, 4]);
  await own.end(4);
  await own.end(5);
  await filling;
  expect(begun).toEqual([1, 2, 3, 4, 5]);
  expect(asked).toEqual([3, 1, 1, 1]);
});

it('waits for nothing that is under way where no more is due, and finds it there the next time', async () => {
  const [{ begun, ...own }, given] = [work(), numbers(2)];
  const three = places(3, () => undefined);
  await three.fill(given.claim, own.do);
  given.more(2);
  const filling = three.fill(given.claim, own.do);
  await own.end(0);
  // The first two do not end: there is one place for the other two.
  expect(begun).toEqual([1, 2, 3]);
  await own.end(3);
  expect(begun).toEqual([1, 2, 3, 4]);
  await own.end(4);
  await filling;
  let isEmpty = false;
  const emptied = three.emptied().then(() => (isEmpty = true));
  await own.end(1);
  expect(isEmpty).toBe(false);
  await own.end(2);
  await emptied;
});

it('tells what failed, and goes on in its place', async () => {
  const [{ begun, ...own }, { claim }] = [work(), numbers(2)];
  const failures: unknown[] = [];
  const one = places(1, (error) => failures.push(error));
  const filling = one.fill(claim, own.do);
  await own.end(0);
  await own.end(1, new Error('no way in'));
  expect(failures).toEqual([new Error('no way in')]);
  expect(begun).toEqual([1, 2]);
  await own.end(2);
  await filling;
});
