import { describe, expect, it } from 'vitest';
import {
  heldInMemory,
  type HeldCredentials,
} from '../../../../src/adapters/salesforce/http/held-credentials.ts';
import type {
  OrganizationSecret,
  RefreshTokenSecret,
} from '../../../../src/domain/organization.ts';
import { scriptedOrg, token, type Respond, type ScriptedOrg } from '../scripted-org.ts';

const secret: RefreshTokenSecret = {
  kind: 'refresh-token',
  clientId: 'app',
  clientSecret: 'hush',
  refreshToken: 'first',
};

/** As an app that rotates: each token is good once, and the answer brings the next. */
function rotating(names: readonly string[], address = () => ''): Respond {
  let good = 0;
  return (request) => {
    const shown = new URLSearchParams(request.body).get('refresh_token');
    if (shown !== names[good])
      return {
        status: 400,
        json: { error: 'invalid_grant', error_description: 'expired access/refresh token' },
      };
    good += 1;
    const { json } = token(address(), good) as { json: object };
    return { json: { ...json, refresh_token: names[good] } };
  };
}

const scripted = (respondToken: Respond): Promise<ScriptedOrg> =>
  scriptedOrg(() => ({ json: { compositeResponse: [] } }), respondToken);

/** Signing in is what matters: there is nothing to read behind it. */
async function signedIn(
  org: ScriptedOrg,
  auth: OrganizationSecret | HeldCredentials,
): Promise<unknown> {
  return org
    .open({ auth })
    .connection.connect()
    .catch((error: unknown) => error);
}

describe('signing in with a refresh token', () => {
  it('shows the token, the app and its secret', async () => {
    await using org = await scripted(() => ({}));
    await signedIn(org, secret);
    expect(Object.fromEntries(new URLSearchParams(org.tokenRequests[0]?.body))).toEqual({
      grant_type: 'refresh_token',
      client_id: 'app',
      client_secret: 'hush',
      refresh_token: 'first',
    });
  });

  it('leaves the secret out where the app has none', async () => {
    await using org = await scripted(() => ({}));
    await signedIn(org, { kind: 'refresh-token', clientId: 'app', refreshToken: 'first' });
    expect(org.tokenRequests[0]?.body).not.toContain('client_secret');
  });

  it('keeps the next token before it asks for anything with the session', async () => {
    const order: string[] = [];
    const address = { url: '' };
    await using org = await scriptedOrg(
      () => {
        order.push('asked');
        return { json: { compositeResponse: [] } };
      },
      rotating(['first', 'second', 'third'], () => address.url),
    );
    address.url = org.url;
    const held = heldInMemory(secret);
    const watched: HeldCredentials = {
      newest: () => held.newest(),
      replace: async (seen, next) => {
        await held.replace(seen, next);
        order.push('kept');
      },
    };
    await signedIn(org, watched);
    expect(order.slice(0, 2)).toEqual(['kept', 'asked']);
    expect(await held.newest()).toEqual({ ...secret, refreshToken: 'second' });
  });

  it('takes the token that another worker has put in its place', async () => {
    await using org = await scripted(rotating(['second', 'third']));
    let held: OrganizationSecret = secret;
    let looks = 0;
    const slow: HeldCredentials = {
      // The other worker has used the first token already, and is about to keep the second.
      newest: () => {
        looks += 1;
        if (looks === 3) held = { ...secret, refreshToken: 'second' };
        return Promise.resolve(held);
      },
      replace: (_seen, next) => {
        held = next;
        return Promise.resolve();
      },
    };
    await signedIn(org, slow);
    expect(held).toEqual({ ...secret, refreshToken: 'third' });
    expect(org.tokenRequests).toHaveLength(2);
  });

  it('says to connect again where the token is not accepted any more, and does not tell it', async () => {
    await using org = await scripted(rotating([]));
    const error = await signedIn(org, secret);
    expect(error).toMatchObject({
      kind: 'connection',
      code: 'invalid_grant',
      message: expect.stringContaining('orgs add --browser') as string,
    });
    expect(String(error)).not.toMatch(/first|hush/);
    expect(org.tokenRequests).toHaveLength(1);
  });
});
