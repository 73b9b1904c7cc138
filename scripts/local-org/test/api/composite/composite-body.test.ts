import { describe, expect, it } from 'vitest';
import { compositeBody } from '../../../api/composite/composite-body.ts';

const url = '/services/data/v62.0/sobjects/Account';

function subRequests(count: number, over: object = {}) {
  return Array.from({ length: count }, (_, index) => ({
    method: 'GET',
    url,
    referenceId: `ref${index}`,
    ...over,
  }));
}

describe('compositeBody', () => {
  it('takes 25 subrequests, of which 5 are queries or collections', () => {
    const collections = subRequests(5, { url: '/services/data/v62.0/composite/sobjects' });
    const records = subRequests(20).map((each) => ({
      ...each,
      referenceId: `r${each.referenceId}`,
    }));
    const { allOrNone, subRequests: parsed } = compositeBody({
      compositeRequest: [...collections, ...records],
    });
    expect([allOrNone, parsed.length]).toEqual([false, 25]);
  });

  it.each([
    ['26 subrequests', { compositeRequest: subRequests(26) }, 'at most 25'],
    [
      '6 queries',
      {
        compositeRequest: subRequests(6, {
          url: '/services/data/v62.0/query?q=SELECT+Id+FROM+Account',
        }),
      },
      'at most 5',
    ],
    [
      '6 pages of a query',
      { compositeRequest: subRequests(6, { url: '/services/data/v62.0/query/0r8-2000' }) },
      'at most 5',
    ],
    [
      'a method nobody knows',
      { compositeRequest: subRequests(1, { method: 'get' }) },
      'method must be',
    ],
    [
      'no address',
      { compositeRequest: subRequests(1, { url: undefined }) },
      'url must be specified',
    ],
    [
      'no reference id',
      { compositeRequest: subRequests(1, { referenceId: undefined }) },
      'referenceId must be specified',
    ],
    [
      'a reference id with a dash',
      { compositeRequest: subRequests(1, { referenceId: 'a-b' }) },
      "Provided referenceId ('a-b')",
    ],
    [
      'the same reference id twice',
      { compositeRequest: subRequests(2, { referenceId: 'a' }) },
      'Duplicate reference id',
    ],
    ['no list', {}, 'compositeRequest'],
  ])('refuses %s', (_name, body, message) => {
    expect(() => compositeBody(body)).toThrow(message);
  });
});
