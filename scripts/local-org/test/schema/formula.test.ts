import { afterAll, describe, expect, it } from 'vitest';
import { accountPackage, acmeOrg, column, deployed, fieldXml, inserted } from '../acme-org.ts';

const org = acmeOrg();
deployed(
  org,
  accountPackage(
    [
      fieldXml('Number__c', 'Number', '<precision>18</precision><scale>2</scale>'),
      fieldXml('Blank_Number__c', 'Number', '<precision>18</precision><scale>2</scale>'),
      fieldXml('Share__c', 'Percent', '<precision>5</precision><scale>2</scale>'),
      fieldXml('Day__c', 'Date'),
      fieldXml('Moment__c', 'DateTime'),
      fieldXml('Flag__c', 'Checkbox', '<defaultValue>false</defaultValue>'),
      fieldXml('Note__c', 'Text', '<length>80</length>'),
      fieldXml(
        'Colours__c',
        'MultiselectPicklist',
        '<valueSet><valueSetDefinition><value><fullName>Red</fullName></value><value><fullName>Blue</fullName></value></valueSetDefinition></valueSet><visibleLines>3</visibleLines>',
      ),
    ].join(''),
  ),
);
const parent = inserted(org, 'Account', { Name: 'Parent & Co', Number__c: 7 });
inserted(org, 'Account', {
  Name: 'Acme',
  ParentId: parent,
  Industry: 'Media',
  Number__c: 12.5,
  Share__c: 25,
  Day__c: '2026-01-31',
  Moment__c: '2026-11-24T12:30:00Z',
  Flag__c: true,
  Colours__c: 'Red',
});
afterAll(() => {
  org.close();
});

let fields = 0;

/** Deploys a formula field and reads it. `blanks` says how the formula treats blank numbers. */
function value(formula: string, type: string, blanks = 'BlankAsBlank') {
  const name = `Formula_${fields++}__c`;
  const escaped = formula
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;');
  deployed(
    org,
    accountPackage(
      fieldXml(
        name,
        type,
        `<formula>${escaped}</formula><formulaTreatBlanksAs>${blanks}</formulaTreatBlanksAs>`,
      ),
    ),
  );
  return column(org, `SELECT ${name} FROM Account WHERE Name = 'Acme'`)[0];
}

