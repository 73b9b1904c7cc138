import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deployed, file, packageOf } from '../../../test/acme-org.ts';
import { addUser } from '../../../seed/add-user.ts';
import type { LocalOrg } from '../../../org.ts';
import { dataOrg, deskUser } from '../data/data-org.ts';
import { ran } from './org-program.ts';

let org: LocalOrg;
beforeEach(() => {
  org = dataOrg();
  ran(
    org,
    `Account acme = new Account(Name = 'Acme', Seats__c = 5, Secret__c = 's', IsReference__c = true, Renewal__c = Date.newInstance(2027, 1, 31));
     insert new List<Account>{ acme, new Account(Name = 'Bolt', Seats__c = 2) };
     insert new Visit__c(Name = 'V', Account__c = acme.Id, Score__c = 1.25);`,
  );
});
afterEach(() => {
  org.close();
});

describe('A bind', () => {
  it.each([
    ['a Boolean', 'true', 'IsReference__c = :x', 'Boolean'],
    ['a Date', 'Date.newInstance(2027, 1, 31)', 'Renewal__c = :x', 'Date'],
    ['a Datetime', 'Datetime.now()', "CreatedDate = :x AND Name = 'Acme'", 'Datetime'],
    ['a Decimal', '5.0', 'Seats__c = :x', 'Decimal'],
    ['an Id', "[SELECT Id FROM Account WHERE Name = 'Acme'].Id", 'Id = :x', 'Id'],
    ['records', "[SELECT Id FROM Account WHERE Name = 'Acme']", 'Id IN :x', 'List<Account>'],
    ['a Set', "new Set<String>{ 'Acme', 'x' }", 'Name IN :x', 'Set<String>'],
    ['null', 'null', "Renewal__c != :x AND Name LIKE '%'", 'Date'],
  ])('%s finds the one record', (_kind, value, condition, type) => {
    const text = `${type} x = ${value}; for (Account a : [SELECT Name FROM Account WHERE ${condition}]) { System.debug(a.Name); }`;
    expect(ran(org, text).printed).toEqual(['Acme']);
  });

  it('that no query takes is an exception', () => {
    const text = `Object x = Blob.valueOf('x'); List<Account> a = Database.queryWithBinds('SELECT Id FROM Account WHERE Name = :x', new Map<String, Object>{ 'x' => x }, AccessLevel.SYSTEM_MODE);`;
    expect(() => ran(org, text)).toThrow('Invalid bind expression type');
  });
});

describe('Security.stripInaccessible', () => {
  function visitor(): string {
    const may = (object: string) =>
      `<objectPermissions><allowRead>true</allowRead><object>${object}</object></objectPermissions>`;
    const reads = (field: string) =>
      `<fieldPermissions><editable>false</editable><field>${field}</field><readable>true</readable></fieldPermissions>`;
    deployed(
      org,
      packageOf(
        { PermissionSet: ['Visitor'] },
        {
          'permissionsets/Visitor.permissionset': file(
            'PermissionSet',
            `<label>Visitor</label>${may('Account')}${may('Visit__c')}${reads('Visit__c.Account__c')}${reads('Account.Seats__c')}`,
          ),
        },
      ),
    );
    return addUser(org, {
      username: 'visitor@acme.example',
      lastName: 'Visitor',
      permissionSets: ['Visitor'],
    });
  }

  it('removes what the user may not read, of parents and children too', () => {
    const text = `List<Visit__c> visits = [SELECT Name, Score__c, Account__r.Seats__c, Account__r.Secret__c FROM Visit__c];
      SObjectAccessDecision decision = Security.stripInaccessible(AccessType.READABLE, visits);
      Visit__c visit = (Visit__c) decision.getRecords()[0];
      System.debug(visit.isSet('Score__c') + ' ' + visit.Account__r.Seats__c + ' ' + visit.Account__r.isSet('Secret__c'));
      System.debug(decision.getRemovedFields());
      System.debug(decision.getModifiedIndexes());
      List<Account> accounts = [SELECT Name, (SELECT Score__c, Name FROM Visits__r) FROM Account WHERE Name = 'Acme'];
      accounts = Security.stripInaccessible(AccessType.READABLE, accounts).getRecords();
      System.debug(accounts[0].Visits__r[0].isSet('Score__c') + ' ' + accounts[0].Visits__r[0].Name);`;
    expect(ran(org, text, { userId: visitor() }).printed).toEqual([
      'false 5 false',
      expect.stringMatching(/Visit__c=\{Score__c\}.*|Account=\{Secret__c\}.*/),
      '{0}',
      'false V',
    ]);
  });

  it('tells which records it changed', () => {
    const text = `List<Account> accounts = new List<Account>{ new Account(Name = 'A'), new Account(Name = 'B', Secret__c = 'x') };
      SObjectAccessDecision decision = Security.stripInaccessible(AccessType.CREATABLE, accounts);
      System.debug(decision.getModifiedIndexes() + ' ' + decision.getRemovedFields());`;
    expect(ran(org, text, { userId: deskUser(org) }).printed).toEqual([
      '{1} {Account={Secret__c}}',
    ]);
  });
});

