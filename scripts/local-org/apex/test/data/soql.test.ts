import { describe, expect, it } from 'vitest';
import { inserted } from '../../../test/acme-org.ts';
import { ApexDate } from '../../values/apex-date.ts';
import { ApexDecimal } from '../../values/apex-decimal.ts';
import { ApexId } from '../../values/apex-id.ts';
import { ApexList } from '../../values/apex-list.ts';
import { ApexMap } from '../../values/apex-map.ts';
import { textOf } from '../../values/text.ts';
import { typeName } from '../../values/type-name.ts';
import { onlyRow } from '../../data/run-soql.ts';
import { staticQuery } from '../../data/static-query.ts';
import {
  call,
  dataOrg,
  deskUser,
  nativeNamed,
  read,
  soql,
  thrown,
  transactionOf,
} from './data-org.ts';

const org = dataOrg();
const desk = deskUser(org);
const acme = inserted(org, 'Account', {
  Name: 'Acme',
  Seats__c: 12,
  Renewal__c: '2026-12-01',
  Secret__c: 's',
});
inserted(org, 'Account', { Name: "O'Neil_x", Seats__c: 3.5, ParentId: acme });
inserted(org, 'Visit__c', { Name: 'First', Account__c: acme, Score__c: 1.25 });
inserted(org, 'Visit__c', { Name: 'Second', Account__c: acme, Score__c: 2 });
inserted(org, 'Visit__c', { Name: 'Loose' });
const run = transactionOf(org);
const strings = (...texts: string[]) => new ApexList(typeName('String'), texts);
const rowsOf = (value: unknown) => (value instanceof ApexList ? value.elements : []);
const namesOf = (text: string, ...binds: Parameters<typeof soql>[2][]) =>
  rowsOf(soql(run, text, ...binds)).map((row) => read(run, 'Account', 'Name', row));