/** Expected values are from "Formula Operators and Functions", worked out by hand. */
const cases: readonly (readonly [formula: string, type: string, expected: unknown])[] = [
  ['1 + 2 * 3', 'Number', 7],
  ['(1 + 2) * 3', 'Number', 9],
  ['2 ^ 3', 'Number', 8],
  ['7 / 2', 'Number', 3.5],
  ['7 / 0', 'Number', null],
  ['-Number__c', 'Number', -12.5],
  ['Number__c + Blank_Number__c', 'Number', null],
  ['Share__c', 'Percent', 25],
  ['Share__c * 100', 'Number', 25],
  ['ABS(-3)', 'Number', 3],
  ['ROUND(2.345, 2)', 'Number', 2.35],
  ['ROUND(1250, -2)', 'Number', 1300],
  ['FLOOR(-1.5)', 'Number', -1],
  ['CEILING(-1.5)', 'Number', -2],
  ['MFLOOR(-1.5)', 'Number', -2],
  ['MAX(1, Number__c, 3)', 'Number', 12.5],
  ['MIN(1)', 'Number', 1],
  ['MOD(7, 4)', 'Number', 3],
  ['SQRT(16)', 'Number', 4],
  ['VALUE("12.5")', 'Number', 12.5],
  ['VALUE("a dozen")', 'Number', null],
  ['LEN(Name)', 'Number', 4],
  ['LEN(Note__c)', 'Number', 0],
  ['FIND("m", Name)', 'Number', 3],
  ['YEAR(Day__c) * 100 + MONTH(Day__c)', 'Number', 202_601],
  ['DAY(Day__c)', 'Number', 31],
  ['WEEKDAY(TODAY())', 'Number', 3],
  ['TODAY() - Day__c', 'Number', 297],
  ['DATEVALUE(Moment__c) - TODAY()', 'Number', 0],
  ['NOW() - Moment__c < 0', 'Checkbox', true],
  ['Day__c + 1', 'Date', '2026-02-01'],
  ['TODAY()', 'Date', '2026-11-24'],
  ['DATE(2024, 2, 29)', 'Date', '2024-02-29'],
  ['DATE(2026, 2, 29)', 'Date', null],
  ['ADDMONTHS(Day__c, 1)', 'Date', '2026-02-28'],
  ['Moment__c + 0.5', 'DateTime', '2026-11-25T00:30:00.000+0000'],
  ['NOW()', 'DateTime', '2026-11-24T10:00:00.000+0000'],
  ['Name & "-" & Parent.Name', 'Text', 'Acme-Parent & Co'],
  ['Name + "!"', 'Text', 'Acme!'],
  ['Note__c', 'Text', null],
  ['Note__c & "x"', 'Text', 'x'],
  ['\'single\' & "double"', 'Text', 'singledouble'],
  ['TEXT(Number__c)', 'Text', '12.5'],
  ['TEXT(30000000)', 'Text', '30000000'],
  ['TEXT(Day__c)', 'Text', '2026-01-31'],
  ['TEXT(Moment__c)', 'Text', '2026-11-24 12:30:00Z'],
  ['TEXT(Industry)', 'Text', 'Media'],
  ['LEFT(Name, 2)', 'Text', 'Ac'],
  ['RIGHT(Name, 2)', 'Text', 'me'],
  ['MID(Name, 2, 2)', 'Text', 'cm'],
  ['UPPER(LOWER("ÄB"))', 'Text', 'ÄB'],
  ['TRIM("  a ")', 'Text', 'a'],
  ['LPAD("7", 3, "0")', 'Text', '007'],
  ['RPAD("7", 3)', 'Text', '7'.padEnd(3)],
  ['SUBSTITUTE("a-b-c", "-", "+")', 'Text', 'a+b+c'],
  ['CASE(Industry, "Media", "M", "Retail", "R", "?")', 'Text', 'M'],
  ['CASE(Number__c, 1, "one", 12.5, "some", "?")', 'Text', 'some'],
  ['IF(Flag__c, "yes", "no")', 'Text', 'yes'],
  ['IF(Blank_Number__c > 1, "more", "not more")', 'Text', 'not more'],
  ['BLANKVALUE(Note__c, "none")', 'Text', 'none'],
  ['BLANKVALUE(Name, "none")', 'Text', 'Acme'],
  ['IF(LEN(Id) = 15, "15", "18") & IF(LEN(CASESAFEID(Id)) = 18, "18", "?")', 'Text', '1518'],
  ['Parent.Parent.Name', 'Text', null],
  ['ISBLANK(Note__c)', 'Checkbox', true],
  ['ISBLANK(Name)', 'Checkbox', false],
  ['ISBLANK(Blank_Number__c)', 'Checkbox', true],
  ['NOT(ISBLANK(Number__c))', 'Checkbox', true],
  ['ISPICKVAL(Industry, "Media")', 'Checkbox', true],
  ['ISPICKVAL(Rating, "")', 'Checkbox', true],
  ['INCLUDES(Colours__c, "Red")', 'Checkbox', true],
  ['INCLUDES(Colours__c, "Re")', 'Checkbox', false],
  ['CONTAINS(Name, "cm")', 'Checkbox', true],
  ['CONTAINS(Name, "CM")', 'Checkbox', false],
  ['BEGINS(Name, "Ac")', 'Checkbox', true],
  ['REGEX(Name, "[A-Z][a-z]{3}")', 'Checkbox', true],
  ['REGEX(Name, "[A-Z]")', 'Checkbox', false],
  ['ISNUMBER("1.5")', 'Checkbox', true],
  ['Name = "ACME"', 'Checkbox', false],
  ['Name == "Acme" && Number__c <> 1', 'Checkbox', true],
  ['Number__c >= 12.5 || 1 / 0 > 1', 'Checkbox', true],
  ['AND(Flag__c, Number__c < 13, true)', 'Checkbox', true],
  ['OR(FALSE, !Flag__c)', 'Checkbox', false],
  ['NOT(Blank_Number__c > 1)', 'Checkbox', true],
  ['Blank_Number__c = null', 'Checkbox', true],
  ['Day__c < DATE(2026, 2, 1) /* a comment */', 'Checkbox', true],
];

