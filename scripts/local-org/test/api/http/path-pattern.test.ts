import { describe, expect, it } from 'vitest';
import { pathParams } from '../../../api/http/path-pattern.ts';

describe('pathParams', () => {
  it.each([
    ['/sobjects/:object/:id', '/sobjects/Account/001', { object: 'Account', id: '001' }],
    ['/sobjects/:object', '//sobjects//Account/', { object: 'Account' }],
    ['/query/:locator', '/query/0r8-2000', { locator: '0r8-2000' }],
    [
      '/sobjects/:object/:field/:value',
      '/sobjects/A/Key__c/a%2Fb%20c',
      { object: 'A', field: 'Key__c', value: 'a/b c' },
    ],
    ['/sobjects/:object', '/sobjects/100%', { object: '100%' }],
    ['/', '', {}],
  ])('fits %s to %s', (pattern, path, params) => {
    expect(pathParams(pattern, path)).toEqual(params);
  });

  it.each([
    ['/sobjects/:object', '/sobjects'],
    ['/sobjects', '/sObjects'],
    ['/sobjects/:object', '/sobjects/Account/001'],
  ])('does not fit %s to %s', (pattern, path) => {
    expect(pathParams(pattern, path)).toBeNull();
  });
});
