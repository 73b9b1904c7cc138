import { expect, it } from 'vitest';
import { fetchTurns } from '../../src/service/fetch-turns.ts';

it('Who fetches for an organization waits for its turn, and not for other organizations', async () => {
  const turns = fetchTurns();
  const told: string[] = [];
  const begun = Promise.withResolvers<undefined>();
  const first = turns.inTurn('a', async () => {
    await begun.promise;
    told.push('first of a');
  });
  const second = turns.inTurn('a', () => Promise.resolve(told.push('second of a')));
  await turns.inTurn('b', () => Promise.resolve(told.push('of b')));
  expect([turns.isTaken('a'), turns.isTaken('b')]).toEqual([true, false]);
  begun.resolve(undefined);
  await Promise.all([first, second]);
  expect(told).toEqual(['of b', 'first of a', 'second of a']);
  expect(turns.isTaken('a')).toBe(false);
});

it('A turn that fails is its own matter', async () => {
  const turns = fetchTurns();
  const failing = turns.inTurn('a', () => Promise.reject(new Error('No answer.')));
  const next = turns.inTurn('a', () => Promise.resolve('next'));
  await expect(failing).rejects.toThrow('No answer.');
  expect(await next).toBe('next');
  expect(turns.isTaken('a')).toBe(false);
});
