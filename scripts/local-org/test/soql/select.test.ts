import { afterAll, describe, expect, it } from 'vitest';
import {
  acmeOrg,
  accountPackage,
  column,
  deployed,
  fieldXml,
  inserted,
  packageOf,
  refusal,
  rows,
  objectFile,
} from '../acme-org.ts';

const org = acmeOrg();
deployed(
  org,
  packageOf(
    { CustomObject: ['Region__c', 'Account'] },
    {
      'objects/Region__c.object': objectFile(
        'Region',
        fieldXml(
          'Zone__c',
          'Lookup',
          '<referenceTo>Region__c</referenceTo><relationshipName>Regions</relationshipName>',
        ),
      ),
      'objects/Account.object': accountPackage(
        fieldXml(
          'Region__c',
          'Lookup',
          '<referenceTo>Region__c</referenceTo><relationshipName>Accounts</relationshipName>',
        ) + fieldXml('MAU__c', 'Number', '<precision>18</precision><scale>0</scale>'),
      ).get('objects/Account.object') as string,
    },
  ),
);
const world = inserted(org, 'Region__c', { Name: 'World' });
const europe = inserted(org, 'Region__c', { Name: 'Europe', Zone__c: world });
const group = inserted(org, 'Account', {
  Name: 'Group',
  Region__c: europe,
  MAU__c: 10,
  Industry: 'Media',
  AnnualRevenue: 1000,
});
const acme = inserted(org, 'Account', {
  Name: 'Acme',
  ParentId: group,
  MAU__c: 30,
  Industry: 'Media',
  AnnualRevenue: 3000.5,
  BillingCity: 'Bern',
});
inserted(org, 'Account', { Name: 'Beta', ParentId: acme, MAU__c: 5, Industry: 'Retail' });
inserted(org, 'Account', { Name: 'Lone' });
const ada = inserted(org, 'Contact', { LastName: 'Lovelace', FirstName: 'Ada', AccountId: acme });
inserted(org, 'Contact', { LastName: 'Noether', AccountId: acme });
inserted(org, 'Contact', { LastName: 'Nobody' });
afterAll(() => {
  org.close();
});

const session = org.asUser(org.administratorId);
const records = (soql: string) => [...session.query(soql).records('62.0')];

describe('A record', () => {
  it('shows its address, nested parents and null for a parent that is not there', () => {
    expect(
      records(
        "SELECT Name, Parent.Name, Parent.Region__r.Zone__r.Name FROM Account WHERE Name IN ('Acme', 'Lone') ORDER BY Name",
      ),
    ).toEqual([
      {
        attributes: { type: 'Account', url: `/services/data/v62.0/sobjects/Account/${acme}` },
        Name: 'Acme',
        Parent: {
          attributes: { type: 'Account', url: `/services/data/v62.0/sobjects/Account/${group}` },
          Name: 'Group',
          Region__r: {
            attributes: {
              type: 'Region__c',
              url: `/services/data/v62.0/sobjects/Region__c/${europe}`,
            },
            Zone__r: {
              attributes: {
                type: 'Region__c',
                url: `/services/data/v62.0/sobjects/Region__c/${world}`,
              },
              Name: 'World',
            },
          },
        },
      },
      {
        attributes: {
          type: 'Account',
          url: expect.stringContaining('/sobjects/Account/001') as string,
        },
        Name: 'Lone',
        Parent: null,
      },
    ]);
  });

  it('shows children as a result of their own, and null where there are none', () => {
    const [first, second] = records(
      "SELECT Name, (SELECT Name, Account.Name FROM Contacts ORDER BY LastName LIMIT 1) FROM Account WHERE Name IN ('Acme', 'Lone') ORDER BY Name",
    );
    expect(first?.Contacts).toEqual({
      totalSize: 1,
      done: true,
      records: [
        {
          attributes: { type: 'Contact', url: `/services/data/v62.0/sobjects/Contact/${ada}` },
          Name: 'Ada Lovelace',
          Account: {
            attributes: { type: 'Account', url: `/services/data/v62.0/sobjects/Account/${acme}` },
            Name: 'Acme',
          },
        },
      ],
    });
    expect(second?.Contacts).toBeNull();
  });

  it('reaches custom children by __r, and their children', () => {
    const [found] = records(
      "SELECT (SELECT Name, (SELECT Name FROM ChildAccounts) FROM Accounts__r) FROM Region__c WHERE Name = 'Europe'",
    );
    const inner = found?.Accounts__r as {
      records: { ChildAccounts: { records: { Name: string }[] } }[];
    };
    expect(inner.records[0]?.ChildAccounts.records.map(({ Name }) => Name)).toEqual(['Acme']);
  });

  it('names fields as the schema does, however the query writes them', () => {
    expect(
      Object.keys(records("select NAME, parent.NAME from ACCOUNT where name = 'acme'")[0] ?? {}),
    ).toEqual(['attributes', 'Name', 'Parent']);
  });

  it('shows an address whole', () => {
    expect(column(org, "SELECT BillingAddress FROM Account WHERE Name = 'Acme'")).toEqual([
      {
        city: 'Bern',
        country: null,
        geocodeAccuracy: null,
        latitude: null,
        longitude: null,
        postalCode: null,
        state: null,
        street: null,
      },
    ]);
    expect(column(org, "SELECT BillingAddress FROM Account WHERE Name = 'Beta'")).toEqual([null]);
  });

  it('may be reached by an alias or the name of its object', () => {
    expect(column(org, "SELECT a.Name FROM Account a WHERE a.Parent.Name = 'Group'")).toEqual([
      'Acme',
    ]);
    expect(column(org, 'SELECT Account.Name FROM Account WHERE Account.MAU__c = 30')).toEqual([
      'Acme',
    ]);
  });
});

