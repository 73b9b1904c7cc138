import { generateKeyPairSync } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { now, organizationId, StandIn } from './stand-in.ts';

let standIn: StandIn;
let app: FastifyInstance;
beforeEach(async () => {
  standIn = new StandIn();
  await standIn.connect();
  app = await standIn.app();
});
afterEach(() => app.close());

/** All that somebody who knows a key, but not its secret, could claim of it. */
const claims = async () => {
  await standIn.tokenOf('admin', null);
  const [key] = await standIn.store.keys.list();
  return { sub: key?.id ?? '', scope: 'admin identity', organizationId, iss: 'isvapp-connector' };
};
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const expiry = new Date(now.getTime() + 60_000);

/** Tokens that are no tokens here, by how they were made. */
const forged: Readonly<Record<string, () => Promise<string>>> = {
  'a JWT that nobody signed': async () =>
    new UnsecuredJWT(await claims()).setExpirationTime(expiry).encode(),
  'a JWT signed with a key of its own': async () =>
    new SignJWT(await claims())
      .setProtectedHeader({ alg: 'RS256' })
      .setExpirationTime(expiry)
      .sign(privateKey),
  'a JWT signed with what is known of a key': async () => {
    const known = await claims();
    return new SignJWT(known)
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime(expiry)
      .sign(Buffer.from(known.sub));
  },
  'a JWT without a signature': async () =>
    (
      await new SignJWT(await claims())
        .setProtectedHeader({ alg: 'RS256' })
        .setExpirationTime(expiry)
        .sign(privateKey)
    ).replace(/[^.]*$/, ''),
  'the id of a key with another secret': async () =>
    `isv_${(await claims()).sub}_${'A'.repeat(43)}`,
  'the token of a session at Salesforce': () =>
    Promise.resolve(`00D000000000001!${'A'.repeat(88)}`),
};

describe('Nobody is let in with', () => {
  it.each(Object.entries(forged))('%s', async (_, made) => {
    const token = await made();
    for (const url of ['/v1/status', '/v1/organizations', '/v1/keys', '/api/v1/account']) {
      const answer = await app.inject({ url, headers: { authorization: `Bearer ${token}` } });
      expect([url, answer.statusCode]).toEqual([url, 401]);
      expect(answer.body).not.toContain(token);
    }
  });
});
