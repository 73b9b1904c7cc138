import { describe, expect, it } from 'vitest';
import { massChange } from '../../src/domain/mass-change.ts';

const row = (mapping: string, present: number, nulling: number) => ({ mapping, present, nulling });

describe('the mass-change brake', () => {
  it('lets exactly the allowed share pass and stops one value more', () => {
    expect(massChange([row('a', 100, 20)], 20)).toBeUndefined();
    expect(massChange([row('a', 100, 21)], 20)).toEqual({ present: 100, nulling: 21 });
  });

  it('stops for one mapping that vanishes among many that stay', () => {
    const counts = [row('a', 100, 100), row('b', 500, 0), row('c', 500, 0)];
    expect(massChange(counts, 20)).toEqual(row('a', 100, 100));
  });

  it('does not stop for one small mapping', () => {
    expect(massChange([row('a', 5, 5), row('b', 500, 0)], 20)).toBeUndefined();
  });

  it('has nothing to say where nothing is there yet', () => {
    expect(massChange([row('a', 0, 0)], 20)).toBeUndefined();
  });
});
