import { describe, expect, it } from 'vitest';
import { collectionBody } from '../../../api/composite/collection-body.ts';
import type { ResourceRequest } from '../../../api/http/resource.ts';

function request(body: unknown, outerAllOrNone = false): ResourceRequest {
  return { body, outerAllOrNone } as ResourceRequest;
}

function records(types: readonly string[]) {
  return { records: types.map((type) => ({ attributes: { type } })) };
}

describe('collectionBody', () => {
  it('takes 200 rows and no more', () => {
    expect(collectionBody(request(records(Array<string>(200).fill('Account')))).rows).toHaveLength(
      200,
    );
    expect(() => collectionBody(request(records(Array<string>(201).fill('Account'))))).toThrow(
      'EXCEEDED_ID_LIMIT: record limit reached. cannot submit more than 200 records into this call',
    );
  });

  it('counts a chunk for each change of type, and takes ten', () => {
    const alternating = (count: number) =>
      Array.from({ length: count }, (_, index) => (index % 2 ? 'Account' : 'Contact'));
    expect(collectionBody(request(records(alternating(10)))).rows).toHaveLength(10);
    expect(() => collectionBody(request(records(alternating(11))))).toThrow('more than 10 chunks');
    const sorted = alternating(100).sort();
    expect(collectionBody(request(records(sorted))).rows).toHaveLength(100);
  });

  it('needs a type for each row', () => {
    expect(() => collectionBody(request({ records: [{ Name: 'x' }] }))).toThrow(
      'Missing entity type information',
    );
  });

  it('is all or none when either the body or the composite around it says so', () => {
    const body = records(['Account']);
    expect(collectionBody(request(body)).allOrNone).toBe(false);
    expect(collectionBody(request({ ...body, allOrNone: true })).allOrNone).toBe(true);
    expect(collectionBody(request({ ...body, allOrNone: false }, true)).allOrNone).toBe(true);
  });
});
