import { describe, expect, it } from 'vitest';
import { printed } from './language.ts';

/** The expectations are the Apex Developer Guide's ("Expressions and Operators", "Control Flow", "Classes"). */
const cases: readonly (readonly [name: string, statements: string, ...expected: string[]])[] = [
  ['whole numbers divide without fraction', 'System.debug(7 / 2);', '3'],
  ['a Decimal keeps its fraction', 'Decimal d = 7.0 / 2; System.debug(d);', '3.5'],
  ['an Integer wraps around', 'System.debug(2147483647 + 1);', '-2147483648'],
  ['a Long does not at 32 bits', 'Long l = 2147483647; System.debug(l + 1);', '2147483648'],
  [
    'an Integer assigned to a Decimal is one',
    'Object o = 1.0; System.debug(o instanceof Decimal);',
    'true',
  ],
  [
    'texts compare without case',
    "System.debug('a' == 'A'); System.debug('a'.equals('A'));",
    'true',
    'false',
  ],
  [
    'null compares as smaller nowhere',
    'Integer i = null; System.debug(i < 1); System.debug(i > 1);',
    'false',
    'false',
  ],
  ['text and null join', "String s = null; System.debug('a' + s);", 'anull'],
  [
    'Booleans compare',
    'System.debug(true == true); System.debug((1 > 2) != false);',
    'true',
    'false',
  ],
  ['&& stops at false', 'String s = null; System.debug(s != null && s.length() > 0);', 'false'],
  ['?: chooses one side', 'Integer i = 1; System.debug(i > 0 ? i / 1 : i / 0);', '1'],
  ['?. ends the whole chain', 'String s = null; System.debug(s?.trim().length());', 'null'],
  ['?? takes the other value', "String s = null; System.debug(s ?? 'b');", 'b'],
  [
    'x++ answers the old value',
    'Integer i = 1; System.debug(i++ + i); System.debug(--i);',
    '3',
    '1',
  ],
  ['+= joins text', "String s = 'a'; s += 1; System.debug(s);", 'a1'],
  [
    'bits',
    'System.debug(6 & 3); System.debug(6 | 3); System.debug(6 ^ 3); System.debug(-1 >>> 28);',
    '2',
    '7',
    '5',
    '15',
  ],
  [
    'a Date moves by days',
    'System.debug(String.valueOf(Date.newInstance(2026, 2, 28) + 1));',
    '2026-03-01',
  ],
  [
    'a Date is a Datetime too, and a Datetime no Date',
    'Object o = Date.today(); System.debug(o instanceof Datetime); o = Datetime.now(); System.debug(o instanceof Date);',
    'true',
    'false',
  ],
  [
    'a Date that is cast is midnight in GMT',
    "Object o = Date.newInstance(2027, 1, 31); System.debug(((Datetime) o).formatGmt('yyyy-MM-dd HH:mm'));",
    '2027-01-31 00:00',
  ],
  [
    'break and continue',
    'for (Integer i = 0; i < 5; i++) { if (i == 1) { continue; } if (i == 3) { break; } System.debug(i); }',
    '0',
    '2',
  ],
  ['do runs at least once', 'Integer i = 9; do { System.debug(i); } while (i < 9);', '9'],
  [
    'a loop walks a Set in order',
    "for (String s : new Set<String>{'b', 'a', 'b'}) { System.debug(s); }",
    'b',
    'a',
  ],
  ['finally runs after return', 'F.ends(); System.debug(F.log);', 'tried,done'],
  [
    'a Map literal',
    "Map<String, Integer> m = new Map<String, Integer>{'a' => 1}; System.debug(m.get('a'));",
    '1',
  ],
  ['elements by index', "String[] s = new String[2]; s[1] = 'b'; System.debug(s);", '(null, b)'],
  ['a number is cast down', 'Decimal d = 3.7; System.debug((Integer) d);', '3'],
  [
    'a text that could be an id',
    "Object o = '001000000000001'; System.debug(o instanceof Id);",
    'true',
  ],
  [
    'switch on text, numbers and null',
    "for (String s : new List<String>{'a', 'B', null}) { switch on s { when 'a', 'b' { System.debug('ab'); } when null { System.debug('none'); } when else { System.debug('else'); } } }",
    'ab',
    'else',
    'none',
  ],
  [
    'switch on an enum',
    'switch on F.Size.LARGE { when SMALL { System.debug(1); } when LARGE { System.debug(2); } }',
    '2',
  ],
  [
    'switch on a type',
    'F f = new G(); switch on f { when G g { System.debug(g.name()); } when else { System.debug(0); } }',
    'G of F',
  ],
  [
    'a method is chosen by the static type',
    "Object o = 'a'; System.debug(F.kind(o)); System.debug(F.kind('a')); System.debug(F.kind(1));",
    'Object',
    'String',
    'Long',
  ],
  [
    'an instance method by the class at run time',
    'F f = new G(); System.debug(f.name());',
    'G of F',
  ],
  ['constructors run from the top', 'System.debug(new G().order);', 'F fields,F,G fields,G'],
  ['statics begin once', 'System.debug(F.begun); F.kind(1); System.debug(F.begun);', '1', '1'],
  [
    'a property computes',
    'F f = new F(); f.half = 10; System.debug(f.half); System.debug(f.doubled);',
    '5',
    '10',
  ],
  [
    'an automatic property keeps',
    "F one = new F(); one.size = F.Size.SMALL; System.debug(one.size.ordinal()); System.debug(F.Size.valueOf('LARGE').name());",
    '0',
    'LARGE',
  ],
  [
    'interfaces',
    "I i = new G(); System.debug(i.answer('x')); System.debug(i instanceof F);",
    'x!',
    'true',
  ],
  [
    'a class of its own in a block',
    'class C { Integer n = 4; } Integer twice(Integer n) { return n * 2; } System.debug(twice(new C().n));',
    '8',
  ],
  [
    'a list of comparables sorts',
    'List<G> all = new List<G>{ new G(2), new G(1) }; all.sort(); System.debug(all[0].rank);',
    '1',
  ],
];

