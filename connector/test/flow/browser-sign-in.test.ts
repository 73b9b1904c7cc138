import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientApp } from '../../../scripts/local-org/api/oauth/client-app.ts';
import { memoryAuthorizations } from '../../src/adapters/store/memory-authorizations.ts';
import { openMemoryStore } from '../../src/adapters/store/memory-store.ts';
import type { AuthorizationWanted } from '../../src/domain/authorization.ts';
import { awaitBrowser } from '../../src/entrypoints/cli/browser-callback.ts';
import { salesforceOf } from '../../src/organization-access.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { browserSignIn } from '../../src/service/browser-sign-in.ts';
import { addOrganization } from '../../src/service/connect-organization.ts';
import { removeOrganization } from '../../src/service/remove-organization.ts';
import { integrationUser, seededOrg, type SeededOrg } from '../contract/seeded-org.ts';

const redirectUri = 'http://localhost:8717/oauth/callback';
const rotating: ClientApp = {
  clientId: 'rotating',
  clientSecret: 'consumer-secret',
  approvedUsers: [integrationUser],
  callbackUrls: [redirectUri],
  rotatesRefreshTokens: true,
};

const keeping: ClientApp = { ...rotating, clientId: 'keeping', rotatesRefreshTokens: false };

let time = new Date('2026-11-24T10:00:00.000Z');
const clock: Clock = { now: () => time, sleep: () => Promise.resolve() };

let seeded: SeededOrg;
/** An org where a person is asked, and does not approve by itself. */
let asking: SeededOrg;

beforeAll(async () => {
  seeded = await seededOrg({ approvesAs: integrationUser, clientApps: [rotating, keeping] });
  asking = await seededOrg();
});
afterAll(async () => {
  await seeded[Symbol.asyncDispose]();
  await asking[Symbol.asyncDispose]();
});

const store = openMemoryStore(clock, { current: Buffer.alloc(32, 5), previous: undefined });
const { organizations, keys } = store;
const notRevoked: string[] = [];
const connecting = {
  ...{ organizations, clock, scheduleSpreadMs: 0 },
  onNotRevoked: (_: string, problem: string) => {
    notRevoked.push(problem);
  },
};
const signIn = browserSignIn({
  pending: memoryAuthorizations(clock),
  add: (wanted) => addOrganization(wanted, connecting),
  clock,
});
const wanted = (part: Partial<AuthorizationWanted> = {}): AuthorizationWanted => ({
  instanceUrl: seeded.running.url,
  allowLocalAddress: true,
  clientId: rotating.clientId,
  clientSecret: rotating.clientSecret,
  redirectUri,
  ...part,
});

