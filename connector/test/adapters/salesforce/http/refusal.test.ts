import { describe, expect, it } from 'vitest';
import {
  faultsOf,
  refusalOf,
  refusalOfNetwork,
} from '../../../../src/adapters/salesforce/http/refusal.ts';

const json = (errorCode: string, message = 'because') => JSON.stringify([{ errorCode, message }]);

describe('refusalOf', () => {
  it.each([
    [403, json('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'), 'quota'],
    [
      403,
      json(
        'REQUEST_LIMIT_EXCEEDED',
        'ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
      ),
      'transient',
    ],
    [401, json('INVALID_SESSION_ID'), 'connection'],
    [403, json('API_DISABLED_FOR_ORG'), 'connection'],
    [400, json('INVALID_FIELD', "No such column 'X__c' on entity 'Account'"), 'permission'],
    [400, json('INVALID_TYPE', "sObject type 'sfLma__License__c' is not supported."), 'permission'],
    [403, json('INSUFFICIENT_ACCESS'), 'permission'],
    [400, json('INVALID_QUERY_LOCATOR'), 'incomplete'],
    [400, json('QUERY_TIMEOUT'), 'transient'],
    [503, json('SERVER_UNAVAILABLE'), 'transient'],
    [500, json('SOMETHING_NEW'), 'transient'],
    [400, json('MALFORMED_QUERY'), 'request'],
    [404, json('NOT_FOUND'), 'request'],
    [429, '', 'transient'],
    [502, '<html><body>Bad gateway</body></html>', 'transient'],
    [414, '<h1>Bad Message 414</h1><pre>reason: URI Too Long</pre>', 'request'],
  ])('takes %i %s for %s', (status, text, kind) => {
    expect(refusalOf({ status, text }, 'do it').error.kind).toBe(kind);
  });

  it('says what was attempted, what Salesforce answered and who can act', () => {
    const { error } = refusalOf(
      { status: 403, text: json('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.') },
      'read the License records',
    );
    expect(error.code).toBe('REQUEST_LIMIT_EXCEEDED');
    expect(error.message).toMatch(
      /^Could not read the License records: Salesforce answered REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded\. .*administrator/,
    );
  });

  it('tells the words of an HTML page without its tags', () => {
    const { error } = refusalOf(
      { status: 414, text: '<h1>Bad Message 414</h1><pre>reason: URI Too Long</pre>' },
      'do it',
    );
    expect(error.code).toBe('HTTP_414');
    expect(error.message).toContain('Bad Message 414 reason: URI Too Long');
  });

  it('knows where nothing can have happened', () => {
    const concurrent = json('REQUEST_LIMIT_EXCEEDED', 'ConcurrentRequests Limit exceeded.');
    expect(refusalOf({ status: 403, text: concurrent }, '').mayHaveHappened).toBe(false);
    expect(refusalOf({ status: 429, text: '' }, '').mayHaveHappened).toBe(false);
    expect(refusalOf({ status: 503, text: '' }, '').mayHaveHappened).toBe(true);
  });

  it.each([
    ['7', 7_000],
    ['86400', 60_000],
    ['soon', 0],
    [undefined, 0],
  ])('reads Retry-After %s as %i ms', (retryAfter, pauseMs) => {
    expect(refusalOf({ status: 503, text: '', retryAfter }, '').pauseMs).toBe(pauseMs);
  });
});

describe('refusalOfNetwork', () => {
  const failing = (code: string) => Object.assign(new Error('it failed'), { code });

  it.each([
    ['ECONNRESET', 'transient', true],
    ['UND_ERR_SOCKET', 'transient', true],
    ['UND_ERR_HEADERS_TIMEOUT', 'transient', true],
    ['ECONNREFUSED', 'transient', false],
    ['ENOTFOUND', 'transient', false],
    ['UND_ERR_CONNECT_TIMEOUT', 'transient', false],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'connection', false],
    ['CERT_HAS_EXPIRED', 'connection', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'connection', false],
  ])('takes %s for %s, with effects possible: %s', (code, kind, mayHaveHappened) => {
    expect(refusalOfNetwork(failing(code), 'do it')).toMatchObject({
      error: { kind },
      mayHaveHappened,
    });
  });
});

describe('faultsOf', () => {
  it('reads the errors of a request and of a save result alike', () => {
    const expected = [{ code: 'STRING_TOO_LONG', message: 'too long', fields: ['Name'] }];
    expect(
      faultsOf([{ errorCode: 'STRING_TOO_LONG', message: 'too long', fields: ['Name'] }]),
    ).toEqual(expected);
    expect(
      faultsOf([{ statusCode: 'STRING_TOO_LONG', message: 'too long', fields: ['Name'] }]),
    ).toEqual(expected);
  });

  it('names the field that Salesforce only mentions', () => {
    const message = "No such column 'MAU__c' on sobject of type Account";
    expect(faultsOf([{ errorCode: 'INVALID_FIELD', message }])[0]?.fields).toEqual(['MAU__c']);
  });

  it('finds none where there is none', () => {
    for (const body of [undefined, null, 'text', [], {}, [1]]) expect(faultsOf(body)).toEqual([]);
  });
});