const classes = [
  `public virtual class F {
     public enum Size { SMALL, LARGE }
     public static Integer begun = 0;
     public static String log = '';
     static { begun++; }
     public String order = 'F fields';
     public Size size { get; set; }
     public Integer half { get { return half / 2; } set; }
     public Integer doubled { get { return half * 2; } }
     public F() { order += ',F'; }
     public virtual String name() { return 'F'; }
     public static String kind(Object o) { return 'Object'; }
     public static String kind(String s) { return 'String'; }
     public static String kind(Long l) { return 'Long'; }
     public static void ends() { try { log = 'tried'; return; } finally { log += ',done'; } }
   }`,
  `public class G extends F implements I, Comparable {
     public Integer rank = begun(',G fields');
     public G() { order += ',G'; }
     public G(Integer rank) { this(); this.rank = rank; }
     private Integer begun(String text) { order += text; return 0; }
     public override String name() { return 'G of ' + super.name(); }
     public String answer(String question) { return question + '!'; }
     public Integer compareTo(Object other) { return rank - ((G) other).rank; }
   }`,
  'public interface I { String answer(String question); }',
];

const more: typeof cases = [
  [
    'an Integer becomes the type it is assigned to',
    'Decimal d = 7; Object o = d; System.debug(o instanceof Decimal); Object i = 7; System.debug(i instanceof Long);',
    'true',
    'false',
  ],
  [
    'an Integer wraps around downwards',
    'Integer i = -2147483647; System.debug(i - 2);',
    '2147483647',
  ],
  [
    'an Id has 18 characters',
    "Id i = '001000000000001'; String s = i; System.debug(s.length());",
    '18',
  ],
  [
    'a text is greater than null',
    "String s = null; System.debug('a' > s); System.debug(s > 'a');",
    'true',
    'false',
  ],
  [
    '?. ends a chain of any length',
    'String s = null; System.debug(s?.trim().trim().length());',
    'null',
  ],
  [
    'while tests before',
    "while (false) { System.debug('never'); } System.debug('after');",
    'after',
  ],
  ['a class begins when it is first called', 'S.touch(); System.debug(F.log);', 'S'],
  ['what it extends begins before', 'System.debug(T.own + F.log);', '1S'],
  [
    'accessors with bodies keep a value under their own name',
    'P p = new P(); p.twice = 4; System.debug(p.twice);',
    '8',
  ],
  ['fields get their values once, also by this()', 'System.debug(new P(1).begun);', '5'],
  [
    'a switch that always returns needs no return after it',
    'System.debug(P.named(1)); System.debug(P.named(2));',
    'one',
    'many',
  ],
  [
    'fields of exceptions above get their values',
    "System.debug(new P.SecondException('x').code);",
    '7',
  ],
  [
    'switch on a constant of a class, and on what is less than nothing',
    "switch on 7 { when W.MOST { System.debug('most'); } } switch on -1 { when -1 { System.debug('less'); } }",
    'most',
    'less',
  ],
  [
    'an Iterable without Iterator is null',
    "try { for (Integer i : new W()) { } } catch (NullPointerException e) { System.debug('none'); }",
    'none',
  ],
  [
    'what leaves the keys of a Map leaves the Map',
    `Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1, 'b' => 2, 'c' => 3 }; Set<String> keys = m.keySet();
     keys.remove('a'); m.put('d', 4); System.debug(m.keySet() + ' ' + keys.size());
     keys.retainAll(new Set<String>{ 'd' }); System.debug(m); for (String k : m.keySet()) { m.remove(k); } System.debug(keys.isEmpty());
     try { keys.add('e'); } catch (FinalException e) { System.debug(e.getMessage()); }`,
    '{b, c, d} 3',
    '{d=4}',
    'true',
    'Collection is read-only',
  ],
  ['super reads the property of the class above', 'System.debug(new U().size);', '3'],
  [
    'a class that is Iterable and its own Iterator walks once',
    'for (Integer i : new V(2)) { System.debug(i); } System.debug(new List<Integer>(new V(1)));',
    '0',
    '1',
    '(0)',
  ],
  [
    'a class called by name of what it should do',
    "Callable c = (Callable) Type.forName('V').newInstance(); System.debug(c.call('twice', new Map<String, Object>{ 'n' => 2 }));",
    '4',
  ],
  [
    'interfaces and enums of a block',
    `interface Named { String name(); } enum Colour { RED } class Apple implements Named { public String name() { return 'apple'; } }
     Named n = new Apple(); System.debug(n.name() + ' ' + Colour.RED);`,
    'apple RED',
  ],
];