/** What the browser brings back from Salesforce. */
async function broughtBack(url: string): Promise<URLSearchParams> {
  const answer = await fetch(url, { redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '').searchParams;
}

describe('A sign-in in a browser', () => {
  it('connects the organization, and goes on by refresh tokens that replace each other', async () => {
    const { url } = await signIn.begin(wanted());
    const { organization: added } = await signIn.finish(await broughtBack(url));
    const { organizationId } = seeded.running.org;
    expect(added).toMatchObject({
      id: organizationId,
      instanceUrl: seeded.running.url,
      authKind: 'refresh-token',
    });

    const seen = new Set<unknown>();
    for (let nth = 0; nth < 3; nth += 1) {
      seen.add(JSON.stringify(await organizations.secretOf(organizationId)));
      await using salesforce = await salesforceOf(added, organizations, clock);
      expect(await salesforce.connection.connect()).toMatchObject({ organizationId });
    }
    expect(seen.size).toBe(3);
  });

  it('lets two workers sign in at once', async () => {
    const { url } = await signIn.begin(wanted());
    const { organization: added } = await signIn.finish(await broughtBack(url));
    await using one = await salesforceOf(added, organizations, clock);
    await using other = await salesforceOf(added, organizations, clock);
    const both = await Promise.all([one.connection.connect(), other.connection.connect()]);
    expect(both.map(({ organizationId }) => organizationId)).toEqual([added.id, added.id]);
  });

  it('is finished by the browser that the command line waits for', async () => {
    await using callback = await awaitBrowser({
      port: 8717,
      timeoutMs: 60_000,
      finish: async (parameters) => (await signIn.finish(parameters)).organization,
      nameOf: ({ name }) => name,
    });
    const { url } = await signIn.begin(wanted({ redirectUri: callback.redirectUri }));
    const page = await fetch(url);
    expect(await page.text()).toContain('Acme is connected.');
    expect((await callback.outcome).id).toBe(seeded.running.org.organizationId);
  });
});

describe('What comes back from the browser is refused', () => {
  const refusal = (parameters: URLSearchParams): Promise<unknown> =>
    signIn.finish(parameters).then(
      () => 'finished',
      (error: unknown) => error,
    );

  it('a second time', async () => {
    const { url } = await signIn.begin(wanted());
    const parameters = await broughtBack(url);
    await signIn.finish(parameters);
    expect(await refusal(parameters)).toMatchObject({
      isOurs: false,
      message: expect.stringMatching(/used already.*Begin it again/) as string,
    });
  });

  it('in one of two that come at the same time', async () => {
    const { url } = await signIn.begin(wanted());
    const parameters = await broughtBack(url);
    const both = await Promise.allSettled([signIn.finish(parameters), signIn.finish(parameters)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('with a state that nobody asked with, or none', async () => {
    for (const query of ['state=guessed&code=x', 'code=x', ''])
      expect(await refusal(new URLSearchParams(query))).toMatchObject({ isOurs: false });
  });

  it('after ten minutes', async () => {
    const begun = await signIn.begin(wanted());
    const parameters = await broughtBack(begun.url);
    const before = time;
    time = begun.expiresAt;
    expect(await refusal(parameters)).toMatchObject({ isOurs: false });
    time = before;
  });

  it('where access was denied, with whom to turn to', async () => {
    const { url } = await signIn.begin(
      wanted({ instanceUrl: asking.running.url, clientId: asking.running.client.clientId }),
    );
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ decision: 'deny' }),
    });
    const parameters = new URL(answer.headers.get('location') ?? '').searchParams;
    expect(await refusal(parameters)).toMatchObject({
      isOurs: true,
      message: expect.stringMatching(/access_denied.*choose Allow/) as string,
    });
  });

  it.each(['', 'code='])('with the code "%s"', async (code) => {
    const { url } = await signIn.begin(wanted());
    const state = new URL(url).searchParams.get('state') ?? '';
    const parameters = new URLSearchParams(code);
    parameters.set('state', state);
    expect(await refusal(parameters)).toMatchObject({
      isOurs: true,
      message: expect.stringContaining('Begin the sign-in again') as string,
    });
  });

  it('with a code of somebody else, because it was asked for with another verifier', async () => {
    const mine = await signIn.begin(wanted());
    const theirs = await broughtBack((await signIn.begin(wanted())).url);
    theirs.set('state', new URL(mine.url).searchParams.get('state') ?? '');
    expect(await refusal(theirs)).toMatchObject({ kind: 'connection', code: 'invalid_grant' });
  });

  it('where another organization than the expected one answers, and the access is given back', async () => {
    const { url } = await signIn.begin(
      wanted({
        expectedOrganizationId: '00D000000000009AAA',
        clientId: seeded.running.client.clientId,
        clientSecret: undefined,
      }),
    );
    const parameters = await broughtBack(url);
    expect(await refusal(parameters)).toMatchObject({ code: 'WRONG_ORGANIZATION' });
    expect(await organizations.find('00D000000000009AAA')).toBeUndefined();
  });
});

/** Connects the organization, and tells the token that it is signed in to with. */
async function approved(
  clientId = rotating.clientId,
): Promise<{ readonly id: string; readonly refreshToken: string }> {
  const { url } = await signIn.begin(wanted({ clientId }));
  const { organization } = await signIn.finish(await broughtBack(url));
  const secret = await organizations.secretOf(organization.id);
  if (secret?.kind !== 'refresh-token') throw new Error('no refresh token is kept');
  return { id: organization.id, refreshToken: secret.refreshToken };
}

const atOrg = (endpoint: 'token' | 'revoke', form: Record<string, string>): Promise<Response> =>
  fetch(`${seeded.running.url}/services/oauth2/${endpoint}`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });

