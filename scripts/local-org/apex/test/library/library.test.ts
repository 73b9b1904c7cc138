import { describe, expect, it } from 'vitest';
import { roundingModeType } from '../../library/decimal.ts';
import { apexStringList, objectList } from '../../library/native-lists.ts';
import { parsedSignature } from '../../library/signature.ts';
import { ApexDate } from '../../values/apex-date.ts';
import { ApexDatetime } from '../../values/apex-datetime.ts';
import { ApexDecimal } from '../../values/apex-decimal.ts';
import { ApexDouble } from '../../values/apex-double.ts';
import { ApexMap } from '../../values/apex-map.ts';
import { looselyEqual } from '../../values/equality.ts';
import { objectType, stringType } from '../../values/type-name.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { call, libraryRun, said } from './library-run.ts';

const dec = (text: string) => ApexDecimal.parse(text) ?? new ApexDecimal(0n, 0);

// Expected results are those of the examples in the Apex Reference Guide (System namespace, class String).
describe('String', () => {
  it.each<[string, ApexValue, ApexValue[], string]>([
    ['String.abbreviate(Integer)', 'Hello Maximillian', [8], 'Hello...'],
    ['String.abbreviate(Integer,Integer)', 'Hello Maximillian', [15, 0], 'Hello Maximi...'],
    ['String.center(Integer,String)', 'hello', [9, '*'], '**hello**'],
    ['String.capitalize()', 'hello max', [], 'Hello max'],
    ['String.difference(String)', 'Hello Jane', ['Hello Max'], 'Max'],
    ['String.escapeCsv()', 'Max1, "Max2"', [], '"Max1, ""Max2"""'],
    ['String.escapeSingleQuotes(String)', null, ["Bobby's"], "Bobby\\'s"],
    ['String.getLevenshteinDistance(String)', 'Hello Joe', ['Hello Max'], '3'],
    ['String.indexOfDifference(String)', 'abcde', ['xyz'], '0'],
    ['String.leftPad(Integer)', 'abc', [5], '  abc'],
    ['String.mid(Integer,Integer)', 'abcde', [2, 3], 'cde'],
    ['String.overlay(String,Integer,Integer)', 'hello world', ['my ', 6, 11], 'hello my '],
    ['String.remove(String)', 'Salesforce and force.com', ['force'], 'Sales and .com'],
    ['String.right(Integer)', 'Hello Max', [3], 'Max'],
    ['String.split(String)', 'boo:and:foo', ['o'], '(b, , :and:f)'],
    ['String.split(String,Integer)', 'boo:and:foo', ['o', -1], '(b, , :and:f, , )'],
    ['String.split(String,Integer)', 'boo:and:foo', [':', 2], '(boo, and:foo)'],
    ['String.split(String)', 'a.b.c', ['\\.'], '(a, b, c)'],
    [
      'String.splitByCharacterTypeCamelCase()',
      'Lightning.platformASFLicense',
      [],
      '(Lightning, ., platform, ASF, License)',
    ],
    ['String.substringBetween(String,String)', 'xayaz', ['x', 'z'], 'aya'],
    ['String.swapCase()', 'Force.com', [], 'fORCE.COM'],
    ['String.normalizeSpace()', '  a\t b  ', [], 'a b'],
    ['String.replaceAll(String,String)', 'a1b22', ['([0-9]+)', '<$1>'], 'a<1>b<22>'],
    ['String.trim()', ' \t x \n', [], 'x'],
    ['String.hashCode()', 'hello', [], '99162322'],
    ['String.compareTo(String)', 'abcde', ['abcd'], '1'],
    ['String.isNumeric()', '1.2', [], 'false'],
    ['String.isAllLowerCase()', 'abcDe', [], 'false'],
  ])('%s of %j with %j is %s', (signature, self, args, expected) => {
    expect(said(signature, self, ...args)).toBe(expected);
  });

  it('quotes as MessageFormat does', () => {
    const format = (text: string) =>
      said('String.format(String,List)', null, text, apexStringList(['A', 'B']));
    expect(format("It''s {1} not '{0}' {2}")).toBe("It's B not {0} {2}");
  });

  it('joins what iterates, and refuses a null separator', () => {
    expect(said('String.join(Iterable,String)', null, objectList([1, 'b', null]), '-')).toBe(
      '1-b-',
    );
    expect(() => call('String.join(Iterable,String)', null, objectList([]), null)).toThrow(
      'NullPointerException: Argument cannot be null.',
    );
  });

  it('names what its regular expressions do not do', () => {
    expect(() => call('String.split(String)', 'a', 'a++')).toThrow(
      'unsupported: a possessive quantifier',
    );
  });

  it('answers null for String.valueOf(null), and throws on a null receiver', () => {
    expect(call('String.valueOf(Object)', null, null)).toBeNull();
    expect(() => call('String.trim()', null)).toThrow('Attempt to de-reference a null object');
  });
});

