import { describe, expect, it } from 'vitest';
import { id15, id18, isSalesforceId } from '../../src/domain/salesforce-id.ts';

describe('a Salesforce id', () => {
  // Pairs that public documentation shows.
  it.each([
    ['001A0000006Vm9r', '001A0000006Vm9rIAC'],
    ['003D000000QYVZJ', '003D000000QYVZJIA5'],
  ])('%s has the long spelling %s', (short, long) => {
    expect(id18(short)).toBe(long);
    expect(id15(long)).toBe(short);
    expect(id18(long)).toBe(long);
  });

  it('has 15 or 18 letters and digits', () => {
    expect(isSalesforceId('001A0000006Vm9r')).toBe(true);
    expect(isSalesforceId('001A0000006Vm9rIAC')).toBe(true);
    expect(isSalesforceId("001A0000006Vm9' OR")).toBe(false);
    expect(isSalesforceId('001A0000006Vm9rI')).toBe(false);
  });
});
