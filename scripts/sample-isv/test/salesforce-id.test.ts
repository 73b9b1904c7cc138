import { describe, expect, it } from 'vitest';
import { id15, id18, sameLettersOtherCase } from '../salesforce-id.ts';

describe('id18', () => {
  // Pairs from Salesforce's own documentation and API examples.
  it.each([
    ['001A0000006Vm9r', '001A0000006Vm9rIAC'],
    ['500D0000001SO3o', '500D0000001SO3oIAG'],
    ['000000000000000', '000000000000000AAA'],
    ['ABCDEFGHIJKLMNO', 'ABCDEFGHIJKLMNO555'],
  ])('turns %s into %s', (short, long) => {
    expect(id18(short)).toBe(long);
  });

  it.each(['', '001A0000006Vm9', '001A0000006Vm9rIAC', '001A0000006Vm9-'])('refuses "%s"', (id) => {
    expect(() => id18(id)).toThrow('is not a 15-character Salesforce id');
  });
});

describe('id15', () => {
  it('counts in base 62 behind prefix and instance', () => {
    expect(id15('00D', 'Hs', 0)).toBe('00DHs0000000000');
    expect(id15('00D', 'Hs', 61)).toBe('00DHs000000000z');
    expect(id15('00D', 'Hs', 62)).toBe('00DHs0000000010');
  });
});

describe('sameLettersOtherCase', () => {
  it('gives an id that only a case-sensitive comparison tells apart', () => {
    const twin = sameLettersOtherCase('00DHs000000abcd');
    expect(twin).toBe('00DHs000000abcD');
    expect(id18(twin)).not.toBe(id18('00DHs000000abcd'));
  });

  it('refuses an id that ends in a digit', () => {
    expect(() => sameLettersOtherCase('00DHs0000000001')).toThrow('ends in a digit');
  });
});