describe('An organization that is connected anew', () => {
  const app = { client_id: 'rotating', client_secret: 'consumer-secret' };
  const refreshedBy = async (refreshToken: string): Promise<unknown> => {
    const grant = { grant_type: 'refresh_token', refresh_token: refreshToken };
    return (await atOrg('token', { ...app, ...grant })).json();
  };
  /** Signs in by what is kept now. */
  const connects = async (): Promise<string> => {
    const kept = await organizations.find(seeded.running.org.organizationId);
    if (!kept) throw new Error('nothing is connected');
    await using salesforce = await salesforceOf(kept, organizations, clock);
    return (await salesforce.connection.connect()).organizationId;
  };

  it('has the access it had before revoked at Salesforce, and goes on by the new', async () => {
    const before = await approved();
    const after = await approved();
    expect(after.refreshToken).not.toBe(before.refreshToken);
    expect(await connects()).toBe(before.id);
    expect(await refreshedBy(before.refreshToken)).toMatchObject({ error: 'invalid_grant' });
    expect(notRevoked).toEqual([]);
  });

  it.each([rotating, keeping])(
    'keeps its access where it is connected by the same refresh token of %o again',
    async ({ clientId }) => {
      const { id } = await approved(clientId);
      const secret = await organizations.secretOf(id);
      if (!secret) throw new Error('no secret is kept');
      const { url: instanceUrl } = seeded.running;
      const again = { instanceUrl, allowLocalAddress: true, packageNamespace: '', secret };
      await addOrganization(again, connecting);
      expect(await connects()).toBe(id);
    },
  );

  it('has it revoked where it is connected by another way than a browser', async () => {
    const { id, refreshToken } = await approved();
    const { url: instanceUrl, client } = seeded.running;
    const { clientId, privateKey: privateKeyPem } = client;
    const secret = { kind: 'jwt', clientId, username: integrationUser, privateKeyPem } as const;
    const anew = { instanceUrl, allowLocalAddress: true, packageNamespace: '', secret };
    await addOrganization(anew, connecting);
    expect(await connects()).toBe(id);
    expect(await refreshedBy(refreshToken)).toMatchObject({ error: 'invalid_grant' });
  });

  it('keeps what it had where the new does not work', async () => {
    await approved();
    const { url: instanceUrl } = seeded.running;
    const secret = { kind: 'client-credentials', clientId: 'none', clientSecret: 'wrong' } as const;
    const anew = { instanceUrl, allowLocalAddress: true, packageNamespace: '', secret };
    await expect(addOrganization(anew, connecting)).rejects.toThrow();
    expect(await connects()).toBe(seeded.running.org.organizationId);
  });

  it('is connected where Salesforce refuses to revoke it, too, and it is told who can', async () => {
    await approved();
    seeded.running.faults.failNext(
      { path: '/services/oauth2/revoke' },
      { status: 403, errorCode: 'API_DISABLED_FOR_ORG', message: 'The API is off.' },
    );
    const { id } = await approved();
    seeded.running.faults.clear();
    expect(notRevoked).toEqual([expect.stringContaining('Connected Apps OAuth Usage')]);
    expect(await connects()).toBe(id);
  });
});

describe('An organization that is removed', () => {
  const remove = (id: string) => removeOrganization(id, { organizations, keys, clock });

  it('has its access revoked at Salesforce, with the session it opened', async () => {
    const { id, refreshToken } = await approved();
    const opened = { client_id: 'rotating', client_secret: 'consumer-secret' };
    expect(await remove(id)).toEqual({ organizationId: id, access: 'revoked', problem: null });
    expect(await organizations.find(id)).toBeUndefined();
    const again = await atOrg('token', {
      ...opened,
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
    expect(await again.json()).toMatchObject({ error: 'invalid_grant' });
  });

  it('with access that was revoked before has none left', async () => {
    const { id, refreshToken } = await approved();
    await atOrg('revoke', { token: refreshToken });
    expect(await remove(id)).toMatchObject({ access: 'revoked', problem: null });
  });

  it('is removed where Salesforce refuses to hear of it, too, and says who can revoke it', async () => {
    const { id } = await approved();
    seeded.running.faults.failNext(
      { path: '/services/oauth2/revoke' },
      { status: 403, errorCode: 'API_DISABLED_FOR_ORG', message: 'The API is off.' },
    );
    expect(await remove(id)).toMatchObject({
      access: 'not-revoked',
      problem: expect.stringMatching(
        /still holds.*API is off.*Connected Apps OAuth Usage/,
      ) as string,
    });
    expect(await organizations.find(id)).toBeUndefined();
    seeded.running.faults.clear();
  });

  it('is removed where no key opens its secret any more, too', async () => {
    const { id } = await approved();
    const closed = {
      ...organizations,
      secretOf: () => Promise.reject(new Error('ENCRYPTION_KEY does not open it.')),
    };
    expect(await removeOrganization(id, { organizations: closed, keys, clock })).toMatchObject({
      access: 'not-revoked',
      problem: expect.stringContaining('ENCRYPTION_KEY') as string,
    });
    expect(await organizations.find(id)).toBeUndefined();
  });

  it('is none where there is none', async () => {
    expect(await remove('00D000000000099AAA')).toBeUndefined();
  });
});

describe('A refresh token that is revoked', () => {
  it('loses the connection, and says how to get it back', async () => {
    const { id, refreshToken } = await approved();
    await atOrg('revoke', { token: refreshToken });
    const added = await organizations.find(id);
    if (!added) throw new Error('it is not connected');
    await using salesforce = await salesforceOf(added, organizations, clock);
    await expect(salesforce.connection.connect()).rejects.toMatchObject({
      kind: 'connection',
      message: expect.stringContaining('orgs add --browser') as string,
    });
  });
});
