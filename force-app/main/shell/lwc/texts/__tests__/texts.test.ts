import { dayText, durationText, filled, momentText, numberText, reasonText } from 'c/texts';

describe('c/texts', () => {
  it('fills placeholders in, and leaves those without a value', () => {
    expect(filled('{0} of {1}, {2}', 'One', 12345)).toBe('One of 12,345, {2}');
  });

  it('shows a reason as a sentence begins, with days as the user writes them', () => {
    expect(reasonText('counted from 2026-10-01 to 2026-10-31')).toBe(
      'Counted from Oct 1, 2026 to Oct 31, 2026',
    );
    expect(reasonText('License L-2026-10 expired')).toBe('License L-2026-10 expired');
    expect(reasonText('')).toBe('');
  });

  it('tells 0 from nothing', () => {
    expect([numberText(0), numberText(null), numberText(undefined)]).toEqual(['0', '', '']);
  });

  it('shows a moment in the zone of the user, and a day as it is', () => {
    // The stand-in of the user lives in Los Angeles.
    expect(momentText('2026-11-25T03:30:00.000Z')).toMatch(/^Nov 24, 2026, 7:30\sPM$/);
    expect(dayText('2026-11-24')).toBe('Nov 24, 2026');
    expect([momentText(null), dayText(undefined)]).toEqual(['', '']);
  });

  it('writes numbers and days as a user in Germany does', async () => {
    await jest.isolateModulesAsync(async () => {
      jest.doMock('@salesforce/i18n/locale', () => ({ default: 'de-DE' }), { virtual: true });
      const german = await import('c/texts');
      expect(german.filled('{0} of {1}', 9120, 0.5)).toBe('9.120 of 0,5');
      expect(german.dayText('2026-11-04')).toBe('04.11.2026');
      expect(german.momentText('2026-11-25T03:30:00.000Z')).toBe('24.11.2026, 19:30');
      expect(german.reasonText('counted on 2026-11-23')).toBe('Counted on 23.11.2026');
    });
  });

  it.each([
    [0, '0 s'],
    [59, '59 s'],
    [192, '3 min 12 s'],
    [7260, '2 h 1 min'],
    [null, ''],
  ])('shows %p seconds', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});
