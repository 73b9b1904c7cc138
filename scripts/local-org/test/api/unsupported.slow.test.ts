import { afterAll, beforeAll, expect, it } from 'vitest';
import { signedInOrg, type SignedInOrg } from './signed-in-org.ts';

const defects: unknown[] = [];
let org: SignedInOrg;

beforeAll(async () => {
  org = await signedInOrg({
    reportDefect: (error) => {
      defects.push(error);
    },
  });
});

afterAll(() => org.close());

/** What the README's table calls missing is refused by name, so that nobody takes it for an org's own refusal. */
it.each([
  ['GET', '/search?q=FIND+%7BAcme%7D', /SOSL/],
  ['GET', '/parameterizedSearch?q=Acme', /parameterized searches/],
  ['GET', '/query?explain=SELECT+Id+FROM+Account', /explain/],
  ['POST', '/composite/batch', /composite\/batch/],
  ['POST', '/composite/graph', /composite\/graph/],
])('%s %s names what is missing', async (method, path, message) => {
  const { status, json } = await org.call(method, path, method === 'POST' ? { body: {} } : {});
  expect([status, json]).toMatchObject([
    500,
    [{ errorCode: 'UNKNOWN_EXCEPTION', message: expect.stringMatching(message) as string }],
  ]);
  expect(String(defects.pop())).toMatch(/The local org does not support/);
});
