import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldXml, accountPackage } from '../acme-org.ts';
import { signedInOrg, type SignedInOrg } from './signed-in-org.ts';

/** Conditional requests as REST documents them (intro_rest_conditional_requests). */
let nowMs = Date.UTC(2026, 10, 24, 10);
let org: SignedInOrg;
let path: string;

beforeAll(async () => {
  org = await signedInOrg({ clock: { now: () => new Date(nowMs) } });
  path = `/sobjects/Account/${org.addAccounts(1)[0] ?? ''}`;
});

afterAll(() => org.close());

const earlier = 'Tue, 24 Nov 2026 09:00:00 GMT';
const created = 'Tue, 24 Nov 2026 10:00:00 GMT';

function get(headers: Record<string, string>, at = path) {
  return org.call('GET', at, { headers });
}

function patch(headers: Record<string, string>, body: object = { Phone: '1' }) {
  return org.call('PATCH', path, { headers, body });
}

describe('a record', () => {
  it('tells when it was changed, an Account its entity tag as well', async () => {
    const { headers } = await get({});
    expect(headers.get('last-modified')).toBe(created);
    expect(headers.get('etag')).toMatch(/^"\S+"$/);
    const user = await get({}, `/sobjects/User/${org.org.administratorId}`);
    expect(user.headers.has('etag')).toBe(false);
    expect((await get({}, `${path}?fields=Id`)).headers.get('etag')).toBe(headers.get('etag'));
  });

  it('is not sent again to who has it', async () => {
    const etag = (await get({})).headers.get('etag') ?? '';
    const cached = await get({ 'if-none-match': `"other", ${etag}` });
    expect([cached.status, cached.text]).toEqual([304, '']);
    expect((await get({ 'if-modified-since': created })).status).toBe(304);
    expect((await get({ 'if-modified-since': earlier })).status).toBe(200);
    // The entity tag is the stronger word of the two.
    const both = { 'if-none-match': '"other"', 'if-modified-since': created };
    expect((await get(both)).status).toBe(200);
    expect((await get({ 'if-modified-since': 'some time ago' })).status).toBe(200);
  });

  it('is changed by who knows its state, and by nobody else', async () => {
    const etag = (await get({})).headers.get('etag') ?? '';
    expect((await patch({ 'if-match': '"other"' })).status).toBe(412);
    expect((await patch({ 'if-none-match': etag })).status).toBe(412);
    expect((await patch({ 'if-unmodified-since': earlier })).status).toBe(412);
    expect((await get({})).json).toMatchObject({ Phone: null });
    expect((await patch({ 'if-match': etag })).status).toBe(204);
    expect((await get({})).json).toMatchObject({ Phone: '1' });
    // It has changed: what was known of it is history.
    expect((await patch({ 'if-match': etag }, { Phone: '2' })).status).toBe(412);
    nowMs += 60_000;
    expect((await patch({ 'if-unmodified-since': created }, { Phone: '3' })).status).toBe(204);
    expect((await patch({ 'if-unmodified-since': created }, { Phone: '4' })).status).toBe(412);
    expect((await get({})).json).toMatchObject({ Phone: '3' });
  });

  it('is not changed under a condition nobody understands', async () => {
    expect((await patch({ 'if-match': 'no tag' })).status).toBe(400);
    expect((await patch({ 'if-unmodified-since': 'some time ago' })).status).toBe(400);
  });
});

describe('a describe', () => {
  it.each(['/sobjects', '/sobjects/Account/describe'])(
    '%s is sent again once the schema has changed',
    async (describePath) => {
      const since = (await get({}, describePath)).headers.get('last-modified') ?? '';
      const unchanged = await get({ 'if-modified-since': since }, describePath);
      expect([unchanged.status, unchanged.text]).toEqual([304, '']);
      nowMs += 60_000;
      expect((await get({ 'if-modified-since': since }, describePath)).status).toBe(304);
      const field = fieldXml(`Added${nowMs}__c`, 'Checkbox', '<defaultValue>false</defaultValue>');
      expect(org.org.deploy(accountPackage(field)).success).toBe(true);
      expect((await get({ 'if-modified-since': since }, describePath)).status).toBe(200);
    },
  );
});