// Scale rules: Apex Reference Guide, class Decimal; text: java.math.BigDecimal, which the guide refers to.
describe('Decimal', () => {
  it.each<[string, ApexDecimal | null, string]>([
    ['1.50 + 1.5', dec('1.50').plus(dec('1.5')), '3.00'],
    ['1.5 × 1.25', dec('1.5').times(dec('1.25')), '1.875'],
    ['1 / 8', dec('1').dividedBy(dec('8')), '0.125'],
    ['6.0 / 2', dec('6.0').dividedBy(dec('2')), '3.0'],
    ['2 / 3', dec('2').dividedBy(dec('3')), `0.${'6'.repeat(33)}7`],
    ['-2.5 half even', dec('-2.5').withScale(0, 'HALF_EVEN'), '-2'],
    ['-2.5 half up', dec('-2.5').withScale(0, 'HALF_UP'), '-3'],
    ['-2.1 ceiling', dec('-2.1').withScale(0, 'CEILING'), '-2'],
    ['2.1 up', dec('2.1').withScale(0, 'UP'), '3'],
    ['0.0000001', dec('0.0000001'), '1E-7'],
  ])('%s', (_what, actual, expected) => {
    expect(actual?.text()).toBe(expected);
  });

  it('rounds half even by default, and setScale half up', () => {
    expect(said('Decimal.round()', dec('4.5'))).toBe('4');
    expect(said('Decimal.setScale(Integer)', dec('4.25'), 1)).toBe('4.3');
  });

  it('refuses to lose digits when rounding is unnecessary', () => {
    const unnecessary =
      roundingModeType.values?.values.find(({ name }) => name === 'UNNECESSARY') ?? null;
    expect(() => call('Decimal.round(System.RoundingMode)', dec('4.5'), unnecessary)).toThrow(
      'MathException',
    );
  });

  it('is equal by value, not by scale', () => {
    expect(dec('1.50').equals(dec('1.5'))).toBe(true);
    expect(dec('1.50').hashKey()).toBe(dec('1.5').hashKey());
    expect(looselyEqual(dec('1.0'), 1, libraryRun)).toBe(true);
  });
});

describe('numbers', () => {
  it('says what is no integer', () => {
    expect(() => call('Integer.valueOf(String)', null, 'abc')).toThrow(
      'TypeException: Invalid integer: abc',
    );
    expect(() => call('Integer.valueOf(String)', null, '2147483648')).toThrow('Invalid integer');
  });

  it('prints as Java and the locale do', () => {
    expect(new ApexDouble(1).text()).toBe('1.0');
    expect(new ApexDouble(12345678).text()).toBe('1.2345678E7');
    expect(said('Integer.format()', 1234567)).toBe('1,234,567');
    expect(said('Decimal.format()', dec('-1234.5'))).toBe('-1,234.5');
  });

  it('takes the sign of the dividend, and no zero divisor', () => {
    expect(call('Math.mod(Integer,Integer)', null, -7, 3)).toBe(-1);
    expect(() => call('Math.mod(Integer,Integer)', null, 1, 0)).toThrow(
      'MathException: Divide by 0',
    );
  });
});