describe('SOQL in Apex', () => {
  it('gives each field its Apex type', () => {
    const [row = null] = rowsOf(
      soql(
        run,
        "SELECT Name, Seats__c, Renewal__c, IsReference__c, Doubled__c FROM Account WHERE Name = 'Acme'",
      ),
    );
    expect(read(run, 'Account', 'Seats__c', row)).toEqual(new ApexDecimal(12n, 0));
    expect(read(run, 'Account', 'Doubled__c', row)).toEqual(new ApexDecimal(24n, 0));
    expect(read(run, 'Account', 'Renewal__c', row)).toEqual(ApexDate.of(2026, 12, 1));
    expect(read(run, 'Account', 'IsReference__c', row)).toBe(false);
    expect(read(run, 'Account', 'Id', row)).toEqual(ApexId.parse(acme));
  });

  it('refuses to be asked for what was not queried, on the record and on its parent', () => {
    const [row = null] = rowsOf(
      soql(run, 'SELECT Parent.Name FROM Account WHERE ParentId != null'),
    );
    expect(thrown(() => read(run, 'Account', 'Industry', row))).toBe(
      'System.SObjectException: SObject row was retrieved via SOQL without querying the requested field: Account.Industry',
    );
    const parent = read(run, 'Account', 'Parent', row);
    expect(read(run, 'Account', 'Name', parent)).toBe('Acme');
    expect(thrown(() => read(run, 'Account', 'Secret__c', parent))).toContain('Account.Secret__c');
    expect(textOf(read(run, 'Account', 'ParentId', row), run)).toBe(acme);
  });

  it('has null for a parent that is not there', () => {
    const [row = null] = rowsOf(
      soql(run, "SELECT Account__r.Name FROM Visit__c WHERE Name = 'Loose'"),
    );
    expect(read(run, 'Visit__c', 'Account__r', row)).toBeNull();
  });

  it('binds text as it is, whatever it contains', () => {
    expect(namesOf('SELECT Name FROM Account WHERE Name = :0', "O'Neil_x")).toEqual(["O'Neil_x"]);
    expect(namesOf('SELECT Name FROM Account WHERE Name = :0', "' OR Name != '")).toEqual([]);
    expect(namesOf('SELECT Name FROM Account WHERE Name LIKE :0', "O'Neil\\_%")).toEqual([
      "O'Neil_x",
    ]);
    expect(namesOf('SELECT Name FROM Account WHERE Name LIKE :0', 'A_cme')).toEqual([]);
  });

  it('binds lists, in parentheses or not, empty ones too', () => {
    expect(
      namesOf(
        'SELECT Name FROM Account WHERE Name IN :0 ORDER BY Name',
        strings('acme', "O'Neil_x"),
      ),
    ).toEqual(['Acme', "O'Neil_x"]);
    expect(namesOf("SELECT Name FROM Account WHERE Name IN (:0, 'Nobody')", 'Acme')).toEqual([
      'Acme',
    ]);
    expect(namesOf('SELECT Name FROM Account WHERE Name IN :0', strings())).toEqual([]);
    expect(
      namesOf('SELECT Name FROM Account WHERE Name NOT IN :0 ORDER BY Name', strings()),
    ).toHaveLength(2);
    expect(
      namesOf('SELECT Name FROM Account WHERE Name LIKE :0 ORDER BY Name', strings('Ac%', '%x')),
    ).toHaveLength(2);
  });

  it('binds null, numbers, dates, records and rows to skip', () => {
    expect(namesOf('SELECT Name FROM Account WHERE ParentId = :0', null)).toEqual(['Acme']);
    expect(namesOf('SELECT Name FROM Account WHERE Seats__c > :0', 5)).toEqual(['Acme']);
    expect(
      namesOf('SELECT Name FROM Account WHERE Renewal__c = :0', ApexDate.of(2026, 12, 1)),
    ).toEqual(['Acme']);
    expect(
      namesOf(
        'SELECT Name FROM Account WHERE CreatedDate >= :0 ORDER BY Name',
        ApexDate.of(2026, 11, 24),
      ),
    ).toHaveLength(2);
    expect(namesOf('SELECT Name FROM Account ORDER BY Name LIMIT :0 OFFSET :1', 1, 1)).toEqual([
      "O'Neil_x",
    ]);
    const visits = soql(run, "SELECT Account__c FROM Visit__c WHERE Name = 'First'");
    const parents = rowsOf(soql(run, "SELECT Id FROM Account WHERE Name = 'Acme'"));
    expect(
      rowsOf(
        soql(
          run,
          'SELECT Id FROM Visit__c WHERE Account__c IN :0',
          new ApexList(typeName('Account'), [...parents]),
        ),
      ),
    ).toHaveLength(2);
    expect(rowsOf(visits)).toHaveLength(1);
  });

  it('finds the same rows as the REST API', () => {
    const text = 'SELECT Name FROM Account WHERE Seats__c >= 3.5 ORDER BY Seats__c DESC NULLS LAST';
    const rest = [...org.asUser(org.administratorId).query(text).rows].map(([name]) => name);
    expect(namesOf(text)).toEqual(rest);
    expect(rest).toEqual(['Acme', "O'Neil_x"]);
  });

  it('nests children in lists', () => {
    const [row = null] = rowsOf(
      soql(
        run,
        "SELECT Name, (SELECT Name, Score__c FROM Visits__r ORDER BY Name) FROM Account WHERE Name = 'Acme'",
      ),
    );
    const children = rowsOf(read(run, 'Account', 'Visits__r', row));
    expect(children.map((child) => read(run, 'Visit__c', 'Name', child))).toEqual([
      'First',
      'Second',
    ]);
    expect(textOf(read(run, 'Visit__c', 'Score__c', children[0] ?? null), run)).toBe('1.25');
  });

  it('counts and aggregates', () => {
    expect(soql(run, 'SELECT COUNT() FROM Visit__c WHERE Account__c != null')).toBe(2);
    const [row = null] = rowsOf(
      soql(
        run,
        'SELECT Account__c a, COUNT(Id) n, SUM(Score__c) s FROM Visit__c WHERE Account__c != null GROUP BY Account__c',
      ),
    );
    const get = (alias: string) => call(run, 'SObject', 'get(String)', row, alias);
    expect(get('n')).toBe(2);
    expect(textOf(get('s'), run)).toBe('3.25');
    expect(textOf(get('A'), run)).toBe(acme);
    expect(thrown(() => get('nope'))).toBe(
      'System.SObjectException: Invalid field nope for AggregateResult',
    );
  });

  it('assigns one row to a record and refuses none or two', () => {
    const list = (text: string) => soql(run, text) as ApexList;
    expect(onlyRow(run, list("SELECT Id FROM Account WHERE Name = 'Acme'"))).not.toBeNull();
    expect(thrown(() => onlyRow(run, list("SELECT Id FROM Account WHERE Name = 'None'")))).toBe(
      'System.QueryException: List has no rows for assignment to SObject',
    );
    expect(thrown(() => onlyRow(run, list('SELECT Id FROM Account')))).toBe(
      'System.QueryException: List has more than 1 row for assignment to SObject',
    );
  });

  it('takes FOR UPDATE and finds deleted records with ALL ROWS', () => {
    const gone = inserted(org, 'Account', { Name: 'Gone' });
    org.asUser(org.administratorId).delete('Account', gone);
    expect(namesOf("SELECT Name FROM Account WHERE Name = 'Gone' FOR UPDATE")).toEqual([]);
    expect(namesOf("SELECT Name FROM Account WHERE Name = 'Gone' ALL ROWS")).toEqual(['Gone']);
  });

  it('counts queries and rows against the limits', () => {
    const own = transactionOf(org);
    soql(own, 'SELECT Id FROM Visit__c');
    soql(own, 'SELECT COUNT() FROM Visit__c');
    expect(own.limit('queries')?.used).toBe(2);
    expect(own.limit('queryRows')?.used).toBe(4);
    expect(() => {
      for (let at = 0; at < 99; at++) soql(own, 'SELECT Id FROM Account LIMIT 1');
    }).toThrow('Too many SOQL queries: 101');
  });

  it('counts every row that a minimum or a sum is made of, in groups behind the limit too, but of a count its groups', () => {
    const own = transactionOf(org);
    soql(own, 'SELECT Account__c, MIN(Score__c) FROM Visit__c GROUP BY Account__c LIMIT 1');
    expect(own.limit('queryRows')?.used).toBe(3);
    soql(own, 'SELECT SUM(Score__c) FROM Visit__c WHERE Score__c > 1');
    expect(own.limit('queryRows')?.used).toBe(5);
    soql(
      own,
      "SELECT Account__c, MAX(Score__c) FROM Visit__c WHERE Name = 'None' GROUP BY Account__c",
    );
    expect(own.limit('queryRows')?.used).toBe(5);
    soql(own, 'SELECT Account__c, COUNT(Id) FROM Visit__c GROUP BY Account__c');
    expect(own.limit('queryRows')?.used).toBe(7);
  });

  it('stops reading at the limit of rows', () => {
    const own = transactionOf(org);
    own.charge('queryRows', 49_998);
    expect(() => soql(own, 'SELECT Id FROM Visit__c')).toThrow('Too many query rows: 50001');
    expect(own.limit('queryRows')?.used).toBe(50_001);
  });
});

