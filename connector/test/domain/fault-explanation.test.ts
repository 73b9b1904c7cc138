import { describe, expect, it } from 'vitest';
import type { SalesforceFault } from '../../src/domain/change.ts';
import {
  explainFault,
  explainedCodes,
  type FaultClass,
} from '../../src/domain/fault-explanation.ts';

const fault = (code: string, message = ''): SalesforceFault => ({ code, message, fields: [] });

/** Written out by hand: what the write stage relies on. */
const expected: readonly (readonly [code: string, message: string, faultClass: FaultClass])[] = [
  ['UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record', 'lock'],
  ['SERVER_UNAVAILABLE', '', 'transient'],
  ['QUERY_TIMEOUT', '', 'transient'],
  ['CONNECTION_LOST', '', 'transient'],
  ['UNPROCESSED', 'Bulk job 750 is still running', 'transient'],
  ['REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.', 'quota'],
  [
    'REQUEST_LIMIT_EXCEEDED',
    'ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
    'transient',
  ],
  ['FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Seats must not exceed the contract', 'data'],
  ['STRING_TOO_LONG', '', 'data'],
  ['DUPLICATES_DETECTED', '', 'data'],
  ['INVALID_FIELD', "No such column 'X__c'", 'configuration'],
  [
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    'AccountTrigger: execution of BeforeUpdate caused by: System.NullPointerException',
    'configuration',
  ],
  [
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    'AccountTrigger: execution of AfterUpdate caused by: System.DmlException: UNABLE_TO_LOCK_ROW, unable to obtain',
    'lock',
  ],
  ['INVALID_FIELD_FOR_INSERT_UPDATE', 'Unable to create/update fields: X__c.', 'permission'],
  ['INSUFFICIENT_ACCESS_OR_READONLY', '', 'permission'],
  ['ENTITY_IS_DELETED', 'entity is deleted', 'gone'],
  ['INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', 'gone'],
];

describe('explainFault', () => {
  it.each(expected)('puts %s "%s" in class %s', (code, message, faultClass) => {
    expect(explainFault(fault(code, message)).class).toBe(faultClass);
  });

  it('shows an unknown code as data, with the words of Salesforce', () => {
    expect(explainFault(fault('SOMETHING_NEW', 'the new thing is wrong'))).toEqual({
      class: 'data',
      explanation: 'the new thing is wrong',
    });
  });

  it('is not led astray by names every object has', () => {
    expect(explainFault(fault('constructor', 'odd'))).toEqual({
      class: 'data',
      explanation: 'odd',
    });
  });

  it('explains at least 40 codes', () => {
    expect(explainedCodes().length).toBeGreaterThanOrEqual(40);
  });

  it('says for each code who can act, or that nobody needs to', () => {
    const actors =
      /administrator|Somebody who may edit|developer|author|publisher|whoever runs|support|nothing to do|the next run|approver/i;
    for (const code of explainedCodes()) {
      expect(explainFault(fault(code)).explanation, code).toMatch(actors);
    }
  });
});
