import { describe, expect, it } from 'vitest';
import { Sessions } from '../../../api/oauth/sessions.ts';

const organizationId = '00DLo0000000001AAA';

function sessions(ttlMs = 1_000) {
  const clock = { time: 0, now: () => new Date(clock.time) };
  return { clock, sessions: new Sessions({ clock, organizationId, ttlMs }) };
}

describe('Sessions', () => {
  it('gives tokens the form clients insist on', () => {
    const { token } = sessions().sessions.open('005', 'client');
    expect(token).toMatch(/^(00D\w{12,15})![.\w]*$/);
  });

  it('gives each session a token of its own', () => {
    const all = sessions().sessions;
    const tokens = Array.from({ length: 100 }, () => all.open('005', 'client').token);
    expect(new Set(tokens).size).toBe(100);
  });

  it('lets a token live as long as it is used', () => {
    const { clock, sessions: all } = sessions();
    const { token } = all.open('005', 'client');
    clock.time = 999;
    expect(all.find(token)?.userId).toBe('005');
    clock.time = 1_998;
    expect(all.find(token)?.userId).toBe('005');
    clock.time = 2_998;
    expect(all.find(token)).toBeUndefined();
  });

  it('knows no token that was revoked or expired', () => {
    const all = sessions().sessions;
    const [one, two] = [all.open('005', 'client'), all.open('005', 'client')];
    expect(all.revoke(one.token)).toBe(true);
    expect(all.revoke(one.token)).toBe(false);
    expect(all.find(two.token)).toBeDefined();
    all.expireAll();
    expect(all.find(two.token)).toBeUndefined();
  });
});
