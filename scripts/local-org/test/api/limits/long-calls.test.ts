import { describe, expect, it } from 'vitest';
import { LongCalls } from '../../../api/limits/long-calls.ts';

describe('long calls', () => {
  it('are those under way for twenty seconds, and free their slot when they end', () => {
    let nowMs = 0;
    const calls = new LongCalls({ clock: { now: () => new Date(nowMs) }, limit: 2 });
    const ends = [calls.begin(), calls.begin(), calls.begin()];
    nowMs = 19_999;
    expect(calls.isFull).toBe(false);
    nowMs = 20_000;
    expect(calls.isFull).toBe(true);
    ends[0]?.();
    expect(calls.isFull).toBe(true);
    ends[1]?.();
    expect(calls.isFull).toBe(false);
  });

  it('of others take slots too', () => {
    const calls = new LongCalls({ clock: { now: () => new Date(0) }, limit: 5 });
    calls.occupy(4);
    expect(calls.isFull).toBe(false);
    calls.occupy();
    expect(calls.isFull).toBe(true);
    calls.occupy(0);
    expect(calls.isFull).toBe(false);
  });
});
