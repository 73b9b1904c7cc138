import { describe, expect, it } from 'vitest';
import { printed } from '../compile/language.ts';

/** Values as the Apex Reference gives them, or as its examples come out. */
const strings: readonly (readonly [expression: string, value: string])[] = [
  ["String.isBlank('')", 'true'],
  ["String.isBlank(' \\n')", 'true'],
  ['String.isBlank(null)', 'true'],
  ["String.isBlank('a')", 'false'],
  ["String.isNotBlank('a')", 'true'],
  ["String.isEmpty(' ')", 'false'],
  ["String.isNotEmpty('')", 'false'],
  ["'hamburger'.substring(4, 8)", 'urge'],
  ["'smiles'.substring(1)", 'miles'],
  ["'abc'.substring(3, 3)", ''],
  ["'a.b.c'.substringAfterLast('.')", 'c'],
  ["'a.b.c'.substringBeforeLast('.')", 'a.b'],
  ["'a.b.c'.substringAfter('.')", 'b.c'],
  ["'a.b.c'.substringBefore('.')", 'a'],
  ["'abc'.substringAfterLast('x')", ''],
  ["'Salesforce'.removeStartIgnoreCase('SALES')", 'force'],
  ["'Salesforce'.removeStartIgnoreCase('Force')", 'Salesforce'],
  ["'Salesforce'.removeEndIgnoreCase('FORCE')", 'Sales'],
  ["'Salesforce'.removeEndIgnoreCase('SALES')", 'Salesforce'],
  ["'Salesforce'.removeStart('sales')", 'Salesforce'],
  ["'hello'.equalsIgnoreCase('HELLO')", 'true'],
  ["'Ab'.hashCode()", '2113'],
  ["'Hello'.indexOfIgnoreCase('LL')", '2'],
  ["'Hello'.containsIgnoreCase('eLL')", 'true'],
  ["'a1-B2'.replaceAll('\\\\p{Alpha}', 'x')", 'x1-x2'],
  ["'a1-B2'.replaceAll('[\\\\p{Digit}-]', '')", 'aB'],
  ["'a-12+3'.replaceAll('-?\\\\d+', '#')", 'a#+#'],
  ["'a-+'.replaceAll('a?[-+]+', '#')", '#'],
];

const numbers: readonly (readonly [expression: string, value: string])[] = [
  ["Boolean.valueOf('TRUE')", 'true'],
  ["Boolean.valueOf('yes')", 'false'],
  ['Boolean.valueOf((Object) true)', 'true'],
  ["Boolean.valueOf((Object) 'false')", 'false'],
  ['Long.valueOf((Object) 12)', '12'],
  ["Integer.valueOf((Object) '12')", '12'],
  ["Double.valueOf((Object) '1.5')", '1.5'],
  ['Double.valueOf((Object) 2)', '2.0'],
  ['1.5.setScale(33).scale()', '33'],
  ['Math.sqrt(6.25)', '2.5'],
  ['Math.max(3, 5) + Math.min(3, 5)', '8'],
  ['Math.mod(-7, 3)', '-1'],
  ['Math.round(2.5) + Math.round(-2.5)', '0'],
  ['Math.abs(-3.20)', '3.20'],
  ['Math.rint(2.5)', '2.0'],
  ['Math.rint(3.5)', '4.0'],
];

const collections: readonly (readonly [expression: string, value: string])[] = [
  ['new List<Integer>().isEmpty()', 'true'],
  ['new List<Integer>{ 1 }.isEmpty()', 'false'],
  ['new Set<Integer>().isEmpty()', 'true'],
  ['new Map<Integer, String>().isEmpty()', 'true'],
  ["new Map<Integer, String>{ 1 => 'a' }.isEmpty()", 'false'],
  ['new Set<Integer>{ 1, 2 }.addAll(new List<Integer>{ 1, 2 })', 'false'],
  ['new Set<Integer>{ 1, 2 }.addAll(new List<Integer>{ 2, 3 })', 'true'],
  ['new Set<Integer>{ 1, 2 }.retainAll(new Set<Integer>{ 1, 2 })', 'false'],
  ['new Set<Integer>{ 1, 2 }.removeAll(new Set<Integer>{ 2 })', 'true'],
  ['new List<String>{ null }.get(0)', 'null'],
  ["new List<String>{ 'a', 'b' }.indexOf('b')", '1'],
  ['new Set<Datetime>{ Datetime.newInstance(1), Datetime.newInstance(1) }.size()', '1'],
  ['new Set<Datetime>{ Datetime.newInstance(1) }.contains(Datetime.newInstance(2))', 'false'],
  ['new Set<Date>{ Date.newInstance(2026, 1, 1), Date.newInstance(2026, 1, 1) }.size()', '1'],
  ['new Set<Decimal>{ 1.0, 1.00 }.size()', '1'],
  ['new Set<Decimal>{ 0.0, 0, 1, 2 }.size()', '3'],
  ['String.class == String.class', 'true'],
  ['String.class == Integer.class', 'false'],
  ['Datetime.newInstance(1) == Datetime.newInstance(1)', 'true'],
  ['Datetime.newInstance(1) == Datetime.newInstance(2)', 'false'],
];

