import { describe, expect, it } from 'vitest';
import { Chance, weighted, type Seed } from '../chance.ts';

const draws = (count: number, ...seeds: Seed[]): number[] => {
  const chance = new Chance(...seeds);
  return Array.from({ length: count }, () => chance.fraction());
};

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

describe('Chance', () => {
  it('repeats itself for the same seeds and only for those', () => {
    expect(draws(5, 7, 'org', 12)).toEqual(draws(5, 7, 'org', 12));
    const first = [draws(1, 7, 'org', 12), draws(1, 8, 'org', 12), draws(1, 7, 'org', 13)];
    const more = [draws(1, 7, 'user', 12), draws(1, 7, 'or', 'g', 12), draws(1, 7, 'o', 'rg', 12)];
    expect(new Set([...first, ...more].flat()).size).toBe(6);
  });

  it('spreads evenly, also over the first draws of neighbouring streams', () => {
    const within = draws(20_000, 1);
    const across = Array.from({ length: 20_000 }, (_, at) => draws(1, 1, 'day', at)[0] ?? 0);
    for (const numbers of [within, across]) {
      expect(mean(numbers)).toBeCloseTo(0.5, 1.9);
      const tenths = Array.from(
        { length: 10 },
        (_, tenth) => numbers.filter((each) => Math.floor(each * 10) === tenth).length,
      );
      for (const count of tenths) expect(count).toBeGreaterThan(1800);
    }
  });

  it('reaches both ends of a range and nothing beyond', () => {
    const chance = new Chance(3);
    const rolls = new Set(Array.from({ length: 500 }, () => chance.between(1, 6)));
    expect([...rolls].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('draws from a table by weight and never what has none', () => {
    const chance = new Chance(4);
    const table = weighted([
      ['often', 3],
      ['never', 0],
      ['sometimes', 1],
    ]);
    const drawn = Array.from({ length: 8000 }, () => chance.draw(table));
    expect(drawn.filter((each) => each === 'often').length / 8000).toBeCloseTo(0.75, 1.3);
    expect(drawn).not.toContain('never');
  });

  it('is long-tailed where asked: the largest hundredth holds a large part of the whole', () => {
    const chance = new Chance(5);
    const sizes = Array.from({ length: 10_000 }, () => chance.longTailed(2, 1.1)).sort(
      (a, b) => b - a,
    );
    const whole = mean(sizes) * sizes.length;
    const top = mean(sizes.slice(0, 100)) * 100;
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(2);
    expect(top / whole).toBeGreaterThan(0.2);
  });

  it('gives request ids that differ', () => {
    const chance = new Chance(6);
    const ids = Array.from({ length: 5000 }, () => chance.letters(22));
    expect(new Set(ids).size).toBe(5000);
    expect(ids.every((id) => /^[0-9a-z]{22}$/.test(id))).toBe(true);
  });

  it('refuses an empty list and a table without weight', () => {
    expect(() => new Chance(1).pick([])).toThrow('nothing to pick');
    expect(() => weighted([['never', 0]])).toThrow('weight above 0');
  });
});