const others = [
  `public virtual class S {
     public static Integer begun = 0;
     static { begun++; F.log = 'S'; }
     public static void touch() { }
   }`,
  'public class T extends S { public static Integer own = 1; }',
  `public virtual class R {
     public virtual Integer size { get { return 1; } set; }
   }`,
  'public class U extends R { public override Integer size { get { return super.size + 2; } set; } }',
  `public class W implements Iterable<Integer> {
     public static final Integer MOST = 7;
     public Iterator<Integer> iterator() { return null; }
   }`,
  `public class V implements Iterable<Integer>, Iterator<Integer>, Callable {
     private Integer count;
     private Integer at = 0;
     public V() { this(0); }
     public V(Integer count) { this.count = count; }
     public Iterator<Integer> iterator() { return this; }
     public Boolean hasNext() { return at < count; }
     public Integer next() { return at++; }
     public Object call(String action, Map<String, Object> args) {
       return action == 'twice' ? 2 * (Integer) args.get('n') : null;
     }
   }`,
  `public class P {
     public virtual class FirstException extends Exception { public Integer code = 7; }
     public class SecondException extends FirstException { }
     public Integer begun = 0;
     { begun++; }
     public P() { begun += 4; }
     public P(Integer i) { this(); }
     public Integer twice { get { return twice; } set { twice = value * 2; } }
     public static String named(Integer i) {
       switch on i { when 1 { return 'one'; } when else { return 'many'; } }
     }
   }`,
];

describe('Apex', () => {
  it.each([...cases, ...more])('%s', (_name, statements, ...expected) => {
    expect(printed(statements, ...classes, ...others)).toEqual(expected);
  });
});
