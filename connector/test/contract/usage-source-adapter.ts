import type { UsageSource } from '../../src/ports/usage-source.ts';

type Opened = UsageSource & AsyncDisposable;
export type OpenUsage = () => Promise<Opened>;

/** How the tests reach the analytics they open: in their own process, unless they are told otherwise. */
let reach: (open: OpenUsage) => Promise<Opened> = (open) => open();

export function reachUsageBy(way: typeof reach): void {
  reach = way;
}

export function openUsage(open: OpenUsage): Promise<Opened> {
  return reach(open);
}
