import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalOrg } from '../../../org.ts';
import { dataOrg, deskUser } from '../data/data-org.ts';
import { deploymentId, ran } from './org-program.ts';

let org: LocalOrg;
beforeEach(() => {
  org = dataOrg();
});
afterEach(() => {
  org.close();
});

const twoAccounts = `insert new List<Account>{
  new Account(Name = 'Acme', Seats__c = 5, Code__c = 'a'), new Account(Name = 'Bolt', Code__c = 'b')
};`;

const cases: readonly (readonly [name: string, statements: string, ...expected: string[]])[] = [
  [
    'a query gives records in its order',
    `for (Account a : [SELECT Name, Seats__c FROM Account ORDER BY Name]) { System.debug(a.Name + ' ' + a.Seats__c); }`,
    'Acme 5',
    'Bolt null',
  ],
  [
    'a query stands for its only record',
    `Account a = [SELECT Name FROM Account WHERE Name = 'Bolt']; System.debug(a.Name);
     System.debug([SELECT Name FROM Account WHERE Name = 'Acme'].Name);`,
    'Bolt',
    'Acme',
  ],
  [
    '?. and ?? take no record for null',
    `System.debug([SELECT Name FROM Account WHERE Name = 'none']?.Name); System.debug([SELECT Name FROM Account WHERE Name = 'Acme']?.Name);
     Account spare = new Account(Name = 'Spare'); Account a = [SELECT Name FROM Account WHERE Name = 'none'] ?? spare; System.debug(a.Name);
     a = [SELECT Name FROM Account WHERE Name = 'Bolt'] ?? spare; System.debug(a.Name);`,
    'null',
    'Acme',
    'Spare',
    'Bolt',
  ],
  [
    'a query written at run time gives records of any type, or its only one',
    `for (Account a : Database.query('SELECT Name FROM Account ORDER BY Name')) { System.debug(a.Name); }
     for (List<Account> each : Database.query('SELECT Id FROM Account')) { System.debug(each.size()); }
     Account a = Database.query('SELECT Seats__c FROM Account WHERE Seats__c = 5'); System.debug(a.Seats__c);
     try { for (Visit__c v : Database.query('SELECT Id FROM Account')) { } } catch (TypeException e) { System.debug(e.getMessage()); }`,
    'Acme',
    'Bolt',
    '2',
    '5',
    'Invalid conversion from runtime type Account to Visit__c',
  ],
  [
    'binds take variables, Lists and expressions',
    `String prefix = 'A'; List<String> codes = new List<String>{ 'a', 'b' };
     System.debug([SELECT COUNT() FROM Account WHERE Name LIKE :prefix + '%']);
     System.debug([SELECT COUNT() FROM Account WHERE Code__c IN :codes]);`,
    '1',
    '2',
  ],
  [
    'a query walks in Lists of 200',
    `for (List<Account> each : [SELECT Id FROM Account]) { System.debug(each.size()); }`,
    '2',
  ],
  [
    'an aggregate is read by alias',
    `for (AggregateResult row : [SELECT COUNT(Id) total, SUM(Seats__c) seats FROM Account]) { System.debug(row.get('total') + ' ' + row.get('seats')); }`,
    '2 5',
  ],
  [
    'a Map of records by id',
    `Map<Id, Account> byId = new Map<Id, Account>([SELECT Name FROM Account]);
     Account a = [SELECT Id FROM Account WHERE Code__c = 'a']; System.debug(byId.get(a.Id).Name);`,
    'Acme',
  ],
  [
    'a parent that is not there gives null, a chain further on too',
    `insert new Visit__c(Name = 'V');
     Visit__c v = [SELECT Name, Account__r.Name FROM Visit__c]; System.debug(v.Account__r.Name); System.debug(v.Account__r?.Name);`,
    'null',
    'null',
  ],
  [
    'children come with their parent',
    `Account a = [SELECT Id FROM Account WHERE Code__c = 'a']; insert new Visit__c(Name = 'V', Account__c = a.Id);
     a = [SELECT Id, (SELECT Name FROM Visits__r) FROM Account WHERE Code__c = 'a']; System.debug(a.Visits__r[0].Name);`,
    'V',
  ],
  [
    'an insert fills the id, an update changes, a delete removes',
    `Account a = new Account(Name = 'Crow'); insert a; System.debug(a.Id != null);
     a.Seats__c = 1; update a; System.debug([SELECT Seats__c FROM Account WHERE Id = :a.Id].Seats__c);
     delete a; System.debug([SELECT COUNT() FROM Account WHERE Id = :a.Id]);`,
    'true',
    '1',
    '0',
  ],
  [
    'an upsert finds the record by its external id',
    `upsert new Account(Name = 'Acme 2', Code__c = 'a') Code__c; System.debug([SELECT COUNT() FROM Account]);`,
    '2',
  ],
  [
    'a row that is refused is a DmlException with field and status',
    `try { insert new Account(Seats__c = 1); } catch (DmlException e) { System.debug(e.getDmlType(0) + ' ' + e.getDmlFieldNames(0)); }`,
    'REQUIRED_FIELD_MISSING (Name)',
  ],
  [
    'a partial insert tells each row',
    `for (Database.SaveResult each : Database.insert(new List<Account>{ new Account(), new Account(Name = 'Dune') }, false)) { System.debug(each.isSuccess()); }`,
    'false',
    'true',
  ],
  [
    'a field that was not queried is no null',
    `Account a = [SELECT Id FROM Account WHERE Code__c = 'a']; try { System.debug(a.Name); } catch (SObjectException e) { System.debug(e.getMessage()); }`,
    'SObject row was retrieved via SOQL without querying the requested field: Account.Name',
  ],
  [
    'Custom Metadata by name',
    `System.debug(Rule__mdt.getInstance('First').Value__c); System.debug(Rule__mdt.getAll().size());`,
    'one',
    '2',
  ],
  [
    'fields and types are described',
    `System.debug(Account.Seats__c.getDescribe().getLabel()); System.debug(Account.SObjectType.getDescribe().getName());
     System.debug(Schema.SObjectType.Account.fields.Seats__c.isAccessible());`,
    'Seats',
    'Account',
    'true',
  ],
  [
    'a savepoint undoes',
    `Savepoint before = Database.setSavepoint(); delete [SELECT Id FROM Account]; Database.rollback(before); System.debug([SELECT COUNT() FROM Account]);`,
    '2',
  ],
  [
    'records go to JSON and back',
    `Account a = (Account) JSON.deserialize('{"Name":"E","Seats__c":2}', Account.class); System.debug(a.Seats__c);
     System.debug(JSON.serialize(new Account(Name = 'F')));`,
    '2',
    '{"attributes":{"type":"Account"},"Name":"F"}',
  ],
  [
    'limits count',
    `System.debug(Limits.getQueries()); Integer n = [SELECT COUNT() FROM Account]; System.debug(Limits.getQueries());`,
    '0',
    '1',
  ],
];

