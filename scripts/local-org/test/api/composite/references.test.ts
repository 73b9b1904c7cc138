import { describe, expect, it } from 'vitest';
import { withReferences } from '../../../api/composite/references.ts';

const results = new Map<string, unknown>([
  ['account', { id: '001A', success: true }],
  ['rows', [{ id: '001B' }, { id: '001C' }]],
  [
    'found',
    {
      totalSize: 1,
      nextRecordsUrl: '/services/data/v62.0/query/0r8-2000',
      records: [{ Id: '001D', Owner: { Name: 'Ada' } }],
    },
  ],
]);

describe('withReferences', () => {
  it.each([
    ['a field', '@{account.id}', '001A'],
    ['a row of a list', '@{rows[1].id}', '001C'],
    ['a nested field', '@{found.records[0].Owner.Name}', 'Ada'],
    ['a number', '@{found.totalSize}', '1'],
    [
      'a part of an address',
      '/sobjects/Account/@{account.id}?fields=Id',
      '/sobjects/Account/001A?fields=Id',
    ],
    ['two at once', '@{rows[0].id},@{rows[1].id}', '001B,001C'],
    ['nothing', 'plain @ {text}', 'plain @ {text}'],
  ])('replaces %s', (_name, value, replaced) => {
    expect(withReferences(value, results)).toBe(replaced);
  });

  it('reaches into bodies and leaves other values alone', () => {
    const body = {
      ParentId: '@{account.id}',
      MAU__c: null,
      Active__c: false,
      ids: ['@{rows[0].id}', 7],
    };
    expect(withReferences(body, results)).toEqual({
      ParentId: '001A',
      MAU__c: null,
      Active__c: false,
      ids: ['001B', 7],
    });
  });

  it.each([
    ['@{nobody.id}', 'No value for nobody.id found in nobody'],
    ['@{account.Name}', 'No value for account.Name found in account'],
    ['@{rows[2].id}', 'No value for rows[2].id found in rows'],
    ['@{found.records}', 'No value for found.records found in found'],
    ['@{account.constructor}', 'No value for account.constructor found in account'],
  ])('refuses %s', (value, message) => {
    expect(() => withReferences(value, results)).toThrow(`Invalid reference specified. ${message}`);
  });
});
