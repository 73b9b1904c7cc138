import { afterAll, describe, expect, it } from 'vitest';
import {
  acmeOrg,
  column,
  inserted,
  packageOf,
  objectFile,
  fieldXml,
  deployed,
} from '../acme-org.ts';

const org = acmeOrg();
deployed(
  org,
  packageOf(
    { CustomObject: ['Word__c'] },
    {
      'objects/Word__c.object': objectFile(
        'Word',
        fieldXml(
          'Exact__c',
          'Text',
          '<length>80</length><unique>true</unique><externalId>true</externalId><caseSensitive>true</caseSensitive>',
        ),
      ),
    },
  ),
);
const words = [
  '50%',
  '5_0',
  "O'Neil",
  'back\\slash',
  'Zürich',
  'ΣΊΣΥΦΟΣ',
  'line\nbreak',
  'Kelvin',
  'quote"d',
];
for (const word of words) inserted(org, 'Word__c', { Name: word, Exact__c: word });
afterAll(() => {
  org.close();
});

const cases: readonly (readonly [condition: string, found: readonly string[]])[] = [
  ["Name = 'kelvin'", ['Kelvin']],
  ["Name = 'ZÜRICH'", ['Zürich']],
  ["Name LIKE 'zÜ%'", ['Zürich']],
  ["Name = 'σίσυφοσ'", []],
  ["Name = 'σίσυφος'", ['ΣΊΣΥΦΟΣ']],
  ["Name IN ('zürich', 'KELVIN')", ['Kelvin', 'Zürich']],
  ["Name LIKE '50\\%'", ['50%']],
  ["Name LIKE '5\\_0'", ['5_0']],
  ["Name LIKE '5_%'", ['50%', '5_0']],
  ["Name LIKE '%\\\\%'", ['back\\slash']],
  ["Name = 'back\\\\slash'", ['back\\slash']],
  ["Name = 'O\\'Neil'", ["O'Neil"]],
  ["Name = 'quote\\\"d'", ['quote"d']],
  ["Name = 'line\\nbreak'", ['line\nbreak']],
  ["Exact__c = 'kelvin'", []],
  ["Exact__c = 'Kelvin'", ['Kelvin']],
  ["Name = 'x\\' OR Name != \\'x'", []],
];

describe('Text in SOQL', () => {
  it.each(cases)('%s', (condition, found) => {
    const names = column(org, `SELECT Name FROM Word__c WHERE ${condition} ORDER BY Name`);
    expect(names).toEqual(found);
  });

  it('tells ids apart that differ in case only', () => {
    const [id = ''] = column(org, "SELECT Id FROM Word__c WHERE Name = 'Kelvin'").map(String);
    expect(column(org, `SELECT Name FROM Word__c WHERE Id = '${id.slice(0, 15)}'`)).toEqual([
      'Kelvin',
    ]);
    const other = id.slice(0, 15).replace('Lo', 'lO');
    expect(column(org, `SELECT Name FROM Word__c WHERE Id = '${other}'`)).toEqual([]);
  });
});