describe('Columns', () => {
  it('carry names, types and paths in the order of the query', () => {
    const { columns, object, entity } = session.query(
      'SELECT Id, Parent.MAU__c, IsDeleted, (SELECT Id FROM Contacts) FROM Account',
    );
    expect([object, entity]).toEqual(['Account', 'Account']);
    expect(columns.map(({ name, type, kind, custom }) => [name, type, kind, custom])).toEqual([
      ['Id', 'id', 'field', false],
      ['Parent.MAU__c', 'double', 'field', true],
      ['IsDeleted', 'boolean', 'field', false],
      ['Contacts', 'anyType', 'children', false],
    ]);
  });

  it('of FIELDS() are what the user sees of the object', () => {
    const names = (soql: string) => session.query(soql).columns.map(({ name }) => name);
    expect(names('SELECT FIELDS(CUSTOM) FROM Account LIMIT 200')).toEqual(['Region__c', 'MAU__c']);
    expect(names('SELECT FIELDS(STANDARD) FROM Account')).not.toContain('MAU__c');
    expect(names('SELECT FIELDS(ALL) FROM Account LIMIT 1')).toEqual(
      org.schema.find('Account')?.fields.map(({ name }) => name),
    );
  });
});

describe('Aggregates', () => {
  const cases: readonly (readonly [soql: string, expected: unknown])[] = [
    ['SELECT COUNT(Id) FROM Account', [[4]]],
    ['SELECT COUNT(ParentId), COUNT_DISTINCT(Industry) FROM Account', [[2, 2]]],
    ['SELECT SUM(MAU__c), MIN(MAU__c), MAX(MAU__c), AVG(MAU__c) FROM Account', [[45, 5, 30, 15]]],
    ['SELECT MAX(Name), MIN(CreatedDate) FROM Account', [['Lone', '2026-11-24T10:00:00.000+0000']]],
    [
      'SELECT Industry, COUNT(Id) FROM Account GROUP BY Industry ORDER BY Industry NULLS LAST',
      [
        ['Media', 2],
        ['Retail', 1],
        [null, 1],
      ],
    ],
    ['SELECT Industry FROM Account GROUP BY Industry HAVING COUNT(Id) > 1', [['Media']]],
    [
      'SELECT Industry FROM Account GROUP BY Industry HAVING COUNT(Id) = 1 AND Industry != null',
      [['Retail']],
    ],
    [
      'SELECT Parent.Name, SUM(MAU__c) total FROM Account GROUP BY Parent.Name ORDER BY SUM(MAU__c) DESC LIMIT 1',
      [['Group', 30]],
    ],
    [
      'SELECT CALENDAR_YEAR(CreatedDate), CALENDAR_MONTH(CreatedDate), DAY_IN_WEEK(CreatedDate), COUNT(Id) FROM Account GROUP BY CALENDAR_YEAR(CreatedDate), CALENDAR_MONTH(CreatedDate), DAY_IN_WEEK(CreatedDate)',
      [[2026, 11, 3, 4]],
    ],
    ["SELECT COUNT(Id) FROM Account WHERE Name = 'nobody'", [[0]]],
    ["SELECT SUM(MAU__c) FROM Account WHERE Name = 'nobody'", [[null]]],
  ];
  it.each(cases)('%s', (soql, expected) => {
    expect(rows(org, soql)).toEqual(expected);
  });

  it('without an alias are called expr0, expr1 …, and grouped fields by their last name', () => {
    expect(
      records(
        'SELECT Parent.Name, COUNT(Id), MAX(MAU__c) most, MIN(MAU__c) FROM Account WHERE ParentId != null GROUP BY Parent.Name ORDER BY Parent.Name',
      )[0],
    ).toEqual({
      attributes: { type: 'AggregateResult' },
      Name: 'Acme',
      expr0: 1,
      most: 5,
      expr1: 5,
    });
  });

  it('count without rows for COUNT()', () => {
    const result = session.query("SELECT COUNT() FROM Account WHERE Industry = 'Media'");
    expect([result.totalSize, [...result.rows], [...result.records()]]).toEqual([2, [], []]);
    expect(session.query('SELECT COUNT() FROM Account LIMIT 3').totalSize).toBe(3);
  });

  it('have as many rows as groups', () => {
    expect(
      session.query('SELECT Industry, COUNT(Id) FROM Account GROUP BY Industry').totalSize,
    ).toBe(3);
  });
});

