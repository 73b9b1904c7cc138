import { describe, expect, it } from 'vitest';
import type { OrganizationSecret } from '../../src/domain/organization.ts';
import { keptCredentials } from '../../src/service/kept-credentials.ts';

const id = '00D000000000001AAA';
const named = (refreshToken: string): OrganizationSecret => ({
  kind: 'refresh-token',
  clientId: 'c',
  refreshToken,
});
const clock = { now: () => new Date(0), sleep: () => Promise.resolve() };

/** A store that is away for the first `failures` attempts to write. */
function store(failures: number) {
  let kept = named('one');
  let left = failures;
  return {
    kept: () => kept,
    secretOf: () => Promise.resolve(kept),
    replaceSecret: (_id: string, _seen: OrganizationSecret, next: OrganizationSecret) => {
      left -= 1;
      if (left >= 0) return Promise.reject(new Error('the database is away'));
      kept = next;
      return Promise.resolve(true);
    },
  };
}

describe('keptCredentials', () => {
  it('tries again where the store is away for a moment', async () => {
    const away = store(3);
    await keptCredentials(id, away, clock).replace(named('one'), named('two'));
    expect(away.kept()).toEqual(named('two'));
  });

  it('keeps what it could not keep before it is next used', async () => {
    const away = store(5);
    const credentials = keptCredentials(id, away, clock);
    await expect(credentials.replace(named('one'), named('two'))).rejects.toThrow(/away/);
    expect(await credentials.newest()).toEqual(named('two'));
  });

  it('says that the organization is gone', async () => {
    const gone = { ...store(0), secretOf: () => Promise.resolve(undefined) };
    await expect(keptCredentials(id, gone, clock).newest()).rejects.toThrow(/not connected/);
  });
});