// Apex Developer Guide: null sorts first, capitals before small letters; strings as keys are case-sensitive.
describe('collections', () => {
  it('sorts null first, then by character code', () => {
    const list = objectList(['b', null, 'a', 'B']);
    call('List.sort()', list);
    expect(list.text(libraryRun)).toBe('(null, B, a, b)');
  });

  it('refuses changes while it is iterated', () => {
    const list = apexStringList(['a']);
    list.beginIteration();
    expect(() => call('List.add(T)', list, 'b')).toThrow(
      'FinalException: Cannot modify a collection while it is being iterated.',
    );
    list.endIteration();
    call('List.add(T)', list, 'b');
    expect(list.size).toBe(2);
  });

  it('names an index that does not exist', () => {
    expect(() => call('List.get(Integer)', apexStringList(['a']), 1)).toThrow(
      'ListException: List index out of bounds: 1',
    );
  });

  it('prints ten elements', () => {
    expect(objectList(Array.from({ length: 12 }, (_, at) => at)).text(libraryRun)).toBe(
      '(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ...)',
    );
  });

  it('keeps keys apart by case and finds equal Decimals', () => {
    const map = new ApexMap(objectType, stringType);
    map.put(libraryRun, 'a', 'small');
    map.put(libraryRun, 'A', 'big');
    map.put(libraryRun, dec('1.0'), 'one');
    expect(map.get(libraryRun, 'A')).toBe('big');
    expect(map.get(libraryRun, dec('1.00'))).toBe('one');
    expect(map.get(libraryRun, '1.0')).toBeNull();
  });
});

// Apex Reference Guide, classes Date and Datetime; winter and summer time of Los Angeles from the tz database.
describe('dates', () => {
  const moment = new ApexDatetime(Date.UTC(2026, 6, 4, 6, 5, 9));

  it('ends a shorter month early', () => {
    expect(ApexDate.of(2024, 1, 31).plusMonths(1).text()).toBe('2024-02-29');
    expect(ApexDate.of(2024, 13, 1).text()).toBe('2025-01-01');
  });

  it('formats in the user’s zone, and prints in GMT', () => {
    expect(said('Datetime.format()', moment)).toBe('7/3/2026, 11:05 PM');
    expect(said('Datetime.format(String)', moment, "EEE, d MMM yyyy 'at' HH:mm z")).toBe(
      'Fri, 3 Jul 2026 at 23:05 PDT',
    );
    expect(said('Datetime.formatGmt(String)', moment, "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")).toBe(
      '2026-07-04T06:05:09.000Z',
    );
    expect(moment.debugText()).toBe('2026-07-04 06:05:09');
    expect(moment.text(libraryRun)).toBe('2026-07-03 23:05:09');
  });

  it('reads local time across a clock change', () => {
    expect(said('Datetime.valueOf(String)', null, '2026-01-01 00:00:00')).toBe(
      '2026-01-01 08:00:00',
    );
    expect(said('Datetime.valueOf(String)', null, '2026-07-01 00:00:00')).toBe(
      '2026-07-01 07:00:00',
    );
  });

  it('refuses a day that does not exist', () => {
    expect(() => call('Date.valueOf(String)', null, '2026-02-30')).toThrow(
      'Invalid date: 2026-02-30',
    );
  });

  it('starts weeks on Sunday', () => {
    expect(said('Date.toStartOfWeek()', ApexDate.of(2026, 11, 24))).toBe('2026-11-22 00:00:00');
  });
});