describe('A query', () => {
  it('takes a window of its rows, and counts that window', () => {
    const page = session.query('SELECT Name FROM Account ORDER BY Name LIMIT 2 OFFSET 1');
    expect([[...page.rows].flat(), page.totalSize]).toEqual([['Beta', 'Group'], 2]);
    expect(column(org, 'SELECT Name FROM Account ORDER BY Name OFFSET 3')).toEqual(['Lone']);
  });

  it('joins with another object by ids', () => {
    expect(
      column(
        org,
        "SELECT Name FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE LastName LIKE 'N%')",
      ),
    ).toEqual(['Acme']);
    expect(
      column(
        org,
        'SELECT Name FROM Account WHERE Id NOT IN (SELECT AccountId FROM Contact) ORDER BY Name',
      ),
    ).toEqual(['Beta', 'Group', 'Lone']);
  });

  it('shows labels on request', () => {
    expect(
      records("SELECT toLabel(Industry), toLabel(Type) kind FROM Account WHERE Name = 'Acme'")[0],
    ).toMatchObject({ Industry: 'Media', kind: null });
  });

  it.each(['WITH USER_MODE', 'WITH SYSTEM_MODE', 'WITH SECURITY_ENFORCED'])(
    'accepts %s',
    (mode) => {
      expect(column(org, `SELECT COUNT(Id) FROM Account ${mode}`)).toEqual([4]);
    },
  );

  it('takes a thousand conditions', () => {
    const conditions = Array.from({ length: 1_500 }, (_, at) => `MAU__c = ${at}`);
    expect(
      column(org, `SELECT Name FROM Account WHERE ${conditions.join(' OR ')} ORDER BY Name`),
    ).toEqual(['Acme', 'Beta', 'Group']);
  });

  it('reads rows that are written meanwhile without falling over', () => {
    const read: unknown[] = [];
    for (const [name] of session.query("SELECT Name FROM Account WHERE Industry = 'Media'").rows) {
      read.push(name);
      session.update('Account', { Id: acme, MAU__c: 30 });
      session.insert('Account', { Industry: 'Media' });
    }
    expect(read).toEqual(['Group', 'Acme']);
  });
});

