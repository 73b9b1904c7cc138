import { describe, expect, it } from 'vitest';
import type { Expression } from '../../syntax/expression.ts';
import { parsedAnonymous, parsedType } from '../../syntax/parse.ts';

/** The expression of `x = …;`, written with all its brackets. */
function bracketed(source: string): string {
  const [statement] = parsedAnonymous(`x = ${source};`).statements;
  if (statement?.kind !== 'expression' || statement.expression.kind !== 'assign') return '';
  return text(statement.expression.value);
}

function text(expression: Expression): string {
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'literal':
      return JSON.stringify(expression.value);
    case 'binary':
      return `(${text(expression.left)} ${expression.operator} ${text(expression.right)})`;
    case 'unary':
      return `(${expression.operator}${text(expression.operand)})`;
    case 'member':
      return `${text(expression.target)}${expression.isNullSafe ? '?.' : '.'}${expression.name}`;
    case 'cast':
      return `cast(${text(expression.operand)})`;
    default:
      return expression.kind;
  }
}

describe('expressions', () => {
  it.each([
    ['a + b * c - d', '((a + (b * c)) - d)'],
    ['a || b && c', '(a || (b && c))'],
    ['a >>> 2 > b << 1', '((a >>> 2) > (b << 1))'],
    ['a <> b', '(a != b)'],
    ['a !== b', '(a !== b)'],
    ['(a + b) * c', '((a + b) * c)'],
    ['!a && -b == c', '((!a) && ((-b) == c))'],
    ['-1', '-1'],
    ['-2147483648', '-2147483648'],
    ['a?.b.c ?? d', '(a?.b.c ?? d)'],
    ['(String) a + b', '(cast(a) + b)'],
    ["'It\\'s\\n\\u0041\\\\'", JSON.stringify("It's\nA\\")],
  ])('%s is %s', (source, expected) => {
    expect(bracketed(source)).toBe(expected);
  });

  it('keeps a query as written and says where its binds stand', () => {
    const source = 'SELECT Id FROM Account WHERE Name = :a.b AND Id IN :ids';
    const [statement] = parsedAnonymous(`List<Account> x = [${source}];`).statements;
    const query = statement?.kind === 'variables' ? statement.variables[0]?.value : undefined;
    if (query?.kind !== 'query') throw new Error('no query');

    expect(query.text).toBe(source);
    expect(query.binds.map(({ start, end }) => source.slice(start, end))).toEqual([':a.b', ':ids']);
    expect(query.binds.map(({ expression }) => text(expression))).toEqual(['a.b', 'ids']);
  });

  it('takes an array for a List', () => {
    const [statement] = parsedAnonymous('Account[] x;').statements;
    if (statement?.kind !== 'variables') throw new Error('no variable');
    expect(statement.type.parts).toMatchObject([
      { name: 'List', arguments: [{ parts: [{ name: 'Account' }] }] },
    ]);
  });
});

describe('declarations', () => {
  it('keeps the modifiers, annotations and order of the members', () => {
    const type = parsedType(`
      public WITH sharing abstract class A extends B implements C, D<String> {
        private static final Integer X = 1, Y;
        static { X = 2; }
        @AuraEnabled(cacheable=true) global static String f(Integer a, String b) { return null; }
        public String name { get; private set { name = value; } }
        public A(String s) { this(); }
        protected abstract void g();
        enum E { P, Q }
      }`);
    if (type.kind !== 'class') throw new Error('no class');

    expect(type.modifiers).toMatchObject({ access: 'public', sharing: 'with' });
    expect(type.members.map((each) => each.kind)).toEqual([
      'field',
      'field',
      'initializer',
      'method',
      'property',
      'constructor',
      'method',
      'enum',
    ]);
    expect(type.members[3]).toMatchObject({
      modifiers: { annotations: [{ name: 'AuraEnabled', parameters: [{ value: true }] }] },
    });
    expect(type.members[4]).toMatchObject({
      getter: { access: undefined, body: undefined },
      setter: { access: 'private', body: { kind: 'block' } },
    });
    expect(type.members[6]).toMatchObject({ name: 'g', returns: undefined, body: undefined });
  });

  it.each([
    ['insert as user a;', { operation: 'insert', access: 'user' }],
    ['update as system a;', { operation: 'update', access: 'system' }],
    ['upsert a Key__c;', { operation: 'upsert', access: undefined, externalId: 'Key__c' }],
  ])('%s', (source, expected) => {
    expect(parsedAnonymous(source).statements[0]).toMatchObject(expected);
  });
});

describe('mistakes', () => {
  it('names line and column, counted from 1', () => {
    expect(() => parsedType('public class A {\n  void f() { x = ; }\n}')).toThrow(
      expect.objectContaining({
        message: "Unexpected token ';'.",
        position: { line: 2, column: 18 },
      }) as Error,
    );
  });

  it('refuses by name what it does not know', () => {
    expect(() => parsedAnonymous("Object x = [FIND 'a' IN ALL FIELDS];")).toThrow(/SOSL/);
  });
});
