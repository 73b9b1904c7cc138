import { describe, expect, it } from 'vitest';
import { writtenJson } from '../../library/json/written-json.ts';
import { ApexDate } from '../../values/apex-date.ts';
import { ApexDecimal } from '../../values/apex-decimal.ts';
import { ApexId } from '../../values/apex-id.ts';
import { ApexList } from '../../values/apex-list.ts';
import type { ApexMap } from '../../values/apex-map.ts';
import { ApexSet } from '../../values/apex-set.ts';
import { equalValues } from '../../values/equality.ts';
import { textOf } from '../../values/text.ts';
import { typeName } from '../../values/type-name.ts';
import { sObjectShapes } from '../../data/sobject-shape.ts';
import { reflectedSObject } from '../../data/sobject-reflection.ts';
import { call, dataOrg, read, record, soql, thrown, transactionOf } from './data-org.ts';
import { inserted } from '../../../test/acme-org.ts';

const org = dataOrg();
const run = transactionOf(org);
const account = (values = {}) => record(run, 'Account', values);
const put = (self: ReturnType<typeof account>, name: string, value: Parameters<typeof call>[3]) =>
  call(run, 'SObject', 'put(String, Object)', self, name, value);
const get = (self: ReturnType<typeof account>, name: string) =>
  call(run, 'SObject', 'get(String)', self, name);

describe('a record in memory', () => {
  it('has null in fields nobody set, and false in a checkbox', () => {
    expect(read(run, 'Account', 'Industry', account())).toBeNull();
    expect(read(run, 'Account', 'IsReference__c', account())).toBe(false);
  });

  it("takes values of the field's type, with the conversions Apex makes", () => {
    const one = account();
    put(one, 'seats__C', 5);
    expect(get(one, 'SEATS__c')).toEqual(new ApexDecimal(5n, 0));
    put(one, 'ParentId', '001000000000001');
    expect(get(one, 'ParentId')).toEqual(ApexId.parse('001000000000001'));
    expect(thrown(() => put(one, 'Seats__c', 'five'))).toBe(
      'System.SObjectException: Illegal assignment from String to Decimal',
    );
    expect(thrown(() => put(one, 'ParentId', 'nonsense'))).toBe(
      'System.StringException: Invalid id: nonsense',
    );
    expect(thrown(() => put(one, 'CreatedDate', null))).toBe(
      'System.SObjectException: Field CreatedDate is not editable',
    );
    expect(thrown(() => put(one, 'Nope__c', 1))).toBe(
      'System.SObjectException: Invalid field Nope__c for Account',
    );
  });

  it('says which fields it holds', () => {
    const one = account({ Name: 'Acme', Seats__c: null });
    const fields = call(run, 'SObject', 'getPopulatedFieldsAsMap()', one) as ApexMap;
    expect([...fields.keys()]).toEqual(['Name', 'Seats__c']);
    expect(call(run, 'SObject', 'isSet(String)', one, 'Seats__c')).toBe(true);
    expect(call(run, 'SObject', 'isSet(String)', one, 'Industry')).toBe(false);
    expect(textOf(call(run, 'SObject', 'getSObjectType()', one), run)).toBe('Account');
    expect(textOf(one, run)).toBe('Account:{Name=Acme, Seats__c=null}');
  });

  it('equals one that holds the same, in Sets too', () => {
    const set = new ApexSet(typeName('Account'));
    for (const name of ['A', 'A', 'a'])
      set.add(run, account({ Name: name, Renewal__c: ApexDate.of(2026, 1, 1) }));
    expect(set.size).toBe(2);
    expect(equalValues(account({ Name: 'A' }), account({ Name: 'A', Seats__c: 1 }), run)).toBe(
      false,
    );
  });

  it('can be asked for its id where a copy of a queried one has none', () => {
    const id = inserted(org, 'Account', { Name: 'Copied' });
    const rows = soql(run, `SELECT Name FROM Account WHERE Id = '${id}'`);
    const copy = call(
      run,
      'SObject',
      'clone()',
      rows instanceof ApexList ? rows.get(run, 0) : null,
    );
    expect(read(run, 'Account', 'Id', copy)).toBeNull();
    expect(thrown(() => read(run, 'Account', 'Industry', copy))).toContain('Account.Industry');
  });

  it('is copied with or without its id', () => {
    const one = account({ Name: 'A', Id: '001000000000001' });
    const copy = call(run, 'SObject', 'clone()', one);
    expect(read(run, 'Account', 'Id', copy)).toBeNull();
    expect(read(run, 'Account', 'Name', copy)).toBe('A');
    put(copy, 'Name', 'B');
    expect(read(run, 'Account', 'Name', one)).toBe('A');
    expect(read(run, 'Account', 'Id', call(run, 'SObject', 'clone(Boolean)', one, true))).toEqual(
      ApexId.parse('001000000000001'),
    );
  });
});

