import { afterAll, describe, expect, it } from 'vitest';
import { accountPackage, acmeOrg, column, deployed, fieldXml, inserted } from '../acme-org.ts';

const rule = (name: string, formula: string, message: string, rest = '') =>
  `<validationRules><fullName>${name}</fullName><active>true</active><errorConditionFormula>${formula}</errorConditionFormula>${rest}<errorMessage>${message}</errorMessage></validationRules>`;

const org = acmeOrg();
deployed(
  org,
  accountPackage(
    fieldXml('Seats__c', 'Number', '<precision>18</precision><scale>0</scale>') +
      fieldXml('Stage__c', 'Text', '<length>20</length>') +
      rule(
        'Positive',
        'Seats__c &lt; 0',
        'Seats must not be negative.',
        '<errorDisplayField>Seats__c</errorDisplayField>',
      ) +
      rule(
        'NoWayBack',
        'AND(ISCHANGED(Stage__c), PRIORVALUE(Stage__c) = &quot;Won&quot;)',
        'Won is final.',
      ) +
      rule(
        'BeginsSmall',
        'AND(ISNEW(), Seats__c &gt; 100)',
        'A new Account has at most 100 seats.',
      ) +
      rule(
        'ParentHasSeats',
        'AND(NOT(ISBLANK(ParentId)), Parent.Seats__c = 0)',
        'The parent has no seats.',
      ) +
      rule('Off', 'TRUE', 'Never.').replace('<active>true</active>', '<active>false</active>'),
  ),
);
afterAll(() => {
  org.close();
});
const session = org.asUser(org.administratorId);
const failure = (message: string, ...fields: string[]) => [
  { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message, fields },
];

describe('A validation rule', () => {
  it('refuses a record with its own words and field, and leaves no trace of it', () => {
    const { id, errors } = session.insert('Account', { Name: 'Negative', Seats__c: -1 });
    expect([id, errors]).toEqual([null, failure('Seats must not be negative.', 'Seats__c')]);
    expect(column(org, "SELECT COUNT(Id) FROM Account WHERE Name = 'Negative'")).toEqual([0]);
  });

  it('lets blanks pass: nothing is less than zero', () => {
    expect(session.insert('Account', { Name: 'Blank' }).success).toBe(true);
  });

  it('sees the values of before', () => {
    const id = inserted(org, 'Account', { Name: 'Stages', Stage__c: 'Open' });
    expect(session.update('Account', { Id: id, Stage__c: 'Won' }).success).toBe(true);
    expect(session.update('Account', { Id: id, Stage__c: 'Open' }).errors).toEqual(
      failure('Won is final.'),
    );
    expect(session.update('Account', { Id: id, Stage__c: 'Won' }).success).toBe(true);
    expect(column(org, `SELECT Stage__c FROM Account WHERE Id = '${id}'`)).toEqual(['Won']);
  });

  it('knows new records from changed ones', () => {
    expect(session.insert('Account', { Name: 'Big', Seats__c: 101 }).errors).toEqual(
      failure('A new Account has at most 100 seats.'),
    );
    const id = inserted(org, 'Account', { Name: 'Grows', Seats__c: 100 });
    expect(session.update('Account', { Id: id, Seats__c: 101 }).success).toBe(true);
  });

  it('looks at parents', () => {
    const parent = inserted(org, 'Account', { Name: 'Empty', Seats__c: 0 });
    expect(session.insert('Account', { Name: 'Child', ParentId: parent }).errors).toEqual(
      failure('The parent has no seats.'),
    );
  });

  it('reports each rule the record breaks', () => {
    const parent = inserted(org, 'Account', { Name: 'Empty', Seats__c: 0 });
    const { errors } = session.insert('Account', { Name: 'Both', ParentId: parent, Seats__c: -1 });
    expect(errors.map(({ message }) => message)).toEqual([
      'Seats must not be negative.',
      'The parent has no seats.',
    ]);
  });

  it.each([
    ['VLOOKUP(1, 2, 3)', 'Unknown function VLOOKUP'],
    ['Seats__c', 'Expected Boolean, received Number'],
    ['Nope__c = 1', 'Field Nope__c does not exist'],
  ])('with the formula %s is refused when it is deployed', (formula, problem) => {
    const { componentFailures } = org.deploy(accountPackage(rule('Wrong', formula, 'x')));
    expect(componentFailures[0]).toMatchObject({
      fullName: 'Account.Wrong',
      componentType: 'ValidationRule',
      problem: expect.stringContaining(problem) as string,
    });
  });
});