const refusals: readonly (readonly [soql: string, refused: string])[] = [
  [
    'SELECT Foo__c FROM Account',
    "INVALID_FIELD: \nSELECT Foo__c FROM Account\n       ^\nERROR at Row:1:Column:8\nNo such column 'Foo__c' on entity 'Account'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.",
  ],
  [
    'SELECT Id\nFROM Account\nWHERE Foo = 1',
    "INVALID_FIELD: \nWHERE Foo = 1\n      ^\nERROR at Row:3:Column:7\nNo such column 'Foo' on entity 'Account'.",
  ],
  [
    'SELECT Id FROM Nope__c',
    "INVALID_TYPE: \nSELECT Id FROM Nope__c\n               ^\nERROR at Row:1:Column:16\nsObject type 'Nope__c' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.",
  ],
  [
    'SELECT Nope__r.Name FROM Account',
    "INVALID_FIELD: \nSELECT Nope__r.Name FROM Account\n       ^\nERROR at Row:1:Column:8\nDidn't understand relationship 'Nope__r' in field path.",
  ],
  [
    'SELECT (SELECT Id FROM Nopes) FROM Account',
    "Didn't understand relationship 'Nopes' in FROM part of query call.",
  ],
  [
    'SELECT Parent.Parent.Parent.Parent.Parent.Parent.Name FROM Account',
    "Didn't understand relationship 'Parent' in field path.",
  ],
  ['SELECT Id FORM Account', 'MALFORMED_QUERY: '],
  ['SELECT Id, FROM Account', "unexpected token: 'FROM'"],
  ['SELECT Id FROM Account WHERE', 'unexpected token: <EOF>'],
  ['SELECT Id FROM Account WHERE Name = "x"', "unexpected char: '\"'"],
  ["SELECT Id FROM Account WHERE Name = 'x", "unexpected char: '''"],
  ["SELECT Id FROM Account WHERE Name = 'a' Name = 'b'", 'MALFORMED_QUERY'],
  [
    "SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'",
    "unexpected token: 'OR'",
  ],
  ['SELECT Name, name FROM Account', 'INVALID_FIELD: duplicate field selected: Name'],
  ['SELECT Name n FROM Account', 'only aggregate expressions use field aliasing'],
  ['SELECT Name, COUNT(Id) FROM Account', 'Field must be grouped or aggregated: Name'],
  [
    'SELECT Industry FROM Account GROUP BY Industry ORDER BY Name',
    'Ordered field must be grouped or aggregated: Name',
  ],
  ['SELECT SUM(Name) FROM Account', 'field Name does not support aggregate operator SUM'],
  ['SELECT FIELDS(ALL) FROM Account', 'The SOQL FIELDS function must have a LIMIT of at most 200'],
  [
    'SELECT FIELDS(CUSTOM) FROM Account LIMIT 201',
    'The SOQL FIELDS function must have a LIMIT of at most 200',
  ],
  ['SELECT Id, FIELDS(STANDARD) FROM Account', 'duplicate field selected: Id'],
  [
    'SELECT Id FROM Account OFFSET 2001',
    'NUMBER_OUTSIDE_VALID_RANGE: Maximum SOQL offset allowed is 2000',
  ],
  [
    "SELECT Id FROM Account WHERE Description LIKE 'a%'",
    "field 'Description' can not be filtered in a query call",
  ],
  [
    'SELECT Id FROM Account ORDER BY Description',
    "field 'Description' can not be sorted in a query call",
  ],
  [
    "SELECT Id FROM Account WHERE NumberOfEmployees = '5'",
    "value of filter criterion for field 'NumberOfEmployees' must be of type int and should not be enclosed in quotes",
  ],
  [
    'SELECT Id FROM Account WHERE Name = 5',
    "value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes",
  ],
  [
    "SELECT Id FROM Account WHERE CreatedDate > '2026-01-01'",
    "value of filter criterion for field 'CreatedDate' must be of type dateTime and should not be enclosed in quotes",
  ],
  ['SELECT Id FROM Account WHERE CreatedDate > 2026-01-01', 'must be of type dateTime'],
  ["SELECT Id FROM Account WHERE Id = 'abc'", 'INVALID_QUERY_FILTER_OPERATOR'],
  ["SELECT Id FROM Account WHERE Id LIKE '001%'", 'invalid operator on id field'],
  ['SELECT Id FROM Account WHERE IsDeleted > true', 'invalid operator on boolean field'],
  ["SELECT Id FROM Account WHERE Name INCLUDES ('a')", 'invalid operator on string field'],
  [
    'SELECT Id FROM Account WHERE Name IN (SELECT LastName FROM Contact)',
    "semi join sub-selects can only query id fields, cannot use: 'Name'",
  ],
  [
    'SELECT Id FROM Account WHERE Id IN (SELECT LastName FROM Contact)',
    "semi join sub-selects can only query id fields, cannot use: 'LastName'",
  ],
  [
    'SELECT Id FROM Account WHERE ParentId IN (SELECT Id FROM Account)',
    'The inner and outer selects should not be on the same object type',
  ],
  [
    'SELECT (SELECT COUNT(Id) FROM Contacts) FROM Account',
    'only root queries support aggregate expressions',
  ],
];

describe('A query Salesforce would refuse', () => {
  it.each(refusals)('%s', (soql, refused) => {
    expect(refusal(() => session.query(soql))).toContain(refused);
  });

  it('because it is too long is refused before anybody parses it', () => {
    const soql = `SELECT Id FROM Account WHERE Name = '${'x'.repeat(100_000)}'`;
    expect(refusal(() => session.query(soql))).toContain('MALFORMED_QUERY');
  });
});

describe('What the local org lacks', () => {
  it.each([
    ['SELECT Id FROM Account FOR UPDATE', 'FOR UPDATE'],
    ['SELECT Id FROM Account USING SCOPE mine', 'USING SCOPE'],
    ['SELECT Industry, COUNT(Id) FROM Account GROUP BY ROLLUP(Industry)', 'GROUP BY ROLLUP'],
    ['SELECT TYPEOF Owner WHEN User THEN Name END FROM Account', 'TYPEOF'],
    ['SELECT Id FROM Account WHERE NOT (NOT (NOT MAU__c = 1))', 'NOT three times in a row'],
    ['SELECT FORMAT(AnnualRevenue) FROM Account', 'FORMAT()'],
    [
      'SELECT COUNT(Id) FROM Account GROUP BY DAY_ONLY(convertTimezone(CreatedDate))',
      'CONVERTTIMEZONE()',
    ],
  ])('is refused by name: %s', (soql, name) => {
    expect(() => session.query(soql)).toThrow(`The local org does not support ${name}`);
  });
});
