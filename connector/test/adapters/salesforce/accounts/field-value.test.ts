import { describe, expect, it } from 'vitest';
import { fieldValue } from '../../../../src/adapters/salesforce/accounts/field-value.ts';
import { objectDescription } from '../../../../src/adapters/salesforce/setup/object-description.ts';
import { describedField } from '../setup/set-up.ts';

const field = (type: string) => {
  const { fields } = objectDescription({ fields: [describedField('X__c', type)] }, 'describe');
  const found = fields.get('x__c');
  if (!found) throw new Error('The description has the field.');
  return found;
};

describe('fieldValue', () => {
  it.each([
    ['double', 12345678, '1.2345678E7', 12345678],
    ['double', 0, '0', 0],
    ['double', 0.5, '0.5', 0.5],
    ['double', -3, '-3', -3],
    ['int', 42, '42', 42],
    ['currency', 30_000_000, '3.00E+07', 30_000_000],
    ['percent', 12.5, '12.5', 12.5],
    ['boolean', true, 'true', true],
    ['boolean', false, 'false', false],
    ['date', '2026-11-24', '2026-11-24', '2026-11-24'],
    ['picklist', '007', '007', '007'],
    ['string', 'true', 'true', 'true'],
    ['multipicklist', 'a;b', 'a;b', 'a;b'],
    ['double', null, '', null],
    ['boolean', null, '', null],
    ['string', null, '', null],
  ])('reads a %s the same from JSON %j and CSV %j', (type, json, csv, value) => {
    expect(fieldValue(json, field(type))).toBe(value);
    expect(fieldValue(csv, field(type))).toBe(value);
  });

  it.each([
    ['double', 'many'],
    ['double', '1,5'],
    ['double', true],
    ['boolean', 'maybe'],
    ['address', { city: 'Bern' }],
  ])('does not take a %s of %j for empty', (type, raw) => {
    expect(() => fieldValue(raw, field(type))).toThrow(
      expect.objectContaining({ kind: 'incomplete', code: 'UNREADABLE_VALUE' }),
    );
  });
});
