import { afterEach, describe, expect, it } from 'vitest';
import type { LocalOrg } from '../../../org.ts';
import { addUser } from '../../../seed/add-user.ts';
import { column, deployed, file, inserted, packageOf } from '../../../test/acme-org.ts';
import { apexOrg } from '../apex-org.ts';
import { invoked } from './bridge.ts';

let org: LocalOrg;
afterEach(() => {
  org.close();
});

/** An org whose class Controller has these members. */
function controller(members: string): void {
  org = apexOrg(`public class Controller { ${members} }`);
}

describe('An action', () => {
  it('is a static method with @AuraEnabled, in any spelling', async () => {
    controller(`@AuraEnabled public static String hello() { return 'hello'; }
      public static String secret() { return 'x'; }`);
    expect(await invoked(org, 'HELLO')).toEqual({ ok: true, value: 'hello' });
    expect(await invoked(org, 'secret')).toMatchObject({
      ok: false,
      status: 500,
      errorType: 'fetchResponse',
      body: { message: "Unable to find action 'secret' on the controller of Controller" },
    });
  });

  it('keeps what it wrote, and nothing where it failed', async () => {
    controller(`@AuraEnabled public static void write(Boolean isBad) {
      insert new Account(Name = 'Acme');
      if (isBad) { throw new AuraHandledException('no'); }
    }`);
    expect(await invoked(org, 'write', { isBad: true })).toMatchObject({ ok: false });
    expect(column(org, 'SELECT Name FROM Account')).toEqual([]);
    expect(await invoked(org, 'write', { isBad: false })).toEqual({ ok: true, value: null });
    expect(column(org, 'SELECT Name FROM Account')).toEqual(['Acme']);
  });

  it('that is cacheable may not write', async () => {
    controller(
      `@AuraEnabled(cacheable=true) public static void write() { insert new Account(Name = 'A'); }`,
    );
    expect(await invoked(org, 'write')).toMatchObject({
      body: { message: 'Too many DML statements: 1', exceptionType: 'System.LimitException' },
    });
  });

  it('needs the class in a permission set, except for administrators', async () => {
    controller(`@AuraEnabled public static String hello() { return 'hello'; }`);
    deployed(
      org,
      packageOf(
        { PermissionSet: ['Callers'] },
        {
          'permissionsets/Callers.permissionset': file(
            'PermissionSet',
            '<classAccesses><apexClass>Controller</apexClass><enabled>true</enabled></classAccesses><label>Callers</label>',
          ),
        },
      ),
    );
    const stranger = user('stranger', []);
    const caller = user('caller', ['Callers']);
    expect(await invoked(org, 'hello', {}, stranger)).toMatchObject({
      ok: false,
      body: { message: "You do not have access to the Apex class named 'Controller'." },
    });
    expect(await invoked(org, 'hello', {}, caller)).toEqual({ ok: true, value: 'hello' });
  });
});

function user(name: string, permissionSets: readonly string[]): string {
  return addUser(org, { username: `${name}@acme.example`, lastName: name, permissionSets });
}

