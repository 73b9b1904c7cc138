import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedInOrg, type SignedInOrg } from './signed-in-org.ts';

/** Relationships in the path, as REST documents them (resources_sobject_relationships). */
let org: SignedInOrg;
let parent: string;
let child: string;

beforeAll(async () => {
  org = await signedInOrg({ pageSize: 2 });
  [parent = '', child = ''] = org.addAccounts(2);
  const user = org.org.asUser(org.org.administratorId);
  user.update('Account', { Id: child, ParentId: parent });
  for (const LastName of ['One', 'Two', 'Three']) {
    expect(user.insert('Contact', { LastName, AccountId: parent }).errors).toEqual([]);
  }
});

afterAll(() => org.close());

const at = (id: string, rest: string) => `/sobjects/Account/${id}/${rest}`;

describe('a relationship in the path', () => {
  it('leads to the parent', async () => {
    const { status, json } = await org.call('GET', at(child, 'Parent'));
    expect([status, json]).toMatchObject([
      200,
      {
        attributes: { type: 'Account', url: `/services/data/v62.0/sobjects/Account/${parent}` },
        Id: parent,
        Name: 'Account 000000',
      },
    ]);
    const owner = await org.call('GET', at(child.slice(0, 15), 'owner?fields=Username'));
    expect(owner.json).toMatchObject({ attributes: { type: 'User' }, Username: org.username });
    expect(owner.json).not.toHaveProperty('Email');
  });

  it('leads to the children, a page at a time', async () => {
    const { status, json } = await org.call('GET', at(parent, 'Contacts?fields=LastName'));
    const page = json as { nextRecordsUrl: string; records: { LastName: string }[] };
    expect([status, json]).toMatchObject([200, { totalSize: 3, done: false }]);
    const rest = (await org.call('GET', page.nextRecordsUrl)).json as typeof page;
    expect([...page.records, ...rest.records].map(({ LastName }) => LastName).sort()).toEqual([
      'One',
      'Three',
      'Two',
    ]);
    const none = await org.call('GET', at(child, 'Contacts'));
    expect([none.status, none.json]).toMatchObject([
      200,
      { totalSize: 0, done: true, records: [] },
    ]);
  });

  it('changes and deletes the parent', async () => {
    const changed = await org.call('PATCH', at(child, 'Parent'), { body: { Site: 'changed' } });
    expect([changed.status, changed.text]).toEqual([204, '']);
    expect((await org.call('GET', `/sobjects/Account/${parent}`)).json).toMatchObject({
      Site: 'changed',
    });
    expect((await org.call('PATCH', at(parent, 'Contacts'), { body: { Name: 'x' } })).status).toBe(
      404,
    );
    expect((await org.call('DELETE', at(child, 'Parent'))).status).toBe(204);
    expect((await org.call('GET', `/sobjects/Account/${parent}`)).status).toBe(404);
  });

  it('leads nowhere without a parent, a relationship or a record', async () => {
    const status = async (path: string) => (await org.call('GET', path)).status;
    expect(await status(at(child, 'Parent'))).toBe(404);
    expect(await status(at(child, 'Nonsense'))).toBe(404);
    expect(await status(at('001Lo00000zzzzz', 'Contacts'))).toBe(404);
    expect(await status(at(child, `Contacts?fields=${encodeURIComponent('Id FROM User')}`))).toBe(
      404,
    );
    expect(await status(at(child, 'Contacts?fields=Nonsense'))).toBe(400);
  });
});
