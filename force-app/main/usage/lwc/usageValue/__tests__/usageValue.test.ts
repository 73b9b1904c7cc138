import { renewalText, seatsText, sourceText, usageText } from 'c/usageValue';

describe('c/usageValue', () => {
  it.each([
    ['Number', 42, '42'],
    ['Number', 0, '0'],
    ['NotLicensed', null, 'Not licensed'],
    ['NoData', null, 'No data yet'],
    ['Pending', null, 'Not written yet'],
    ['Hidden', null, 'Hidden'],
    ['Paused', null, 'Paused'],
    ['Unknown', null, 'Empty'],
  ])('shows %s %p as %s', (state, value, text) => {
    expect(usageText({ state, value })).toBe(text);
  });

  it('tells unlimited, none and 0 seats apart', () => {
    expect(seatsText({ value: null, isUnlimited: true, source: 'license' })).toBe('Unlimited');
    expect(seatsText({ value: null, isUnlimited: false, source: 'none' })).toBe('None');
    expect(seatsText({ value: 0, isUnlimited: false, source: 'license' })).toBe('0');
  });

  it('tells a perpetual license from none', () => {
    expect(renewalText({ value: '2027-01-31', source: 'license' })).toBe('Jan 31, 2027');
    expect(renewalText({ value: null, source: 'license' })).toBe('Does not expire');
    expect(renewalText({ value: null, source: 'none' })).toBe('None');
  });

  it('says where a value is from', () => {
    expect(sourceText({ isUnlimited: false, source: 'override', accountField: 'Seats__c' })).toBe(
      'from the field Seats__c',
    );
    expect(sourceText({ isUnlimited: false, source: 'estimate' })).toBe('estimated by ISVapp');
  });
});
