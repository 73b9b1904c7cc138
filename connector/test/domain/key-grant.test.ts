import { describe, expect, it } from 'vitest';
import type { ApiKey } from '../../src/domain/api-key.ts';
import { grantRefusal, isLastToManage, type KeyWanted } from '../../src/domain/key-grant.ts';

const now = new Date('2026-11-24T10:00:00Z');
const [earlier, soon, later] = ['2026-11-24', '2026-12-01', '2027-12-01'].map(
  (day) => new Date(`${day}T00:00:00Z`),
) as [Date, Date, Date];
const [acme, other] = ['00D000000000001AAA', '00D000000000002AAA'];

const key = (part: Partial<ApiKey> = {}): ApiKey => ({
  id: '0123456789abcdef',
  organizationId: null,
  name: 'operator',
  scope: 'admin',
  createdAt: now,
  expiresAt: null,
  revokedAt: null,
  ...part,
});
const wanted = (part: Partial<KeyWanted> = {}): KeyWanted => ({
  name: 'new',
  organizationId: acme,
  scope: 'read',
  expiresAt: null,
  ...part,
});

describe('A key that issues another', () => {
  it.each<[string, Partial<ApiKey>, Partial<KeyWanted>, string | undefined]>([
    ['gives as much as it has', {}, { scope: 'admin', organizationId: null }, undefined],
    ['gives less', { scope: 'operate' }, { scope: 'read' }, undefined],
    ['gives no wider scope', { scope: 'operate' }, { scope: 'admin' }, 'wider-scope'],
    ['gives no wider scope', { scope: 'read' }, { scope: 'operate' }, 'wider-scope'],
    ['gives for its organization', { organizationId: acme }, {}, undefined],
    ['gives for no other', { organizationId: other }, {}, 'other-organization'],
    ['gives not for all', { organizationId: acme }, { organizationId: null }, 'other-organization'],
    ['gives what holds as long', { expiresAt: soon }, { expiresAt: soon }, undefined],
    ['gives none that holds longer', { expiresAt: soon }, { expiresAt: later }, 'outlives'],
    ['gives none that holds for ever', { expiresAt: soon }, { expiresAt: null }, 'outlives'],
    ['gives none that would be over', {}, { expiresAt: earlier }, 'past'],
    ['gives none that would be over now', {}, { expiresAt: now }, 'past'],
  ])('%s: %j for %j', (_, bearer, asked, expected) => {
    expect(grantRefusal(key(bearer), wanted(asked), now)).toBe(expected);
  });
});

describe('The last key that can issue others', () => {
  const second = (part: Partial<ApiKey>): ApiKey => key({ id: 'fedcba9876543210', ...part });
  it.each<[boolean, Partial<ApiKey>, readonly Partial<ApiKey>[]]>([
    [true, {}, []],
    [false, {}, [{}]],
    [false, { scope: 'operate' }, []],
    [true, {}, [{ scope: 'operate' }]],
    [true, {}, [{ revokedAt: now }]],
    [true, {}, [{ expiresAt: now }]],
    [false, {}, [{ expiresAt: soon }]],
    // One of an organization can't issue keys of all; one of all can issue those of an organization.
    [true, {}, [{ organizationId: acme }]],
    [false, { organizationId: acme }, [{}]],
    [false, { organizationId: acme }, [{ organizationId: acme }]],
    [true, { organizationId: acme }, [{ organizationId: other }]],
  ])('%s: %j beside %j', (isLast, part, others) => {
    const own = key(part);
    expect(isLastToManage(own, [own, ...others.map(second)], now)).toBe(isLast);
  });
});
