import { describe, expect, it } from 'vitest';
import { problemsOf } from './language.ts';

/** Messages as a deploy to Salesforce reports them. */
const members: readonly (readonly [member: string, problem: string])[] = [
  ['Integer f() { }', 'Missing return statement required return type: Integer'],
  [
    'Integer f() { if (true) { return 1; } }',
    'Missing return statement required return type: Integer',
  ],
  ["void f() { Integer i = 'a'; }", 'Illegal assignment from String to Integer'],
  ['void f() { Integer i = 1.5; }', 'Illegal assignment from Decimal to Integer'],
  ['void f() { Integer i = 1; Integer i = 2; }', 'Duplicate variable: i'],
  ['void f(Integer i) { for (Integer i = 0; i < 1; i++) { } }', 'Duplicate variable: i'],
  ['void f() { i = 1; }', 'Variable does not exist: i'],
  [
    'void f() { g(1); }',
    'Method does not exist or incorrect signature: void g(Integer) from the type A',
  ],
  [
    "void f() { 'a'.shout(); }",
    'Method does not exist or incorrect signature: void shout() from the type String',
  ],
  ['void f() { Bottle b; }', 'Invalid type: Bottle'],
  ['void f() { 1 + 1; }', 'Expression cannot be a statement.'],
  ['void f() { break; }', 'Break statement must be in loop'],
  ['void f() { if (1) { } }', 'Condition expression must be of type Boolean: Integer'],
  [
    "void f() { Boolean b = 'a' == 1; }",
    'Comparison arguments must be compatible types: String, Integer',
  ],
  ["void f() { Integer i = 'a' * 2; }", 'Arithmetic expressions must use numeric arguments'],
  ['void f() { for (Integer i : 5) { } }', 'Loop must iterate over collection: Integer'],
  ['void f() { throw new A(); }', 'Throw expression must be of type exception: A'],
  ['void f() { return 1; }', 'Void method must not return a value'],
  [
    'void f() { Object o = (Date) new A(); }',
    'Incompatible types since an instance of A is never an instance of Date',
  ],
  [
    'Integer i; static void f() { i = 1; }',
    'Non static field cannot be referenced from a static context: i from the type A',
  ],
  [
    'void g() { } static void f() { g(); }',
    'Non static method cannot be referenced from a static context: void A.g()',
  ],
  [
    'final Integer i; void f() { i = 1; }',
    'Final members can only be assigned in their declaration, init blocks, or constructors: i',
  ],
  ['Integer i { get; } void f() { i = 1; }', 'A value cannot be stored to i in type A'],
  ['Integer i { set; } Integer f() { return i; }', 'A value cannot be read from i in type A'],
  ['Integer i { set; } void f() { i++; }', 'A value cannot be read from i in type A'],
  ['void f() { Integer i = new B().told; }', 'Variable is not visible: B.told'],
  ['void f() { new B().kept = 1; }', 'Variable is not visible: B.kept'],
  ['Integer i; String I;', 'Duplicate field: A.I'],
  ['void f() { new B().hidden(); }', 'Method is not visible: void B.hidden()'],
  ['void f() { new B().secret = 1; }', 'Variable is not visible: B.secret'],
  ['void f() { new B(1); }', 'Constructor not defined: [B].<Constructor>(Integer)'],
  ['void f() { new C(); }', 'Abstract classes cannot be constructed: C'],
  ['void f() { new I(); }', 'Type cannot be constructed: I'],
  ['class X implements I { }', 'Class A.X must implement the method: String I.say(Integer)'],
  [
    'class X implements Comparable { }',
    'Class A.X must implement the method: Integer Comparable.compareTo(Object)',
  ],
  ['class X implements B { }', 'Invalid interface: B'],
  ['class X extends I { }', 'Invalid super type: I'],
  ['interface X extends B { }', 'Invalid interface: B'],
  ['class X extends B { }', 'Non-virtual and non-abstract type cannot be extended: B'],
  [
    'class X extends C { public void open() { } }',
    'Method must use the override keyword: void A.X.open()',
  ],
  [
    'class X extends C { public override void closed() { } }',
    'Non-virtual, non-abstract methods cannot be overridden: void A.X.closed()',
  ],
  [
    'class X extends C { override void open() { } }',
    'Cannot reduce the visibility of method: void A.X.open()',
  ],
  [
    'class X extends C { public override Integer open() { return 1; } }',
    'Method return types clash: Integer A.X.open() vs void C.open() from the type A.X',
  ],
  ['class X extends D { }', 'Class A.X must implement the abstract method: void D.left()'],
  ['class X { abstract void f(); }', 'Class A.X must implement the abstract method: void A.X.f()'],
  [
    'class X implements I { String say(Integer i) { return null; } }',
    'A.X: Overriding implementations of global or public interface methods must be global or public: String A.X.say(Integer)',
  ],
  [
    'class X implements I { public void say(Integer i) { } }',
    'Method return types clash: void A.X.say(Integer) vs String I.say(Integer) from the type A.X',
  ],
  ['void f();', 'Method must have a body'],
  ['abstract class X { abstract void f() { } }', 'Abstract methods cannot have a body'],
  ['B() { }', 'Invalid constructor name: B'],
  [
    'A(Integer i) { } A(Integer j) { }',
    'Method already defined: <Constructor> [A].<Constructor>(Integer) from the type A',
  ],
  [
    'void f(Integer i) { } Integer f(Integer j) { return 1; }',
    'Method already defined: f Integer A.f(Integer) from the type A',
  ],
  ['class X { } class x { }', 'Type name already in use: x'],
  ['class X { class Y { } }', 'Inner types are not allowed to have inner types'],
  ['class X { static { } }', 'Inner types are not allowed to have static blocks'],
  ['class X { static Integer i; }', 'static can only be used on fields of a top level type'],
  ['class X { static void f() { } }', 'static can only be used on methods of a top level type'],
  [
    'class X extends Exception { }',
    'Classes extending Exception must have a name ending in Exception: A.X',
  ],
  ['class XException { }', 'Exception class must extend another Exception class: A.XException'],
  [
    'class XException extends Exception { XException(String s) { } }',
    'System exception constructor already defined: <Constructor>(String)',
  ],
  ['Integer f() { return 1; Integer i; }', 'Unreachable statement'],
  ['void f() { throw new MathException(); f(); }', 'Unreachable statement'],
  ['void f() { while (true) { continue; f(); } }', 'Unreachable statement'],
  ['A() { return 1; }', 'Constructors must not return a value'],
  ["void f() { String s = 'a' + f(); }", 'Arithmetic expressions are not allowed on void types'],
  [
    "void f() { Date d = Date.today() + 'a'.length() * 1.5 + true; }",
    'Date expressions must use Integer or Long',
  ],
  [
    'void f() { Datetime d = Datetime.now() - Datetime.now(); }',
    'Date/time expressions must use Integer or Double or Decimal',
  ],
  [
    'void f() { Integer i = 1 & true; }',
    '& operator can only be applied to Boolean expressions or to Integer or Long expressions',
  ],
  [
    'void f() { Boolean b = true << false; }',
    '<< operation can only be applied to Integer or Long types',
  ],
  ['void f() { Boolean b = !1; }', '! operator can only be applied to boolean expressions'],
  ["void f() { Integer i = -'a'; }", 'Unary negation must use a numeric argument'],
  ['void f() { Decimal d = ~1.5; }', 'Invalid type for bitwise negate: Decimal'],
  [
    'void f() { Boolean b = true; b++; }',
    'Unary postfix increment/decrement can only be applied to numeric expressions: Boolean',
  ],
  [
    'void f() { switch on 1 { when 1 { } when 2, 1 { } } }',
    '1 occurs as more than one when branch for this switch statement',
  ],
  [
    'void f() { switch on 1 { when else { } when 1 { } } }',
    "'when else' must be the last when block",
  ],
  ['A self; void f() { self?.self = null; }', 'Expression cannot be assigned'],
  ['A self; void f() { self?.self.self = null; }', 'Expression cannot be assigned'],
  ['List<A> all; A self; void f() { self?.all[0] = null; }', 'Expression cannot be assigned'],
  ["void f() { List<Integer> l; l['a'] = 1; }", 'List index must be of type Integer: String'],
  [
    "void f() { Object o = new List<Integer>{ 1, 'a' }; }",
    'Initial expression is of incorrect type, expected: Integer but was: String',
  ],
  [
    "void f() { Object o = new Map<Integer, String>{ 'a' => 'b' }; }",
    'Invalid key type String for Map<Integer,String>',
  ],
  [
    'void f() { Object o = new Map<Integer, String>{ 1 => 1 }; }',
    'Invalid value type Integer for Map<Integer,String>',
  ],
  ['void f() { List l; }', 'No type arguments provided for a parameterized type: List'],
  ['void f() { Map<String> m; }', 'Invalid type argument count for Map: expected 2 but found 1'],
  [
    'void f() { String<Integer> s; }',
    'Type arguments provided for a non-parameterized type: String',
  ],
  ['void f() { try { } catch (A e) { } }', 'Catch block variable must be of type exception: A'],
  [
    'void f() { try { } catch (MathException e) { } catch (MathException e) { } }',
    'Exception type already caught: MathException',
  ],
  [
    'static void g() { } void f() { A self; self.g(); }',
    'Static method cannot be referenced from a non static context: void A.g()',
  ],
  [
    'void g() { } void f() { A.g(); }',
    'Non static method cannot be referenced from a static context: void A.g()',
  ],
  [
    'static Integer i; void f() { A self; self.i = 1; }',
    'Static field cannot be referenced from a non static context: i from the type A',
  ],
  [
    'abstract class X { abstract void f(); } class Y extends X { override void f() { super.f(); } }',
    'Abstract method cannot be called directly: void A.X.f()',
  ],
  [
    'enum Size { S } void f() { switch on Size.S { when A.Size.S { } } }',
    "Enum value used in 'when expression' should be unqualified",
  ],
  [
    'Integer i; A() { this(i); } A(Integer j) { }',
    'Cannot reference instance variables in a constructor invocation: i',
  ],
  [
    'Integer f() { return 1; } A() { this(f()); } A(Integer j) { }',
    'Cannot reference instance methods in a constructor invocation: Integer A.f()',
  ],
  ['void f() { B.Inner i; }', 'Type is not visible: B.Inner'],
  ['void f() { super.f(); }', 'No super type defined: A'],
  ['static void f() { super.f(); }', 'Super cannot be referenced in a static context'],
  ['static void f() { this.f(); }', 'This cannot be referenced in a static context'],
  [
    'void f() { Integer i = 1 ?? false; }',
    'Incompatible types in null coalescing operator: Integer, Boolean',
  ],
  [
    'override void nothing() { }',
    '@Override specified for non-overriding method: void A.nothing()',
  ],
];