it('an Id knows its type', () => {
  const id = ApexId.parse(inserted(org, 'Visit__c', { Name: 'Typed' }));
  expect(textOf(call(run, 'Id', 'getSObjectType()', id), run)).toBe('Visit__c');
  const stray = ApexId.parse('zzz000000000001');
  expect(thrown(() => call(run, 'Id', 'getSObjectType()', stray))).toContain('SObjectException');
});

describe('an sObject type', () => {
  const shape = sObjectShapes(org).find('schema.ACCOUNT');
  it("knows fields by name in any case, and which can't be assigned", () => {
    const named = (name: string) => shape?.member(name);
    expect(named('seats__c')).toMatchObject({ name: 'Seats__c', type: typeName('Decimal') });
    expect(named('Parent')).toMatchObject({ type: typeName('Account') });
    expect(named('Visits__r')).toMatchObject({ type: typeName('List', typeName('Visit__c')) });
    expect(named('Doubled__c')).toMatchObject({ set: undefined });
    expect(named('Nope__c')).toBeUndefined();
    expect(sObjectShapes(org).find('Nope__c')).toBeUndefined();
  });

  it('gives tokens that equal each other', () => {
    const token = () => shape?.staticMember('Name')?.get(run, null) ?? null;
    expect(equalValues(token(), token(), run)).toBe(true);
    expect(equalValues(token(), shape?.staticMember('Industry')?.get(run, null) ?? null, run)).toBe(
      false,
    );
    expect(textOf(shape?.staticMember('SObjectType')?.get(run, null) ?? null, run)).toBe('Account');
  });
});

describe('Custom Metadata', () => {
  const ruleMethods = sObjectShapes(org).find('Rule__mdt')?.methods ?? [];
  const method = (text: string) => {
    for (const found of ruleMethods) {
      const parameter = found.kind === 'method' && found.signature.parameters[0];
      const shown = parameter ? `(${parameter.type.name})` : '()';
      if (found.kind === 'method' && `${found.signature.name}${shown}` === text) return found;
    }
    throw new Error(text);
  };
  it('is read by developer name, without a query', () => {
    const own = transactionOf(org);
    const all = method('getAll()').invoke(own, null, []) as ApexMap;
    expect([...all.keys()]).toEqual(['First', 'Second']);
    expect(
      read(
        own,
        'Rule__mdt',
        'Value__c',
        method('getInstance(String)').invoke(own, null, ['second']),
      ),
    ).toBe('two');
    expect(method('getInstance(String)').invoke(own, null, ['Third'])).toBeNull();
    expect(own.limit('queries')?.used).toBe(0);
  });

  it('has no methods of its own on other types', () => {
    expect(sObjectShapes(org).find('Account')?.methods).toEqual([]);
  });
});

describe('a record in JSON', () => {
  const style = { isPretty: false, suppressesNulls: false };
  it('has its type and address first, then what it holds, parents and children inside', () => {
    const id = inserted(org, 'Account', { Name: 'Json' });
    const visit = inserted(org, 'Visit__c', { Name: 'V', Account__c: id });
    const address = (type: string, key: string) =>
      `{"type":"${type}","url":"/services/data/v67.0/sobjects/${type}/${key}"}`;
    const rows = soql(
      run,
      `SELECT Name, Industry, Parent.Name, (SELECT Name FROM Visits__r) FROM Account WHERE Id = '${id}'`,
    );
    const child = `{"attributes":${address('Visit__c', visit)},"Account__c":"${id}","Name":"V","Id":"${visit}"}`;
    expect(writtenJson(run, rows, style)).toBe(
      `[{"attributes":${address('Account', id)},"Name":"Json","Id":"${id}","Visits__r":{"totalSize":1,"done":true,"records":[${child}]}}]`,
    );
    expect(writtenJson(run, account({ Name: 'New', Industry: null }), style)).toBe(
      '{"attributes":{"type":"Account"},"Name":"New","Industry":null}',
    );
  });

  it('is read with the types of its fields, and no others', () => {
    const type = reflectedSObject(org, 'account');
    const made =
      type?.fromJson(
        run,
        new Map<string, unknown>([
          ['attributes', new Map()],
          ['name', 'X'],
          ['Renewal__c', '2026-01-02'],
          ['Parent', new Map([['Name', 'P']])],
        ]),
      ) ?? null;
    expect(read(run, 'Account', 'Name', made)).toBe('X');
    expect(read(run, 'Account', 'Renewal__c', made)).toEqual(ApexDate.of(2026, 1, 2));
    expect(read(run, 'Account', 'Name', read(run, 'Account', 'Parent', made))).toBe('P');
    expect(thrown(() => type?.fromJson(run, new Map([['Nope', 1]])))).toContain(
      "No such column 'Nope' on sobject of type Account",
    );
  });
});