describe('A parameter', () => {
  const echo = (type: string) =>
    `@AuraEnabled public static String echo(${type} given) { return JSON.serialize(given); }`;
  const id = '001000000000001AAA';

  it.each([
    ['String', 'text', '"text"'],
    ['String', 5, '"5"'],
    ['Boolean', true, 'true'],
    ['Integer', 7, '7'],
    ['Integer', '7', '7'],
    ['Long', 5_000_000_000, '5000000000'],
    ['Decimal', 0.1, '0.1'],
    ['Double', 2.5, '2.5'],
    ['Id', id.slice(0, 15), `"${id}"`],
    ['Date', '2026-11-24', '"2026-11-24"'],
    ['Datetime', '2026-11-24T10:20:30.000Z', '"2026-11-24T10:20:30.000Z"'],
    ['Datetime', Date.UTC(2026, 10, 24), '"2026-11-24T00:00:00.000Z"'],
    ['List<Integer>', [1, null, 3], '[1,null,3]'],
    ['Map<String, List<Id>>', { a: [id] }, `{"a":["${id}"]}`],
    ['Object', { a: [1, 'x', 0.5, true, null] }, '{"a":[1,"x",0.5,true,null]}'],
    ['Account', { Name: 'Acme' }, '{"attributes":{"type":"Account"},"Name":"Acme"}'],
    [
      'SObject',
      { sobjectType: 'Account', Name: 'A' },
      '{"attributes":{"type":"Account"},"Name":"A"}',
    ],
    ['String', undefined, 'null'],
  ])('of type %s takes %j', async (type, given, json) => {
    controller(echo(type));
    expect(await invoked(org, 'echo', { given })).toEqual({ ok: true, value: json });
  });

  it.each([
    ['Integer', 'seven'],
    ['Integer', 1.5],
    ['Integer', 3_000_000_000],
    ['Boolean', 'yes'],
    ['String', { a: 1 }],
    ['Id', ''],
    ['Date', 'tomorrow'],
    ['Decimal', 'many'],
    ['List<Integer>', 5],
    ['List<Integer>', ['x']],
    ['Map<String,Integer>', [1]],
    ['Account', { Nothing__c: 1 }],
    ['Account', 'Acme'],
    ['SObject', { Name: 'A' }],
  ])('of type %s refuses %j in the words of Lightning', async (type, given) => {
    controller(echo(type));
    expect(await invoked(org, 'echo', { given })).toMatchObject({
      ok: false,
      body: { message: `Value provided is invalid for action parameter 'given' of type '${type}'` },
    });
  });

  it('of a class takes properties with @AuraEnabled and a setter, and nothing else', async () => {
    controller(`
      public class Base { @AuraEnabled public Integer size { get; set; } }
      public enum Color { RED, GREEN }
      public class Input extends BaseInput {}
      public virtual class BaseInput {
        @AuraEnabled public String name { get; set; }
        @AuraEnabled public String plain;
        public String hidden { get; set; }
        @AuraEnabled public String loud { get; set { loud = value.toUpperCase(); } }
        @AuraEnabled public List<Base> bases { get; set; }
        @AuraEnabled public Color color { get; set; }
      }
      @AuraEnabled public static String echo(Input given) { return JSON.serialize(given); }`);
    const given = {
      name: 'n',
      plain: 'p',
      hidden: 'h',
      loud: 'l',
      bases: [{ size: 2 }],
      color: 'GREEN',
      unknown: 1,
    };
    const result = await invoked(org, 'echo', { given });
    expect(result.ok && JSON.parse(result.value as string)).toEqual({
      name: 'n',
      plain: null,
      hidden: null,
      loud: 'L',
      bases: [{ size: 2 }],
      color: 'GREEN',
    });
    expect(await invoked(org, 'echo', { given: { bases: [{ size: 'x' }] } })).toMatchObject({
      ok: false,
    });
  });
});