const others = [
  'public class B { private Integer secret; private void hidden() { } class Inner { } ' +
    'public Integer told { private get; set; } public Integer kept { get; private set; } }',
  'public abstract class C { public virtual void open() { } public void closed() { } }',
  'public abstract class D { protected abstract void left(); }',
  'public interface I { String say(Integer i); }',
];

describe('a class with a mistake', () => {
  it.each(members)('%s', (member, problem) => {
    const found = problemsOf(`public class A {\n${member}\n}`, ...others);
    expect(found).toContain(`2: ${problem}`);
  });

  it('has a problem for each member, and keeps the others', () => {
    const text = 'public class A {\nvoid f() { a = 1; }\nvoid g() { b = 1; }\nvoid h() { }\n}';
    expect(problemsOf(text)).toEqual([
      '2: Variable does not exist: a',
      '3: Variable does not exist: b',
    ]);
  });

  it.each([
    ['public virtual class X extends Y { }', 'public virtual class Y extends X { }', 'Y'],
    ['public interface X extends Y { }', 'public interface Y extends X { }', 'Y'],
    ['public virtual class X extends X { }', 'public class Y { }', 'X'],
  ])('is no descendant of itself: %s', (first, second, name) => {
    expect(problemsOf(first, second)).toEqual([`1: Circular definition: ${name}`]);
  });

  it('may be seen, unless it is a test', () => {
    const message = 'Top-level type must have public or global visibility';
    expect(problemsOf('class A { }')).toEqual([`1: ${message}`]);
    expect(problemsOf('private enum A { B }')).toEqual([`1: ${message}`]);
    expect(problemsOf('@IsTest private class A { }')).toEqual([]);
  });

  it('may leave to a class below what it is abstract for', () => {
    const below =
      'public class B extends A { public override String say(Integer i) { return null; } }';
    const above = 'public abstract class A implements I { public abstract String say(Integer i); }';
    expect(problemsOf(above, below, ...others.slice(3))).toEqual([]);
  });

  it('sees what is private only from a test, and only where it is meant to', () => {
    const owner =
      'public class B { @TestVisible private static Integer shown; private static Integer hidden; }';
    const reader = (annotation: string, field: string) =>
      `${annotation} public class A {\nInteger f() { return B.${field}; } }`;
    expect(problemsOf(reader('@IsTest', 'shown'), owner)).toEqual([]);
    expect(problemsOf(reader('@IsTest', 'hidden'), owner)).toEqual([
      '2: Variable is not visible: B.hidden',
    ]);
    expect(problemsOf(reader('', 'shown'), owner)).toEqual(['2: Variable is not visible: B.shown']);
  });

  it('names what the interpreter does not know', () => {
    expect(
      problemsOf("public class A { void f() { Object o = [FIND 'x' RETURNING Account]; } }"),
    ).toEqual([expect.stringContaining('SOSL')]);
    expect(problemsOf('public class A {\n@future static void f() { } }')).toEqual([
      expect.stringContaining('@Future in Apex (line 2'),
    ]);
  });
});
