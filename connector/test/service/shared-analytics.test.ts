import { describe, expect, it } from 'vitest';
import { FolderInUseError } from '../../src/adapters/analytics/engine/database.ts';
import { UsageBusy } from '../../src/domain/usage-busy.ts';
import { brieflyOpened, sharedAnalytics } from '../../src/service/shared-analytics.ts';

type Opened = Awaited<ReturnType<Parameters<typeof sharedAnalytics>[0]>>;

/** Analytics that tell when they are opened and closed, and let one at a folder as the engine does. */
function folder() {
  const told: string[] = [];
  let isOpen = false;
  const open = async (id: string): Promise<Opened> => {
    await Promise.resolve();
    if (isOpen) throw new FolderInUseError(id);
    isOpen = true;
    told.push(`open ${id}`);
    const source = {
      features: () => Promise.resolve([]),
      [Symbol.asyncDispose]: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        isOpen = false;
        told.push(`close ${id}`);
      },
    };
    return source as unknown as Opened;
  };
  return {
    told,
    open,
    taken: (isTaken: boolean) => {
      isOpen = isTaken;
    },
  };
}

describe('the analytics of an organization', () => {
  it('are opened once for all who use them at a time, and closed by the last', async () => {
    const { told, open } = folder();
    const shared = sharedAnalytics(open);
    expect(shared.isOpen('a')).toBe(false);
    const [one, other] = await Promise.all([shared.use('a'), shared.use('a')]);
    await one[Symbol.asyncDispose]();
    expect(told).toEqual(['open a']);
    expect(shared.isOpen('a')).toBe(true);
    await other[Symbol.asyncDispose]();
    expect(shared.isOpen('a')).toBe(false);
    expect(told).toEqual(['open a', 'close a']);
  });

  it('are opened again only when they were closed', async () => {
    const { told, open } = folder();
    const shared = sharedAnalytics(open);
    const closing = (await shared.use('a'))[Symbol.asyncDispose]();
    const again = await shared.use('a');
    await closing;
    expect(told).toEqual(['open a', 'close a', 'open a']);
    await again[Symbol.asyncDispose]();
  });

  it('are said to be busy where another process has them, and asked anew after that', async () => {
    const { told, open, taken } = folder();
    taken(true);
    const usage = brieflyOpened('a', sharedAnalytics(open));
    await expect(usage.features()).rejects.toThrow(UsageBusy);
    taken(false);
    expect(await usage.features()).toEqual([]);
    expect(told).toEqual(['open a', 'close a']);
  });
});