describe('Apex in an org', () => {
  it.each(cases)('%s', (_name, statements, ...expected) => {
    ran(org, twoAccounts);
    expect(ran(org, statements).printed).toEqual(expected);
  });

  it('sets a field once', () => {
    const text = `Account a = new Account(Name = 'a', name = 'b');`;
    expect(() => ran(org, text)).toThrow('Duplicate field initialization: Name');
  });

  it('asks whose permissions count only in user mode', () => {
    ran(org, twoAccounts);
    const read = (mode: string) =>
      `List<Account> a = [SELECT Name, Secret__c FROM Account ${mode}]; System.debug(a.size());`;
    const userId = deskUser(org);
    expect(ran(org, read('WITH SYSTEM_MODE'), { userId }).printed).toEqual(['2']);
    expect(() => ran(org, read('WITH USER_MODE'), { userId })).toThrow('Secret__c');
    expect(ran(org, read(''), { userId }).printed).toEqual(['2']);
    expect(() => ran(org, read(''), { userId, apiVersion: 67 })).toThrow('Secret__c');
  });

  it('writes as somebody else inside System.runAs, in tests only', () => {
    const userId = deskUser(org);
    const text = `User u = [SELECT Id FROM User WHERE Id = '${userId}'];
      System.runAs(u) { System.debug(UserInfo.getUserId() == u.Id); } System.debug(UserInfo.getUserId() == u.Id);`;
    expect(ran(org, text, { isTest: true }).printed).toEqual(['true', 'false']);
    expect(() => ran(org, text)).toThrow('runAs can only be called in test methods');
  });

  it('keeps to the limits of a transaction', () => {
    const text = 'for (Integer i = 0; i < 101; i++) { Integer n = [SELECT COUNT() FROM Account]; }';
    expect(() => ran(org, text)).toThrow('Too many SOQL queries: 101');
  });

  it('refuses a query the schema has nothing for, where it stands', () => {
    expect(() => ran(org, '\nAccount a = [SELECT Nothing__c FROM Account];')).toThrow('Nothing__c');
  });

  it('schedules what tells the time of its next run', () => {
    const job = {
      name: 'Job',
      text: 'public class Job implements Schedulable { public void execute(SchedulableContext c) { } }',
      apiVersion: 66,
    };
    const text = `System.schedule('Nightly', '0 30 2 * * ?', new Job());
      CronTrigger t = [SELECT NextFireTime, State FROM CronTrigger WHERE CronJobDetail.Name = 'Nightly'];
      System.debug(t.State + ' ' + t.NextFireTime.formatGMT('yyyy-MM-dd HH:mm'));
      System.abortJob(t.Id); System.debug([SELECT COUNT() FROM CronTrigger]);`;
    expect(ran(org, text, { classes: [job] }).printed).toEqual(['WAITING 2026-11-24 10:30', '0']);
  });

  it('deploys Custom Metadata after the transaction, and calls back', () => {
    const callback = {
      name: 'Back',
      text: `public class Back implements Metadata.DeployCallback {
        public void handleResult(Metadata.DeployResult r, Metadata.DeployCallbackContext c) {
          System.debug(r.status + ' ' + r.details.componentFailures.size());
        }
      }`,
      apiVersion: 66,
    };
    const text = `Metadata.CustomMetadata m = new Metadata.CustomMetadata(); m.fullName = 'Rule.Third'; m.label = 'Third';
      Metadata.CustomMetadataValue v = new Metadata.CustomMetadataValue(); v.field = 'Value__c'; v.value = 'a < b'; m.values.add(v);
      Metadata.DeployContainer c = new Metadata.DeployContainer(); c.addMetadata(m);
      System.debug(Metadata.Operations.enqueueDeployment(c, new Back()));`;
    const { entry, run, printed } = ran(org, text, { classes: [callback] });
    expect(printed).toEqual([deploymentId]);
    expect(ran(org, "System.debug(Rule__mdt.getInstance('Third'));").printed).toEqual(['null']);
    for (const job of entry.jobs) {
      job.prepare?.();
      job.work(run);
    }
    expect(run.debugLog.at(-1)?.text).toBe('Succeeded 0');
    const stored = ran(org, "System.debug(Rule__mdt.getInstance('Third').Value__c);").printed;
    expect(stored).toEqual(['a < b']);
  });
});
