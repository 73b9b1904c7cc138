import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  updateHeader,
  updateLine,
  updateRecord,
} from '../../../../src/adapters/salesforce/accounts/account-update.ts';
import type { AccountUpdate } from '../../../../src/domain/change.ts';

const accountId = '0015g00000AbCdEAAV';
const fields = ['MAU__c', 'WAU__c', 'DAU__c', 'Seats__c'];

type FieldState = Readonly<Record<string, number | null>>;

/** What Salesforce documents of JSON: every key sets its field, `null` clears it, what is absent stays. */
function afterJson(before: FieldState, json: string): FieldState {
  const body = JSON.parse(json) as Record<string, unknown>;
  const set = Object.entries(body).filter(([key]) => key !== 'Id' && key !== 'attributes');
  return { ...before, ...(Object.fromEntries(set) as FieldState) };
}

/** What Salesforce documents of CSV: an empty cell is ignored, `#N/A` clears, everything else sets. */
function afterCsv(before: FieldState, csv: string): FieldState {
  const [head = '', line = ''] = csv.split('\n');
  const cells = line.split(',');
  const after: Record<string, number | null> = { ...before };
  head.split(',').forEach((field, place) => {
    const cell = cells[place] ?? '';
    if (field === 'Id' || cell === '') return;
    after[field] = cell === '#N/A' ? null : Number(cell);
  });
  return after;
}

const value = fc.oneof(
  fc.constant(null),
  fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((number) => (Object.is(number, -0) ? 0 : number)),
);
const values = fc.dictionary(fc.constantFrom(...fields), value, { noNullPrototype: true });
const state = fc.record(Object.fromEntries(fields.map((field) => [field, value])));

describe('the two spellings of an update', () => {
  it('do the same to every Account, whatever other rows share the file', () => {
    fc.assert(
      fc.property(state, values, (before, own) => {
        const update: AccountUpdate = { accountId, values: own };
        const csv = updateHeader(fields) + updateLine(update, fields);
        const json = JSON.stringify(updateRecord(update));
        expect(afterCsv(before, csv)).toEqual(afterJson(before, json));
        expect(afterJson(before, json)).toEqual({ ...before, ...own });
      }),
      { numRuns: 500 },
    );
  });

  it('tell NULL, 0 and "leave alone" apart', () => {
    const update: AccountUpdate = { accountId, values: { MAU__c: null, WAU__c: 0 } };
    expect(updateRecord(update)).toEqual({
      attributes: { type: 'Account' },
      Id: accountId,
      MAU__c: null,
      WAU__c: 0,
    });
    expect(updateHeader(fields)).toBe('Id,MAU__c,WAU__c,DAU__c,Seats__c\n');
    expect(updateLine(update, fields)).toBe(`${accountId},#N/A,0,,\n`);
  });

  it.each([
    [{ accountId, values: { MAU__c: NaN } }, 'INVALID_VALUE'],
    [{ accountId, values: { MAU__c: Infinity } }, 'INVALID_VALUE'],
    [{ accountId: '001', values: { MAU__c: 1 } }, 'INVALID_VALUE'],
    [{ accountId, values: { 'MAU__c,Name': 1 } }, 'INVALID_FIELD_NAME'],
  ])('refuse %j, which JSON or CSV would turn into something else', (update, code) => {
    expect(() => updateRecord(update)).toThrow(expect.objectContaining({ code }));
    expect(() => updateLine(update, fields)).toThrow(expect.objectContaining({ code }));
  });

  it('refuse a header that is not of field names', () => {
    expect(() => updateHeader(['MAU__c,Name'])).toThrow(
      expect.objectContaining({ code: 'INVALID_FIELD_NAME' }),
    );
  });
});
