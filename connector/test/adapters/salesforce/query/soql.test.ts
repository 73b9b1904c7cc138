import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  idList,
  knownFieldName,
  plainFieldName,
} from '../../../../src/adapters/salesforce/query/soql.ts';

const known = new Map([['mau__c', { name: 'MAU__c' }]]);

describe('knownFieldName', () => {
  it('gives the spelling of the org', () => {
    expect(knownFieldName('mau__C', known)).toBe('MAU__c');
  });

  it.each([
    'Name FROM Account WHERE Id != null',
    'MAU__c, (SELECT Id FROM Contacts)',
    'Owner.Name',
    "x'",
    'MAU__c ',
    '1st__c',
    '',
    'MAU__c\n',
    '__proto__;',
  ])('refuses %j, which is not a name', (name) => {
    expect(() => knownFieldName(name, known)).toThrow(
      expect.objectContaining({ kind: 'request', code: 'INVALID_FIELD_NAME' }),
    );
  });

  it('refuses a name the integration user does not see', () => {
    expect(() => knownFieldName('Secret__c', known)).toThrow(
      expect.objectContaining({ kind: 'permission', code: 'INVALID_FIELD' }),
    );
  });
});

describe('plainFieldName', () => {
  it('lets nothing through that SOQL or CSV could take for more than a name', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        try {
          expect(plainFieldName(name)).toMatch(/^\w+$/);
        } catch (error) {
          expect(error).toMatchObject({ code: 'INVALID_FIELD_NAME' });
        }
      }),
    );
  });
});

describe('idList', () => {
  it('quotes ids of both lengths', () => {
    expect(idList(['0015g00000AbCdE', '0015g00000AbCdEAAZ'])).toBe(
      "('0015g00000AbCdE','0015g00000AbCdEAAZ')",
    );
  });

  it.each(["0015g00000AbCd'", "x') OR (Id != '", '', '001'])('refuses %j', (id) => {
    expect(() => idList(['0015g00000AbCdE', id])).toThrow(
      expect.objectContaining({ kind: 'request', code: 'MALFORMED_ID' }),
    );
  });
});
