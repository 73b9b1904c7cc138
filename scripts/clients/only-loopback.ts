/**
 * Loaded into every client before its own code: refuses to look up or to contact anything but this machine, and
 * notes the attempt in the home folder of the run. A client that phones elsewhere fails its step instead of going out.
 */
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import net from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';

const local = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0']);

function refuse(host: string): Error {
  appendFileSync(join(homedir(), 'refused-hosts.txt'), `${host}\n`);
  return new Error(`Only this machine may be contacted here, not ${host}.`);
}

const { lookup } = dns;
dns.lookup = Object.assign((host: string, ...rest: unknown[]) => {
  if (local.has(host)) Reflect.apply(lookup, dns, [host, ...rest]);
  else refused(rest.at(-1), host);
}, lookup);

// Taken apart as Node itself does: a socket's connect takes a list of what net.connect was given.
const connect = Reflect.get(net.Socket.prototype, 'connect') as (...given: unknown[]) => unknown;
net.Socket.prototype.connect = function (this: net.Socket, ...given: unknown[]): net.Socket {
  const host = hostOf(given);
  if (host !== undefined && !local.has(host)) {
    this.destroy(refuse(host));
    return this;
  }
  Reflect.apply(connect, this, given);
  return this;
};

function refused(callback: unknown, host: string): void {
  if (typeof callback === 'function') Reflect.apply(callback, null, [refuse(host)]);
}

function hostOf(given: readonly unknown[]): string | undefined {
  const [first, second] = given.flat();
  if (typeof first === 'object' && first !== null && 'host' in first) {
    return typeof first.host === 'string' ? first.host : undefined;
  }
  return typeof first === 'number' && typeof second === 'string' ? second : undefined;
}
