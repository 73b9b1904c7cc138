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

it.each([
  ['ent', 'Enterprise'],
  ['smb;ent', 'Small, Enterprise'],
  [['smb', 'ent'], 'Small, Enterprise'],
  ['smb;gone', 'Small, gone'],
  ['gone', 'gone'],
  ['gone;before', 'gone;before'],
  ['a;b', 'A or B'],
])('c/directoryCell shows the labels of the picklist values %p', (value, text) => {
  const options = [
    { value: 'ent', label: 'Enterprise' },
    { value: 'smb', label: 'Small' },
    { value: 'a;b', label: 'A or B' },
  ];
  const segment = { ...column('Segment__c', 'picklist'), options };
  expect(cellText(segment, row({ Segment__c: value }))).toBe(text);
});

it('c/directoryCell tells unlimited seats from none', () => {
  const seats = column('internalSeats', 'number');
  expect(cellText(seats, row({ internalSeats: null, internalSeatsSource: 'license' }))).toBe(
    'Unlimited',
  );
  expect(cellText(seats, row({ internalSeats: null, internalSeatsSource: 'none' }))).toBe('');
});