describe('The library', () => {
  it.each([...strings, ...numbers, ...collections])('%s is %s', (expression, value) => {
    expect(printed(`System.debug(${expression});`)).toEqual([value]);
  });

  it.each([
    ["'abc'.substring(2, 1)", 'System.StringException'],
    ["'abc'.substring(0, 4)", 'System.StringException'],
    ["'abc'.substring(-1)", 'System.StringException'],
    ['1.5 / 0', 'System.MathException: Divide by 0'],
    ['1.5.divide(0, 2)', 'System.MathException: Divide by 0'],
    ['Math.mod(1, 0)', 'System.MathException: Divide by 0'],
    ['Math.sqrt(-1.0)', 'System.MathException'],
    ['Integer.valueOf((Object) true)', 'System.TypeException'],
    ["Double.valueOf('x')", 'System.TypeException'],
  ])('%s throws %s', (expression, problem) => {
    expect(() => printed(`Object o = ${expression};`)).toThrow(problem);
  });
});

describe('List.sort', () => {
  it.each([
    ['Date', 'Date.newInstance(2026, 3, 1), Date.newInstance(2025, 12, 31)', 1],
    ['Datetime', 'Datetime.newInstance(5), Datetime.newInstance(4)', 1],
    ['Time', 'Time.newInstance(2, 0, 0, 0), Time.newInstance(1, 59, 0, 0)', 1],
    ['Id', "(Id) '001000000000002AAA', (Id) '001000000000001AAA'", 1],
    ['RoundingMode', 'RoundingMode.HALF_UP, RoundingMode.CEILING', 1],
    ['String', "'b', 'B'", 1],
    ['Decimal', '2.5, 2', 1],
  ])('puts the smaller %s first, and null before it', (type, elements, at) => {
    const text = `List<${type}> l = new List<${type}>{ ${elements}, null }; ${type} small = l[${at}];
      l.sort(); System.debug(l[0] == null); System.debug(l[1] == small);`;
    expect(printed(text)).toEqual(['true', 'true']);
  });
});

describe('JSON', () => {
  const kept = `public class Kept { public String name; public Integer count; public transient String note;
    public Date day; public Boolean isOn; }`;

  it('leaves out what is transient, and null where it is told to', () => {
    const text = `Kept k = new Kept(); k.name = 'a'; k.note = 'b';
      System.debug(JSON.serialize(k)); System.debug(JSON.serialize(k, true));`;
    expect(printed(text, kept)).toEqual([
      expect.stringMatching(/^(?!.*note).*"name":"a".*null/),
      '{"name":"a"}',
    ]);
  });

  it('reads dates and Booleans, and refuses what is neither', () => {
    const read = (json: string) =>
      `Kept k = (Kept) JSON.deserialize('${json}', Kept.class); System.debug(k.day + ' ' + k.isOn);`;
    expect(printed(read('{"day":"2026-02-28","isOn":true}'), kept)).toEqual([
      '2026-02-28 00:00:00 true',
    ]);
    expect(printed(read('{"isOn":false}'), kept)).toEqual(['null false']);
    expect(() => printed(read('{"day":"soon"}'), kept)).toThrow('System.JSONException');
    expect(() => printed(read('{"day":"2026-02-31x"}'), kept)).toThrow('System.JSONException');
    expect(() => printed(read('{"isOn":"perhaps"}'), kept)).toThrow('System.JSONException');
    expect(() => printed(read('{"isOn":{}}'), kept)).toThrow('System.JSONException');
  });
});

describe('Equality of instances', () => {
  const point = 'public class Point { Integer x; public Point(Integer x) { this.x = x; } }';

  it('is identity where a class says nothing', () => {
    const text = `Point p = new Point(1); Point other = new Point(1);
      System.debug((p == p) + ' ' + (p == other) + ' ' + new List<Point>{ p }.contains(p) + ' ' + new Set<Point>{ p, other, p }.size());`;
    expect(printed(text, point)).toEqual(['true false true 2']);
  });
});

describe('A group of a pattern', () => {
  it('that takes no part is null', () => {
    const text = `Matcher m = Pattern.compile('(a)|(b)').matcher('b'); System.debug(m.matches() + ' ' + m.group(1) + ' ' + m.group(2));`;
    expect(printed(text)).toEqual(['true null b']);
  });
});

describe('System.assert', () => {
  it('fails for false and passes for true', () => {
    expect(printed("System.assert(true); System.debug('passed');")).toEqual(['passed']);
    expect(() => printed('System.assert(false);')).toThrow('Assertion Failed');
    expect(() => printed("Assert.areEqual('1', (Object) 1);")).toThrow('Assertion Failed');
  });
});
