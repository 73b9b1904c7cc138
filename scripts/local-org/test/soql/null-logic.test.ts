import { afterAll, describe, expect, it } from 'vitest';
import {
  accountPackage,
  acmeOrg,
  column,
  deployed,
  fieldXml,
  inserted,
  names,
} from '../acme-org.ts';

/**
 * Records whose fields are blank (B), small (S) and large (L). SOQL knows two truth values: a blank field equals null
 * and nothing else, and what isn't true is false (SOQL reference, "Use null in WHERE").
 */
const org = acmeOrg();
deployed(
  org,
  accountPackage(
    [
      fieldXml('Text__c', 'Text', '<length>80</length>'),
      fieldXml('Number__c', 'Number', '<precision>18</precision><scale>0</scale>'),
      fieldXml('Day__c', 'Date'),
      fieldXml('Moment__c', 'DateTime'),
      fieldXml('Flag__c', 'Checkbox', '<defaultValue>false</defaultValue>'),
      fieldXml(
        'Colours__c',
        'MultiselectPicklist',
        '<valueSet><valueSetDefinition><value><fullName>Red</fullName></value><value><fullName>Blue</fullName></value><value><fullName>Green</fullName></value></valueSetDefinition></valueSet><visibleLines>3</visibleLines>',
      ),
    ].join(''),
  ),
);
const small = inserted(org, 'Account', {
  Name: 'S',
  Text__c: 'alpha',
  Number__c: 1,
  Day__c: '2026-11-23',
  Moment__c: '2026-11-23T23:59:59Z',
  Flag__c: false,
  Colours__c: 'Red;Blue',
});
inserted(org, 'Account', {
  Name: 'L',
  ParentId: small,
  Text__c: 'Omega',
  Number__c: 9,
  Day__c: '2026-11-25',
  Moment__c: '2026-11-24T00:00:00Z',
  Flag__c: true,
  Colours__c: 'Green',
});
inserted(org, 'Account', { Name: 'B' });
afterAll(() => {
  org.close();
});

const cases: readonly (readonly [condition: string, found: string])[] = [
  ['Number__c = null', 'B'],
  ['Number__c != null', 'L S'],
  ['Number__c = 1', 'S'],
  ['Number__c != 1', 'B L'],
  ['Number__c <> 1', 'B L'],
  ['Number__c < 5', 'S'],
  ['Number__c >= 1', 'L S'],
  ['Number__c > null', ''],
  ['NOT Number__c < 5', 'B L'],
  ['NOT Number__c = 1', 'B L'],
  ['NOT (Number__c = 1 OR Number__c = 9)', 'B'],
  ['(NOT Number__c = 1) AND (NOT Number__c = 9)', 'B'],
  ['NOT (NOT Number__c = 1)', 'S'],
  ['NOT Number__c = 1 AND Number__c != null', 'L'],
  ['Number__c IN (1, 9)', 'L S'],
  ['Number__c IN (1, null)', 'B S'],
  ['Number__c NOT IN (1)', 'B L'],
  ['Number__c NOT IN (1, null)', 'L'],
  ['NOT Number__c NOT IN (1)', 'S'],
  ["Text__c = ''", 'B'],
  ["Text__c != ''", 'L S'],
  ["Text__c = 'ALPHA'", 'S'],
  ["Text__c != 'ALPHA'", 'B L'],
  ["Text__c > 'b'", 'L'],
  ["Text__c LIKE '%A'", 'L S'],
  ["NOT Text__c LIKE '%pha'", 'B L'],
  ["Text__c IN ('OMEGA', 'x')", 'L'],
  ["Text__c NOT IN ('OMEGA', 'x')", 'B S'],
  ['Flag__c = false', 'B S'],
  ['Flag__c = null', 'B S'],
  ['Flag__c != null', 'L'],
  ['Flag__c != true', 'B S'],
  ['Parent.Flag__c = false', 'B L S'],
  ['Parent.Flag__c = true', ''],
  ['Parent.Name = null', 'B S'],
  ["Parent.Name != 'S'", 'B S'],
  ['ParentId = null', 'B S'],
  [`ParentId = '${small.slice(0, 15)}'`, 'L'],
  [`ParentId != '${small}'`, 'B S'],
  ['Day__c = TODAY', ''],
  ['Day__c != TODAY', 'B L S'],
  ['Day__c < TODAY', 'S'],
  ['Day__c <= TODAY', 'S'],
  ['Day__c > TODAY', 'L'],
  ['Day__c = YESTERDAY', 'S'],
  ['Day__c IN (YESTERDAY, TOMORROW)', 'L S'],
  ['Day__c NOT IN (YESTERDAY, TOMORROW)', 'B'],
  ['Day__c = 2026-11-25', 'L'],
  ['Moment__c = TODAY', 'L'],
  ['Moment__c < TODAY', 'S'],
  ['Moment__c >= 2026-11-24T00:00:00Z', 'L'],
  ['Moment__c < 2026-11-24T01:00:00+01:00', 'S'],
  ["Colours__c INCLUDES ('Red')", 'S'],
  ["Colours__c INCLUDES ('Red;Blue')", 'S'],
  ["Colours__c INCLUDES ('Red;Green')", ''],
  ["Colours__c INCLUDES ('Red', 'Green')", 'L S'],
  ["Colours__c EXCLUDES ('Red')", 'B L'],
  ["Colours__c = 'Red;Blue'", 'S'],
  ['CALENDAR_MONTH(Day__c) = 11', 'L S'],
  ['DAY_ONLY(Moment__c) = 2026-11-24', 'L'],
];

describe('WHERE', () => {
  it.each(cases)('%s finds %j', (condition, found) => {
    expect(names(org, `SELECT Name FROM Account WHERE ${condition} ORDER BY Name`)).toBe(found);
  });

  it('says the same of every condition and its negation: each record is in exactly one', () => {
    // The parser can't nest NOT three times.
    const nestable = cases.filter(([condition]) => !condition.startsWith('NOT (NOT'));
    for (const [condition] of nestable) {
      const yes = column(org, `SELECT Name FROM Account WHERE ${condition}`);
      const no = column(org, `SELECT Name FROM Account WHERE NOT (${condition})`);
      expect([...yes, ...no].sort(), condition).toEqual(['B', 'L', 'S']);
    }
  });
});

describe('ORDER BY', () => {
  const orders: readonly (readonly [order: string, expected: string])[] = [
    ['Number__c', 'B S L'],
    ['Number__c DESC', 'B L S'],
    ['Number__c NULLS LAST', 'S L B'],
    ['Number__c DESC NULLS LAST', 'L S B'],
    ['Text__c', 'B S L'],
    ['Flag__c, Name DESC', 'S B L'],
    ['Parent.Name NULLS LAST, Name', 'L B S'],
  ];
  it.each(orders)('%s gives %s', (order, expected) => {
    expect(names(org, `SELECT Name FROM Account ORDER BY ${order}`)).toBe(expected);
  });
});
