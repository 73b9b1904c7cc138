import { describe, expect, it } from 'vitest';
import { listType } from '../../library/list.ts';
import { nativeType } from '../../library/native-type.ts';
import { parsedTypeName } from '../../library/signature.ts';
import { languageTypes } from '../../run/platform-exceptions.ts';
import type { Environment, SObjectShape } from '../../types/environment.ts';
import { chosenOverload } from '../../types/overload.ts';
import { nullType, TypeTable } from '../../types/type-table.ts';

function shape(name: string): SObjectShape {
  const nothing = () => undefined;
  return { name, member: nothing, staticMember: nothing, methods: [], create: () => null };
}

const shapes = new Map(['Account', 'Contact'].map((name) => [name.toLowerCase(), shape(name)]));
const primitives = ['String', 'Id', 'Integer', 'Long', 'Double', 'Decimal', 'Date', 'Datetime'];
const natives = [
  ...[...primitives, 'SObject'].map((name) => nativeType(`System.${name}`, [])),
  ...languageTypes,
  listType,
];

const statements = {
  compileQuery: () => {
    throw new Error('no query here');
  },
  onlyRow: () => null,
  dml: () => undefined,
  merge: () => undefined,
  runAs: () => undefined,
};
const environment: Environment = {
  natives,
  sObjects: { find: (name) => shapes.get(name.toLowerCase()) },
  statements,
  reflectedSObject: () => undefined,
};
const table = new TypeTable(environment, natives);
const type = (name: string) => (name === 'null' ? nullType : parsedTypeName(name));

describe('assignment', () => {
  it.each([
    ['Integer', 'Long', true],
    ['Integer', 'Decimal', true],
    ['Long', 'Integer', false],
    ['Decimal', 'Integer', false],
    ['Decimal', 'Double', true],
    ['String', 'Id', true],
    ['String', 'Integer', false],
    ['Date', 'Datetime', true],
    ['Datetime', 'Date', false],
    ['Account', 'SObject', true],
    ['SObject', 'Account', false],
    ['Account', 'Contact', false],
    ['List<SObject>', 'List<Account>', true],
    ['List<Account>', 'List<Contact>', false],
    ['List<String>', 'List<Object>', true],
    ['List<Object>', 'List<String>', false],
    ['MathException', 'Exception', true],
    ['Exception', 'MathException', false],
    ['null', 'Integer', true],
  ])('%s to %s: %s', (from, to, expected) => {
    expect(table.isAssignable(type(from), type(to))).toBe(expected);
  });
});

describe('the overload', () => {
  it.each([
    [['Object', 'String'], 'String', 'String'],
    [['String', 'Id'], 'Id', 'Id'],
    [['Object', 'Decimal', 'Long'], 'Integer', 'Long'],
    [['Object', 'SObject'], 'Account', 'SObject'],
    [['Exception', 'MathException'], 'MathException', 'MathException'],
    [['Object', 'Exception'], 'MathException', 'Exception'],
    [['Integer'], 'String', undefined],
  ])('of %s for %s is %s', (declared, argument, expected) => {
    const candidates = declared.map((name) => ({ name, parameters: [type(name)] }));
    expect(chosenOverload(table, candidates, [type(argument)])?.name).toBe(expected);
  });
});
