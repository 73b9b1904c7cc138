import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedInOrg, tokenRequest, type SignedInOrg } from './signed-in-org.ts';

let org: SignedInOrg;
beforeAll(async () => {
  org = await signedInOrg();
});
afterAll(() => org.close());

const account = (referenceId: string, values: object) => ({
  attributes: { type: 'Account', referenceId },
  ...values,
});

const tree = (records: unknown) =>
  org.call('POST', '/composite/tree/Account', { body: { records } });

const contacts = (...names: (string | null)[]) => ({
  records: names.map((LastName, at) => ({
    attributes: { type: 'Contact', referenceId: `c${at}` },
    LastName,
  })),
});

describe('An sObject tree', () => {
  it('is created with its children', async () => {
    const answer = await tree([account('a', { Name: 'Tree', Contacts: contacts('Leaf', 'Twig') })]);
    expect([answer.status, answer.json]).toMatchObject([
      201,
      {
        hasErrors: false,
        results: [{ referenceId: 'a' }, { referenceId: 'c0' }, { referenceId: 'c1' }],
      },
    ]);
    const found = await org.call(
      'GET',
      `/query?q=${encodeURIComponent("SELECT LastName FROM Contact WHERE Account.Name = 'Tree' ORDER BY LastName")}`,
    );
    expect(found.json).toMatchObject({ records: [{ LastName: 'Leaf' }, { LastName: 'Twig' }] });
  });

  it('of which a child fails leaves nothing behind and names the child', async () => {
    const answer = await tree([account('a', { Name: 'Bare', Contacts: contacts('Leaf', null) })]);
    expect([answer.status, answer.json]).toMatchObject([
      400,
      {
        hasErrors: true,
        results: [{ referenceId: 'c1', errors: [{ statusCode: 'REQUIRED_FIELD_MISSING' }] }],
      },
    ]);
    const found = await org.call('GET', "/query?q=SELECT+Id+FROM+Account+WHERE+Name='Bare'");
    expect(found.json).toMatchObject({ totalSize: 0 });
  });

  it.each([
    ['the same reference twice', () => [account('a', { Name: 'A' }), account('a', { Name: 'B' })]],
    ['no reference', () => [{ attributes: { type: 'Account' }, Name: 'A' }]],
    ['another type', () => [{ attributes: { type: 'Contact', referenceId: 'a' } }]],
    ['too many', () => Array.from({ length: 201 }, (_, at) => account(`a${at}`, { Name: 'A' }))],
  ])('with %s is refused', async (_case, records) => {
    const answer = await tree(records());
    expect([answer.status, answer.json]).toMatchObject([400, [{ errorCode: 'INVALID_INPUT' }]]);
  });
});

describe('A refresh token', () => {
  const grant = (refresh_token: string) =>
    tokenRequest(org.url, {
      grant_type: 'refresh_token',
      client_id: org.client.clientId,
      refresh_token,
    });

  it('opens a session of the user the app acts as', async () => {
    const { status, json } = await grant(org.client.refreshToken);
    expect(status).toBe(200);
    const token = (json as { access_token: string }).access_token;
    const { json: who } = await org.call('GET', '/services/oauth2/userinfo', { token });
    expect(who).toMatchObject({ preferred_username: org.username });
  });

  it('that is not the app’s opens nothing', async () => {
    expect(await grant('5Aep861nobody')).toMatchObject({
      status: 400,
      json: { error: 'invalid_grant' },
    });
  });
});
