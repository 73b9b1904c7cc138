const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

/** Refuses to serve the network: this org signs in whoever holds a key printed on a terminal. Throws. */
export function requireLoopback(host: string): void {
  if (loopbackHosts.has(host)) return;
  throw new Error(
    `The local org listens on this machine only (127.0.0.1, ::1 or localhost), not on ${host}.`,
  );
}

/** Whether a Host header names this machine: a web page that made its own name point here can't say so. */
export function isLoopbackHost(host: string): boolean {
  return loopbackHosts.has(host.replace(/:\d+$/, '').replace(/^\[|\]$/g, ''));
}