describe('JSON', () => {
  const read = (text: string) => call('JSON.deserializeUntyped(String)', null, text);
  const write = (value: ApexValue) => call('JSON.serialize(Object)', null, value);

  it('writes back what it read, digits included', () => {
    const text = '{"a":[1,2147483648,1.10,true,null],"b":"\\"x\\""}';
    expect(write(read(text))).toBe(text);
  });

  it('gives each number the type it fits in', () => {
    expect(read('1')).toBe(1);
    expect(read('2147483648')).toBe(2147483648n);
    expect(read('1.10')).toBeInstanceOf(ApexDecimal);
  });

  it.each(['{"a":1,}', '[1 2]', '{a:1}', '', '[1]x', '"\\x"'])('refuses %s', (text) => {
    expect(() => read(text)).toThrow('JSONException');
  });
});

describe('Assert', () => {
  it('says what it expected', () => {
    const fails = () => call('Assert.areEqual(Object,Object)', null, 1, 2);
    expect(fails).toThrow('AssertException: Assertion Failed: Expected: 1, Actual: 2');
    const noted = () => call('Assert.areEqual(Object,Object,Object)', null, 1, 2, 'why');
    expect(noted).toThrow('Assertion Failed: why: Expected: 1, Actual: 2');
    const otherCase = () => call('Assert.areEqual(Object,Object)', null, 'ABC', 'abc');
    expect(otherCase).toThrow('Expected: ABC, Actual: abc');
  });
});

describe('signatures', () => {
  it('read generics, arrays and parameters that take null', () => {
    const { returnType, parameters } = parsedSignature(
      'Map<Id, List<String>> f(String[] a, Date? b)',
    );
    expect(returnType.arguments[1]?.arguments[0]?.name).toBe('String');
    expect(parameters.map(({ type, isNullable }) => [type.name, isNullable])).toEqual([
      ['List', false],
      ['Date', true],
    ]);
    expect(() => parsedSignature('String f(')).toThrow('Not a signature');
  });
});

describe('Pattern and Matcher', () => {
  it('find one match after the other with its groups', () => {
    const pattern = call('Pattern.compile(String)', null, '(\\w)(\\d)');
    const matcher = call('Pattern.matcher(String)', pattern, 'a1 b2');
    expect(call('Matcher.find()', matcher)).toBe(true);
    expect(call('Matcher.find()', matcher)).toBe(true);
    expect(call('Matcher.group(Integer)', matcher, 2)).toBe('2');
    expect(call('Matcher.find()', matcher)).toBe(false);
    expect(call('Matcher.groupCount()', matcher)).toBe(2);
    expect(call('Matcher.matches()', matcher)).toBe(false);
    expect(() => call('Matcher.group()', matcher)).toThrow('StringException: No match found');
  });
});

describe('UUID', () => {
  it('is of version 4, and comes from the recorded randomness', () => {
    expect(said('UUID.randomUUID()', null)).toBe('80808080-8080-4080-8080-808080808080');
  });

  it('compares by value, in any case of the text it is read from', () => {
    const [lower, upper] = ['a', 'A'].map((letter) =>
      call('UUID.fromString(String)', null, `0000000${letter}-0000-4000-8000-000000000000`),
    );
    expect(call('UUID.equals(Object)', lower ?? null, upper ?? null)).toBe(true);
    expect(() => call('UUID.fromString(String)', null, 'a-b')).toThrow('IllegalArgumentException');
  });
});

// RFC 1321, RFC 4231 (test case 2) and RFC 4648.
describe('Crypto and EncodingUtil', () => {
  const blob = (text: string) => call('Blob.valueOf(String)', null, text);
  const hex = (value: ApexValue) => call('EncodingUtil.convertToHex(Blob)', null, value);

  it('give the published digests', () => {
    expect(hex(call('Crypto.generateDigest(String,Blob)', null, 'MD5', blob('abc')))).toBe(
      '900150983cd24fb0d6963f7d28e17f72',
    );
    expect(
      hex(
        call(
          'Crypto.generateMac(String,Blob,Blob)',
          null,
          'hmacSHA256',
          blob('what do ya want for nothing?'),
          blob('Jefe'),
        ),
      ),
    ).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
    expect(call('EncodingUtil.base64Encode(Blob)', null, blob('foob'))).toBe('Zm9vYg==');
  });
});
