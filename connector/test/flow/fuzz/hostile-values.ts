import fc from 'fast-check';

/** Text that breaks out of something where it is not handled: of SQL, of a path, of a header, of a page, of an encoding. */
const hostileTexts = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\r\nSet-Cookie: owned=1',
  '../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  "'; drop table organization; --",
  '" onmouseover="alert(1)',
  '<script>alert(1)</script>',
  '=HYPERLINK("http://x")',
  '\u202e\u200b\ufeff',
  '\ud800',
  '💥'.repeat(50),
  '0',
  '-1',
  '1e309',
  '99999999999999999999',
  'null',
  'true',
  '[object Object]',
  '__proto__',
  'constructor',
  'a'.repeat(5_000),
  '00D000000000001AAA',
  '9999-99-99T99:99:99.999Z',
] as const;

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

/** A value of another type, or of the right one and out of all bounds. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, true, 0, -0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER + 2, [], {}),
  fc.array(fc.constantFrom<unknown>(null, 'x', 1), { minLength: 300, maxLength: 400 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Bodies that are no JSON, or not the JSON that is declared. */
export const malformedBody: fc.Arbitrary<{ readonly type: string; readonly text: string }> =
  fc.constantFrom(
    { type: 'application/json', text: '' },
    { type: 'application/json', text: '{' },
    { type: 'application/json', text: '{"__proto__":{"admin":true}}' },
    { type: 'application/json', text: '[]' },
    { type: 'application/json', text: 'null' },
    { type: 'application/json', text: '"text"' },
    { type: 'application/json', text: `{"a":"${'x'.repeat(70_000)}"}` },
    { type: 'application/json', text: '['.repeat(20_000) },
    { type: 'application/json; charset=utf-16', text: '{}' },
    { type: 'text/plain', text: 'dryRun=true' },
    { type: 'application/x-www-form-urlencoded', text: 'dryRun=true' },
    { type: 'multipart/form-data; boundary=x', text: '--x--' },
    {
      type: 'application/xml',
      text: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    },
    { type: 'not a type', text: '{}' },
  );
