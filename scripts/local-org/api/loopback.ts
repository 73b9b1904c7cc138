import { StartMistake } from '../start-mistake.ts';

const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

/** Refuses to serve the network: this org signs in whoever holds a key printed on a terminal. Throws a StartMistake. */
export function requireLoopback(host: string): void {
  if (loopbackHosts.has(host)) return;
  throw new StartMistake(
    `The local org listens on this machine only, not on ${host}. The host can be 127.0.0.1, ::1 or localhost.`,
  );
}

/** Whether a Host header names this machine: a web page that made its own name point here can't say so. */
export function isLoopbackHost(host: string): boolean {
  return loopbackHosts.has(host.replace(/:\d+$/, '').replace(/^\[|\]$/g, ''));
}
