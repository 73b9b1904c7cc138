import { afterEach, describe, expect, it } from 'vitest';
import type { QueuedRun } from '../../src/ports/run-queue.ts';
import { runCancellation, type RunCancellation } from '../../src/service/run-cancellation.ts';
import { TickingClock } from './ticking-clock.ts';

const run: QueuedRun = {
  organizationId: '00D000000000001AAA',
  runKey: 'run-1',
  trigger: 'Schedule',
  dryRun: false,
  massChangeApproved: false,
};

describe('whether a run is to stop', () => {
  let watched: RunCancellation | undefined;
  afterEach(() => watched?.end());

  async function watching(part: Partial<QueuedRun> = {}) {
    const clock = new TickingClock();
    const queue = new AbortController();
    const world = { cancelled: false, removed: false, asked: 0, away: false };
    const failures: unknown[] = [];
    const begin = async (): Promise<RunCancellation> => {
      watched = await runCancellation({ ...run, ...part }, queue.signal, {
        requests: {
          isCancelRequested: () => {
            world.asked += 1;
            if (world.away) return Promise.reject(new Error('away'));
            return Promise.resolve(world.cancelled);
          },
        },
        organizations: { has: () => Promise.resolve(!world.removed) },
        clock,
        onFailure: (error) => failures.push(error),
      });
      return watched;
    };
    return await Promise.resolve({ clock, queue, world, failures, begin });
  }

  it('is asked once a minute, and no more once it has ended', async () => {
    const { clock, world, begin } = await watching();
    const { signal, end } = await begin();
    expect(world.asked).toBe(0);
    await clock.pass(3);
    expect(world.asked).toBe(3);
    expect(signal.aborted).toBe(false);
    world.cancelled = true;
    await clock.pass(1);
    expect(signal.reason).toMatchObject({ message: 'An administrator cancelled the run.' });
    end();
    const { asked } = world;
    await clock.pass(3);
    expect(world.asked).toBe(asked);
  });

  it('shows with the organization being removed, which is not asked then', async () => {
    const { clock, world, begin } = await watching();
    const { signal } = await begin();
    world.removed = true;
    await clock.pass(1);
    expect(signal.reason).toMatchObject({ message: expect.stringMatching(/removed/) as string });
    expect(world.asked).toBe(0);
  });

  it('is known before a requested run begins', async () => {
    const { world, begin } = await watching({ trigger: 'Request' });
    world.cancelled = true;
    expect((await begin()).signal.aborted).toBe(true);
  });

  it('is told by the queue, too', async () => {
    const { queue, begin } = await watching();
    const { signal } = await begin();
    queue.abort(new Error('The run was cancelled.'));
    expect(signal.reason).toMatchObject({ message: 'The run was cancelled.' });
  });

  it('is looked for again where it could not be learned', async () => {
    const { clock, world, failures, begin } = await watching({ trigger: 'Request' });
    world.away = true;
    const { signal } = await begin();
    await clock.pass(1);
    expect(failures).toHaveLength(2);
    world.away = false;
    world.cancelled = true;
    await clock.pass(1);
    expect(signal.aborted).toBe(true);
  });
});