describe('A deep clone of records', () => {
  it('loses ids and audit fields unless it is to keep them, and shares nothing', () => {
    const query = "[SELECT Name, CreatedDate FROM Account WHERE Name = 'Acme']";
    const kept = (args: string) =>
      `{ List<Account> l = ${query}; Account c = l.deepClone(${args})[0]; c.Name = 'x';
         System.debug((c.Id == null) + ' ' + c.isSet('CreatedDate') + ' ' + l[0].Name); }`;
    expect(ran(org, ['', 'true', 'true, true'].map(kept).join('\n')).printed).toEqual([
      'true false Acme',
      'false false Acme',
      'false true Acme',
    ]);
    const mapped = `Map<Id, Account> m = new Map<Id, Account>(${query}); Account c = m.deepClone().values()[0];
      c.Name = 'x'; System.debug(m.values()[0].Name + ' ' + (c.Id != null));`;
    expect(ran(org, mapped).printed).toEqual(['Acme true']);
  });
});

describe('Database.DMLOptions', () => {
  const insert = (options: string) =>
    `Database.DMLOptions options = new Database.DMLOptions(); ${options}
     Database.SaveResult[] results = Database.insert(new List<Account>{ new Account(), new Account(Name = 'C') }, options);
     for (Database.SaveResult each : results) { System.debug(each.isSuccess()); }`;

  it('let rows fail on their own unless told otherwise', () => {
    expect(ran(org, insert('')).printed).toEqual(['false', 'true']);
    expect(() => ran(org, insert('options.OptAllOrNone = true;'))).toThrow('Insert failed');
  });

  it('refuse by name what is not known', () => {
    const truncation = insert('options.AllowFieldTruncation = true;');
    expect(() => ran(org, truncation)).toThrow('DMLOptions.AllowFieldTruncation');
    expect(ran(org, insert('options.AllowFieldTruncation = false;')).printed).toHaveLength(2);
  });
});

describe('merge', () => {
  const merge = (mode: string) =>
    `List<Account> a = [SELECT Id FROM Account WITH SYSTEM_MODE ORDER BY Name]; merge ${mode} a[0] a[1];
     System.debug([SELECT COUNT() FROM Account WITH SYSTEM_MODE]);`;

  it('leaves the first Account', () => {
    expect(ran(org, merge('')).printed).toEqual(['1']);
  });

  it('needs the right to delete in user mode, which is the default since 67.0', () => {
    const userId = deskUser(org);
    const refusal = "Access to entity 'Account' denied";
    expect(() => ran(org, merge('as user'), { userId })).toThrow(refusal);
    expect(() => ran(org, merge(''), { userId, apiVersion: 67 })).toThrow(refusal);
    expect(ran(org, merge('as system'), { userId, apiVersion: 67 }).printed).toEqual(['1']);
  });

  it('needs a winner that is saved', () => {
    const text = "merge new Account(Name = 'x') [SELECT Id FROM Account];";
    expect(() => ran(org, text)).toThrow('System.NullPointerException');
  });
});
