import { describe, expect, it } from 'vitest';
import { inTurn } from '../../../../src/adapters/analytics/engine/in-turn.ts';

describe('work in turn', () => {
  it('never overlaps, keeps its order, and goes on after a failure', async () => {
    const turn = inTurn();
    const steps: string[] = [];
    const work =
      (name: string, fails = false) =>
      async () => {
        steps.push(`${name} starts`);
        await Promise.resolve();
        steps.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      };
    const first = turn(work('first', true));
    const second = turn(work('second'));
    await expect(first).rejects.toThrow('first');
    expect(await second).toBe('second');
    expect(steps).toEqual(['first starts', 'first ends', 'second starts', 'second ends']);
  });
});
