/** Work that is done side by side, so much at a time. */
export interface Places {
  /**
   * Takes on work while there is some, whenever a place is free. It ends when no more is given, and waits for none that is
   * under way: one that takes long holds up nobody but its own place, and the next call finds it there.
   *
   * @param claim gives at most so much to do, and nothing where nothing is due
   */
  fill<Item>(
    claim: (most: number) => Promise<readonly Item[]>,
    work: (item: Item) => Promise<void>,
  ): Promise<void>;
  /** Waits for what is under way. */
  emptied(): Promise<void>;
}

/** So many places. Work that fails is told, and gives its place free like any. */
export function places(count: number, onFailure: (error: unknown) => void): Places {
  const taken = new Set<Promise<void>>();
  const take = (working: Promise<void>): void => {
    const place = working.catch(onFailure).then(() => {
      taken.delete(place);
    });
    taken.add(place);
  };
  return {
    fill: async (claim, work) => {
      for (;;) {
        if (taken.size >= count) await Promise.race(taken);
        const items = await claim(count - taken.size);
        if (items.length === 0) return;
        for (const item of items) take(work(item));
      }
    },
    emptied: async () => {
      await Promise.all(taken);
    },
  };
}
