import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customKeyPrefix, id18, normalizedId, numberedId } from '../../schema/salesforce-id.ts';

/** Pairs from public documentation and threads, none computed with this code. */
const pairs = [
  ['001D000000IqhSL', '001D000000IqhSLIAZ'],
  ['003D000000QOMqU', '003D000000QOMqUIAX'],
  ['a0524000005wNw0', 'a0524000005wNw0AAE'],
  ['001xx000003DGb2', '001xx000003DGb2AAG'],
  ['000000000000000', '000000000000000AAA'],
] as const;

describe('A Salesforce id', () => {
  it.each(pairs)('%s is %s in 18 characters', (short, long) => {
    expect(id18(short)).toBe(long);
    expect(normalizedId(short)).toBe(long);
    expect(normalizedId(long)).toBe(long);
  });

  it('survives a system that changes the case of its suffix', () => {
    expect(normalizedId('001D000000IqhSLiaz')).toBe('001D000000IqhSLIAZ');
  });

  it.each(['001D000000IqhSLIAX', '001D000000iqhSLIAZ', '001D000000Iqh', '001D000000IqhS!', ''])(
    'is not %j',
    (text) => {
      expect(normalizedId(text)).toBeNull();
    },
  );

  it('is another one when the case of a letter differs', () => {
    const letters = fc.string({
      unit: fc.constantFrom('a', 'b', 'x', 'z', '0', '9'),
      minLength: 15,
      maxLength: 15,
    });
    const capitals = fc.array(fc.boolean(), { minLength: 15, maxLength: 15 });
    const cased = (text: string, upper: readonly boolean[]) =>
      text.replace(/./g, (letter, at: number) => (upper[at] ? letter.toUpperCase() : letter));
    fc.assert(
      fc.property(letters, capitals, capitals, (text, one, other) => {
        const [a, b] = [cased(text, one), cased(text, other)];
        expect(id18(a).toUpperCase() === id18(b).toUpperCase()).toBe(a === b);
      }),
    );
  });

  it('counts up within its prefix', () => {
    const ids = [1, 2, 61, 62, 3_844, 1_000_000].map((number) => numberedId('001', number));
    expect(new Set(ids).size).toBe(6);
    expect(ids.every((id) => id.startsWith('001') && normalizedId(id) === id)).toBe(true);
  });

  it('begins with a prefix of its own for every custom object', () => {
    const prefixes = Array.from({ length: 200 }, (_, at) => customKeyPrefix(at, 'a'));
    expect(new Set(prefixes).size).toBe(200);
    expect(prefixes.slice(0, 2)).toEqual(['a00', 'a01']);
  });
});
