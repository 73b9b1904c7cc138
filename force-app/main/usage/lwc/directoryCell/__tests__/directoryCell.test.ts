import type { Column } from 'apex/DirectoryController';
import { cellText } from 'c/directoryCell';

const column = (key: string, filterType: string): Column => ({
  key,
  filterType,
  label: key,
  isDisplayField: true,
});
const row = (values: Record<string, unknown>) => ({ accountId: '1', name: 'Acme', values });

it.each([
  ['number', 0, '0'],
  ['number', null, ''],
  ['date', '2027-01-31', 'Jan 31, 2027'],
  ['datetime', '2026-11-24T20:00:00.000Z', 'Nov 24, 2026'],
  ['checkbox', false, 'No'],
  ['checkbox', true, 'Yes'],
  ['picklist', 'A;B', 'A;B'],
  ['picklist', ['A', 'B'], 'A, B'],
  ['text', 'x', 'x'],
])('c/directoryCell shows a %s %p', (type, value, text) => {
  expect(cellText(column('Field__c', type), row({ Field__c: value })).slice(0, 12)).toBe(text);
});

it('c/directoryCell tells unlimited seats from none', () => {
  const seats = column('internalSeats', 'number');
  expect(cellText(seats, row({ internalSeats: null, internalSeatsSource: 'license' }))).toBe(
    'Unlimited',
  );
  expect(cellText(seats, row({ internalSeats: null, internalSeatsSource: 'none' }))).toBe('');
});