describe('A formula field', () => {
  it.each(cases)('%s', (formula, type, expected) => {
    expect(value(formula, type)).toEqual(expected);
  });

  it('takes a blank number for zero only when it says so', () => {
    expect(value('Blank_Number__c + 1', 'Number', 'BlankAsZero')).toBe(1);
    expect(value('Blank_Number__c + 1', 'Number', 'BlankAsBlank')).toBeNull();
    expect(value('ISBLANK(Blank_Number__c)', 'Checkbox', 'BlankAsZero')).toBe(true);
    expect(value('BLANKVALUE(Blank_Number__c, 5)', 'Number', 'BlankAsZero')).toBe(5);
  });

  it('can be filtered, sorted and grouped by, and follows what it is computed from', () => {
    const formula = 'Number__c * 2';
    const twice = fieldXml('Twice__c', 'Number', `<formula>${formula}</formula>`);
    deployed(org, accountPackage(twice));
    expect(column(org, 'SELECT Name FROM Account WHERE Twice__c > 20')).toEqual(['Acme']);
    expect(column(org, 'SELECT Name FROM Account ORDER BY Twice__c')).toEqual([
      'Parent & Co',
      'Acme',
    ]);
    expect(column(org, 'SELECT SUM(Twice__c) FROM Account')).toEqual([39]);
  });

  it('may be made of other formulas, deployed in any order', () => {
    deployed(
      org,
      accountPackage(
        fieldXml('Second__c', 'Number', '<formula>First__c + 1</formula>') +
          fieldXml('First__c', 'Number', '<formula>Number__c + 1</formula>'),
      ),
    );
    expect(column(org, "SELECT Second__c FROM Account WHERE Name = 'Acme'")).toEqual([14.5]);
  });
});

const faults: readonly (readonly [formula: string, type: string, problem: string])[] = [
  ['VLOOKUP(1, 2, 3)', 'Text', 'VLOOKUP'],
  ['Nope__c', 'Text', 'Field Nope__c does not exist. Check spelling.'],
  ['Parent.Nope__c', 'Text', 'Field Nope__c does not exist'],
  ['Nowhere.Name', 'Text', 'Field Nowhere.Name does not exist'],
  [
    'Name * 2',
    'Number',
    "Incorrect parameter type for operator '*'. Expected Number, received Text",
  ],
  ['Name & 2', 'Text', "Incorrect parameter type for operator '&amp;'".replace('&amp;', '&')],
  [
    'IF(Name, 1, 2)',
    'Number',
    "Incorrect parameter type for function 'IF()'. Expected Boolean, received Text",
  ],
  ['IF(Flag__c, 1, "a")', 'Number', "Incorrect parameter type for function 'IF()'"],
  [
    'LEFT(Name)',
    'Text',
    "Incorrect number of parameters for function 'LEFT()'. Expected 2, received 1",
  ],
  ['1 +', 'Number', 'Syntax error. Found the end'],
  ['1 2', 'Number', "Syntax error. Found '2'"],
  ['#', 'Number', "Syntax error. Found '#'"],
  ['"a', 'Text', 'Syntax error'],
  ['Industry = "Media"', 'Checkbox', 'Picklist fields are only supported in certain functions'],
  [
    'Number__c',
    'Text',
    'Formula result is data type (number), incompatible with expected data type (text)',
  ],
  ['REGEX(Name, "(")', 'Checkbox', 'Invalid regular expression'],
  ['ISCHANGED(Name)', 'Checkbox', 'can only be used where a record is saved'],
  ['Self__c + 1', 'Number', 'does not exist'],
];

describe('A formula that means nothing', () => {
  it.each(faults)('%s is refused when it is deployed', (formula, type, problem) => {
    const escaped = formula
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('"', '&quot;');
    const { success, componentFailures } = org.deploy(
      accountPackage(fieldXml('Wrong__c', type, `<formula>${escaped}</formula>`)),
    );
    expect(success).toBe(false);
    expect(componentFailures[0]?.problem).toContain(problem);
  });

  it('that refers to itself is refused', () => {
    deployed(org, accountPackage(fieldXml('Loop_A__c', 'Number', '<formula>Number__c</formula>')));
    deployed(org, accountPackage(fieldXml('Loop_B__c', 'Number', '<formula>Loop_A__c</formula>')));
    const { componentFailures } = org.deploy(
      accountPackage(fieldXml('Loop_A__c', 'Number', '<formula>Loop_B__c</formula>')),
    );
    expect(componentFailures[0]?.problem).toContain('refers to itself');
    expect(column(org, "SELECT Loop_B__c FROM Account WHERE Name = 'Acme'")).toEqual([12.5]);
  });
});
