import { describe, expect, it } from 'vitest';
import { storableJson } from '../../../src/adapters/store/storable-json.ts';

describe('rows to be stored', () => {
  it('are JSON with null and 0 as they were', () => {
    expect(storableJson([{ a: null, b: 0, c: -0, d: '', e: false }])).toBe(
      '[{"a":null,"b":0,"c":0,"d":"","e":false}]',
    );
  });

  it('have a mark where PostgreSQL has no character', () => {
    expect(storableJson({ name: 'a\0b\ud83cc', emoji: '🎲' })).toBe(
      '{"name":"a\ufffdb\ufffdc","emoji":"🎲"}',
    );
  });

  it.each([NaN, Infinity, -Infinity])('may not hold %d, which JSON would make null', (value) => {
    expect(() => storableJson([{ seats: value }])).toThrow(`seats is ${value}`);
  });
});