describe('what the compiler says of a query', () => {
  const problem = (text: string, apiVersion = 67) => {
    try {
      staticQuery(org, text, [], apiVersion);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };
  it('names fields and objects that do not exist', () => {
    expect(problem('SELECT Nope__c FROM Account')).toContain(
      "No such column 'Nope__c' on entity 'Account'.",
    );
    expect(problem('SELECT Id FROM Nope__c')).toContain("sObject type 'Nope__c' is not supported.");
    expect(problem('SELECT Id FROM Account')).toBeUndefined();
  });

  it('refuses WITH SECURITY_ENFORCED from version 67 on', () => {
    expect(problem('SELECT Id FROM Account WITH SECURITY_ENFORCED')).toContain('WITH USER_MODE');
    expect(problem('SELECT Id FROM Account WITH SECURITY_ENFORCED', 66)).toBeUndefined();
  });
});

describe('whose permissions a query goes by', () => {
  it("are nobody's in system mode and the user's in user mode", () => {
    const asDesk = transactionOf(org, desk);
    expect(rowsOf(soql(asDesk, 'SELECT Secret__c FROM Account LIMIT 1'))).toHaveLength(1);
    expect(thrown(() => soql(asDesk, 'SELECT Secret__c FROM Account WITH USER_MODE'))).toContain(
      "System.QueryException: No such column 'Secret__c' on entity 'Account'.",
    );
    expect(thrown(() => soql(asDesk, 'SELECT Id FROM Visit__c WITH USER_MODE'))).toBe(
      "System.SecurityException: Access to entity 'Visit__c' denied",
    );
    expect(thrown(() => soql(asDesk, 'SELECT Secret__c FROM Account WITH SECURITY_ENFORCED'))).toBe(
      'System.QueryException: Insufficient permissions: secure query included inaccessible field',
    );
  });

  it("are the user's by default since version 67", () => {
    const asDesk = transactionOf(org, desk, 67);
    expect(thrown(() => soql(asDesk, 'SELECT Secret__c FROM Account'))).toContain("'Secret__c'");
    expect(
      rowsOf(soql(asDesk, 'SELECT Secret__c FROM Account WITH SYSTEM_MODE LIMIT 1')),
    ).toHaveLength(1);
  });
});

describe('Database.query and its kin', () => {
  const level = (name: string) => {
    const found = nativeNamed(run, 'AccessLevel').members.find(
      (each) => each.kind === 'property' && each.name === name,
    );
    return found?.kind === 'property' ? found.get(run, null) : null;
  };
  it('bind by name with queryWithBinds', () => {
    const binds = new ApexMap(typeName('String'), typeName('Object'));
    binds.put(run, 'wanted', 'Acme');
    const query = (text: string) =>
      call(
        run,
        'Database',
        'queryWithBinds(String, Map<String,Object>, AccessLevel)',
        null,
        text,
        binds,
        level('USER_MODE'),
      );
    expect(rowsOf(query('SELECT Id FROM Account WHERE Name = :wanted'))).toHaveLength(1);
    expect(thrown(() => query('SELECT Id FROM Account WHERE Name = :other'))).toContain(
      "Key 'other' does not exist in the bindMap",
    );
  });

  it('go by the given access level', () => {
    const asDesk = transactionOf(org, desk);
    const query = (name: string) =>
      call(
        asDesk,
        'Database',
        'query(String, AccessLevel)',
        null,
        'SELECT Secret__c FROM Account',
        level(name),
      );
    expect(rowsOf(query('SYSTEM_MODE')).length).toBeGreaterThan(0);
    expect(thrown(() => query('USER_MODE'))).toContain("No such column 'Secret__c'");
  });

  it('say what is wrong with a query as a QueryException', () => {
    expect(
      thrown(() => call(run, 'Database', 'query(String)', null, 'SELECT FROM Account')),
    ).toContain('System.QueryException: unexpected token');
    expect(call(run, 'Database', 'countQuery(String)', null, 'SELECT COUNT() FROM Visit__c')).toBe(
      3,
    );
  });
});
