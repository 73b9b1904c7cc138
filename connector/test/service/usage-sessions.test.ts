import { describe, expect, it } from 'vitest';
import type { Attribution } from '../../src/domain/usage-report.ts';
import type { UsageSession } from '../../src/ports/usage-sessions.ts';
import type { UsageSource } from '../../src/ports/usage-source.ts';
import { usageSessions } from '../../src/service/usage-sessions.ts';
import { TickingClock } from './ticking-clock.ts';

const [one, other] = ['00D000000000001AAA', '00D000000000002AAA'];
const head = {
  metricKeys: [],
  window: 'rolling',
  excludeAutomation: false,
  estimateExternalUsers: false,
} as const;

/** Sessions over usage that counts nothing, and tells how often it is open. */
function sessions() {
  const clock = new TickingClock();
  const failures: unknown[] = [];
  const usage = { isOpen: 0, measure: () => Promise.reject(new Error('No disk space.')) };
  const open = async () => {
    await Promise.resolve();
    usage.isOpen += 1;
    const opened = {
      measure: () => usage.measure(),
      [Symbol.asyncDispose]: () => {
        usage.isOpen -= 1;
        return Promise.resolve();
      },
    };
    return opened as unknown as UsageSource & AsyncDisposable;
  };
  const kept = usageSessions({
    open,
    mostCharacters: 1_280,
    onFailure: (error) => failures.push(error),
    clock,
  });
  const begun = async (organizationId: string): Promise<UsageSession> => {
    const session = await kept.begin('key', organizationId);
    if (session === 'full') throw new Error(`Organization ${organizationId} has too many.`);
    return session;
  };
  return { kept, begun, clock, usage, failures };
}

/** So many characters, as text. */
function attributions(characters: number): readonly Attribution[] {
  const line = { accountId: '', organizationId: '', packageId: '', licensed: true };
  const accountId = 'x'.repeat(characters - JSON.stringify([line]).length);
  return [{ ...line, accountId }];
}

describe('the sessions of one organization', () => {
  it('are eight at most, also where they are begun at once; another one still has its own', async () => {
    const { kept, usage, begun } = sessions();
    const all = await Promise.all(Array.from({ length: 20 }, () => kept.begin('key', one)));
    const open = all.filter((session) => session !== 'full');
    expect(open).toHaveLength(8);
    expect(usage.isOpen).toBe(8);
    await begun(other);
    await kept.end('key', open[0]?.id ?? '');
    await begun(one);
    expect(await kept.begin('key', one)).toBe('full');
    await kept[Symbol.asyncDispose]();
  });

  it('do not count what failed to open', async () => {
    const failing = usageSessions({
      open: () => Promise.reject(new Error('In use.')),
      mostCharacters: 0,
      onFailure: () => undefined,
      clock: new TickingClock(),
    });
    for (let times = 0; times < 9; times += 1)
      await expect(failing.begin('key', one)).rejects.toThrow('In use.');
  });

  it('have room for what is to be counted together, and no other organization is the worse for it', async () => {
    const { kept, begun } = sessions();
    const [first, second, foreign] = [await begun(one), await begun(one), await begun(other)];
    expect(first.addAttributions('a', 0, attributions(700))).toBe('kept');
    expect(second.addAttributions('b', 0, attributions(600))).toBe('full');
    expect(foreign.addAttributions('b', 0, attributions(600))).toBe('kept');
    // Sent again because the answer was lost: it is there once.
    expect(first.addAttributions('a', 0, attributions(700))).toBe('kept');
    expect(first.addAttributions('a', 1, attributions(580))).toBe('kept');
    await first.closeReport('a');
    expect(second.addAttributions('b', 0, attributions(1_280))).toBe('kept');
    await kept.end('key', second.id);
    expect(first.addAttributions('c', 0, attributions(1_280))).toBe('kept');
    await kept[Symbol.asyncDispose]();
  });

  it('have that room again once it is counted, even where that failed', async () => {
    const { kept, begun } = sessions();
    const session = await begun(one);
    session.addAttributions('a', 0, attributions(1_280));
    await expect(session.measure('a', head, 1)).rejects.toThrow('No disk space.');
    expect(session.addAttributions('b', 0, attributions(1_280))).toBe('kept');
    await kept[Symbol.asyncDispose]();
  });
});

describe('a session that nobody asks of', () => {
  it('ends after an hour, also where nobody asks anything of the connector', async () => {
    const { begun, clock, usage, kept, failures } = sessions();
    const session = await begun(one);
    await clock.pass(59);
    expect(await kept.find('key', session.id)).toBe(session);
    await clock.pass(60);
    expect(usage.isOpen).toBe(1);
    await clock.pass(2);
    expect(usage.isOpen).toBe(0);
    expect(failures).toEqual([]);
    // Nothing is left to look after, so nobody looks.
    expect(clock.sleeping).toBe(0);
    await begun(one);
    expect(clock.sleeping).toBe(1);
    await kept[Symbol.asyncDispose]();
    expect(clock.sleeping).toBe(0);
  });

  it('stays while it counts', async () => {
    const { begun, clock, usage, kept } = sessions();
    let fail: (error: Error) => void = () => undefined;
    usage.measure = () => new Promise((_, reject) => (fail = reject));
    const session = await begun(one);
    const running = session.measure('a', head, 0);
    await clock.pass(120);
    expect(await running).toEqual({ state: 'running' });
    expect(usage.isOpen).toBe(1);
    fail(new Error('No disk space.'));
    await clock.pass(2);
    expect(usage.isOpen).toBe(0);
    await kept[Symbol.asyncDispose]();
  });
});