describe('A result', () => {
  async function returned(type: string, expression: string, members = ''): Promise<unknown> {
    controller(`${members} @AuraEnabled public static ${type} get() { return ${expression}; }`);
    const result = await invoked(org, 'get');
    if (!result.ok) throw new Error(JSON.stringify(result.body));
    return result.value;
  }

  it.each([
    ['Integer', '7', 7],
    ['Long', '5000000000L', 5_000_000_000],
    ['Decimal', '1.50', 1.5],
    ['Date', 'Date.newInstance(2026, 1, 31)', '2026-01-31'],
    ['Datetime', 'Datetime.newInstanceGmt(2026, 1, 31, 10, 20, 30)', '2026-01-31T10:20:30.000Z'],
    ['Id', "'001000000000001'", '001000000000001AAA'],
    ['List<String>', "new List<String>{ 'a', null }", ['a', null]],
    ['Map<Integer, Decimal>', 'new Map<Integer, Decimal>{ 1 => 0.5, 2 => null }', { 1: 0.5 }],
    ['Boolean', 'null', null],
  ])('of type %s is plain JSON', async (type, expression, json) => {
    expect(await returned(type, expression)).toEqual(json);
  });

  it('of a class has its members with @AuraEnabled that are not null, getters run', async () => {
    const members = `
      public enum Color { RED }
      public virtual class Base { @AuraEnabled public String base = 'b'; }
      public class Item extends Base {
        @AuraEnabled public String name = 'n';
        public String hidden = 'h';
        @AuraEnabled public String empty;
        @AuraEnabled public Color color = Color.RED;
        @AuraEnabled public Integer doubled { get { return 2 * 21; } }
        @AuraEnabled public Item child;
      }`;
    expect(await returned('Item', 'new Item()', members)).toEqual({
      base: 'b',
      name: 'n',
      color: 'RED',
      doubled: 42,
    });
  });

  it('of records has their values, parents and children without attributes', async () => {
    controller(`@AuraEnabled public static List<Account> get() {
      return [SELECT Name, Phone, Owner.LastName, (SELECT LastName FROM Contacts) FROM Account];
    }`);
    const AccountId = inserted(org, 'Account', { Name: 'Acme' });
    const contact = inserted(org, 'Contact', { LastName: 'Doe', AccountId });
    expect(await invoked(org, 'get')).toEqual({
      ok: true,
      value: [
        {
          Id: AccountId,
          Name: 'Acme',
          OwnerId: org.administratorId,
          Owner: { Id: org.administratorId, LastName: expect.any(String) as string },
          Contacts: [{ Id: contact, LastName: 'Doe', AccountId }],
        },
      ],
    });
  });

  it('Lightning has no form for is named', async () => {
    await expect(returned('Object', "Blob.valueOf('x')")).rejects.toThrow(
      'a Blob returned to a Lightning component',
    );
  });
});

describe('An error', () => {
  async function thrown(statement: string, members = ''): Promise<unknown> {
    controller(`${members} @AuraEnabled public static void fail() {\n ${statement} }`);
    const result = await invoked(org, 'fail');
    return result.ok ? result : result.body;
  }

  it('meant for people has its message and no trace', async () => {
    expect(await thrown("throw new AuraHandledException('Please wait');")).toEqual({
      message: 'Please wait',
      exceptionType: 'System.AuraHandledException',
      isUserDefinedException: false,
    });
  });

  it('meant for people keeps its message from Apex, which only sees what setMessage set', async () => {
    const statement = `AuraHandledException error = new AuraHandledException('Please wait');
      String before = error.getMessage();
      error.setMessage('set');
      throw new OwnException(before + ' ' + error.getMessage());`;
    const members = 'public class OwnException extends Exception {}';
    expect(await thrown(statement, members)).toMatchObject({
      message: 'Script-thrown exception set',
    });
  });

  it('of the platform has type, message and trace', async () => {
    expect(await thrown('Integer n = 1 / 0;')).toEqual({
      message: 'Divide by 0',
      exceptionType: 'System.MathException',
      isUserDefinedException: false,
      stackTrace: 'Class.Controller.fail: line 2, column 1',
    });
  });

  it('of the program says that it is its own', async () => {
    expect(
      await thrown(
        "throw new OwnException('odd');",
        'public class OwnException extends Exception {}',
      ),
    ).toMatchObject({
      message: 'odd',
      exceptionType: 'Controller.OwnException',
      isUserDefinedException: true,
    });
  });

  it('of DML has its messages by field', async () => {
    expect(await thrown('insert new Account();')).toEqual({
      fieldErrors: {
        Name: [
          {
            field: 'Name',
            statusCode: 'REQUIRED_FIELD_MISSING',
            message: 'Required fields are missing: [Name]',
          },
        ],
      },
      pageErrors: [],
      index: 0,
      duplicateResults: [],
    });
  });
});
