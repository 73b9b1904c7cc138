import type { MappingItem } from 'apex/FieldMappingController';
import type { Result } from 'apex/MappingOutcome';
import { mappingRow } from 'c/mappingRows';

const active: MappingItem = {
  content: 'as shown',
  developerName: 'Metric_MAU',
  label: 'MAU → MAU',
  kind: 'Metric',
  kindLabel: 'Metric',
  accountField: 'MAU__c',
  accountFieldLabel: 'MAU',
  metricKey: 'engagement.mau',
  metricLabel: 'MAU, combined',
  metricState: 'Ready',
  state: 'Active',
  isChangedSinceRun: false,
};
const nothing: Result = {
  developerName: 'Metric_MAU',
  errorCount: 0,
  warningCount: 0,
  lacksData: false,
};
const row = (changes: Partial<MappingItem>, canManage = true) =>
  mappingRow({ ...active, ...changes }, canManage, false);
const actions = (changes: Partial<MappingItem>, canManage = true): string =>
  row(changes, canManage)
    .actions.map(({ value }) => value)
    .join(' ');

describe('c/mappingRows', () => {
  it('names a display field by its own name, and anything else by what it is', () => {
    const display = { kind: 'DisplayField', kindLabel: 'Display field', metricLabel: null };
    expect(row({ ...display, metricKey: null, label: 'Tier' }).what).toBe('Tier');
    const seats = { kind: 'InternalSeats', kindLabel: 'Internal Seat Count', metricLabel: null };
    expect(row({ ...seats, metricKey: null, label: 'Seats' }).what).toBe('Internal Seat Count');
    expect(row({ description: 'For renewals' }).description).toBe('For renewals');
  });

  it.each<[string, Partial<MappingItem>, string]>([
    [
      'a metric',
      { lastResult: { ...nothing, writtenCount: 1200, unchangedCount: 30, clearedCount: 0 } },
      '1,200 written, 30 unchanged.',
    ],
    [
      'a metric that the last run left alone',
      { lastResult: { ...nothing, readCount: 0, writtenCount: 0, unchangedCount: 0 } },
      'The last run had no values of it.',
    ],
    ['a source', { lastResult: { ...nothing, readCount: 9 } }, '9 read.'],
    [
      'a source with remarks',
      { lastResult: { ...nothing, errorCount: 1, warningCount: 2 } },
      '1 error, 2 warnings.',
    ],
    ['a source without', { lastResult: nothing }, 'No problems'],
    ['one that no run met', {}, 'No run has met it yet.'],
    [
      'one that was changed',
      { isChangedSinceRun: true, lastResult: nothing },
      'Changed since the last run: the next one checks it anew.',
    ],
    ['a removed one', { state: 'Removed' }, ''],
    [
      'one that waits for an administrator',
      { state: 'Paused', pausedBy: 'Administrator', isChangedSinceRun: true },
      '',
    ],
  ])('tells the last result of %s', (_case, changes, text) => {
    expect(row(changes).result).toBe(text);
  });

  it.each<[string, Partial<MappingItem>, string]>([
    ['active', {}, 'preview edit pause remove history'],
    [
      'paused by hand',
      { state: 'Paused', pausedBy: 'Administrator' },
      'preview edit resume remove history',
    ],
    [
      'paused by the connector',
      { state: 'Paused', pausedBy: 'Connector' },
      'preview edit pause remove history',
    ],
    ['removed', { state: 'Removed' }, 'restore history'],
  ])('offers what can be done with one that is %s', (_case, changes, offered) => {
    expect(actions(changes)).toBe(offered);
  });

  it('offers who may not change anything to look', () => {
    expect(actions({}, false)).toBe('preview history');
    expect(mappingRow(active, true, true).actions.filter(({ isDisabled }) => !isDisabled)).toEqual([
      expect.objectContaining({ value: 'preview' }),
      expect.objectContaining({ value: 'history' }),
    ]);
    expect(actions({ state: 'Removed' }, false)).toBe('history');
  });

  it('names a field that is gone, and a metric that is not in the catalogue', () => {
    expect(row({ accountField: null, accountFieldLabel: null }).field).toBe(
      'Field no longer exists',
    );
    expect(row({ metricLabel: null }).what).toBe('engagement.mau');
    expect(row({ metricState: 'Removed' }).metricNote).toBe('Removed in ISVapp');
  });
});
