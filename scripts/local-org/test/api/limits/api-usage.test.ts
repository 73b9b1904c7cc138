import { describe, expect, it } from 'vitest';
import { ApiUsage } from '../../../api/limits/api-usage.ts';

const hourMs = 3_600_000;

function usage(limit = 10) {
  const clock = { time: Date.UTC(2026, 10, 24, 10), now: () => new Date(clock.time) };
  return { clock, usage: new ApiUsage({ clock, limit }) };
}

const query = { method: 'GET', path: '/services/data/v62.0/query', operation: 'query' } as const;
const save = {
  method: 'PATCH',
  path: '/services/data/v62.0/composite/sobjects',
  operation: 'collections',
} as const;

describe('ApiUsage', () => {
  it('counts calls against the allowance', () => {
    const { usage: calls } = usage(3);
    calls.record(query);
    calls.record(save);
    expect([calls.used, calls.remaining]).toEqual([2, 1]);
  });

  it('gives calls back 24 hours later', () => {
    const { clock, usage: calls } = usage();
    calls.record(query);
    clock.time += 23 * hourMs;
    calls.record(query);
    expect(calls.used).toBe(2);
    clock.time += hourMs;
    expect(calls.used).toBe(1);
  });

  it('lets others use the allowance up', () => {
    const { usage: calls } = usage(10);
    calls.record(query);
    calls.leave(2);
    expect([calls.used, calls.remaining]).toEqual([8, 2]);
    expect(calls.calls).toHaveLength(1);
  });

  it('tells which calls wrote what', () => {
    const { usage: calls } = usage();
    calls.record(query);
    calls.record(save).writes.set('Account', 200);
    calls.record(save).writes.set('SyncRun__c', 1);
    expect(calls.writeCalls()).toHaveLength(2);
    expect(calls.writeCalls('Account').map(({ writes }) => writes.get('Account'))).toEqual([200]);
    expect(calls.countByOperation()).toEqual({ query: 1, collections: 2 });
  });

  it('forgets the list, not the allowance used', () => {
    const { usage: calls } = usage();
    calls.record(query);
    calls.forgetCalls();
    expect([calls.calls.length, calls.used]).toEqual([0, 1]);
  });
});
