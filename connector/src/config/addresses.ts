import { configFault, type ConfigFault } from './config-error.ts';
import type { Variables } from './variables.ts';

/** Names of this machine, as an address has them. */
export const loopbackHosts = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * The fault of the org's address, if it has one. Local addresses are allowed only where they are asked for, and then
 * no others: a setting that was meant for a demonstration must not reach a real organization.
 */
export function instanceUrlFault(given: Partial<Variables>): ConfigFault | undefined {
  const { SALESFORCE_INSTANCE_URL: address, SALESFORCE_ALLOW_LOCAL: allowLocal } = given;
  if (address === undefined) return undefined;
  const url = URL.parse(address);
  if (!url || !isOrigin(url))
    return configFault('SALESFORCE_INSTANCE_URL', withoutUser(address), 'not a plain web address');
  return allowLocal === 'true' ? localFault(url) : publicFault(url);
}

function localFault(url: URL): ConfigFault | undefined {
  if (loopbackHosts.test(url.hostname)) return undefined;
  return configFault('SALESFORCE_ALLOW_LOCAL', 'true', `but ${url.origin} is not this machine`);
}

function publicFault({ protocol, hostname, origin }: URL): ConfigFault | undefined {
  if (loopbackHosts.test(hostname))
    return configFault(
      'SALESFORCE_INSTANCE_URL',
      origin,
      'this machine, which needs SALESFORCE_ALLOW_LOCAL=true',
    );
  if (protocol === 'https:') return undefined;
  return configFault('SALESFORCE_INSTANCE_URL', origin, 'not https');
}

/** The fault of the database's address, if it is no address at all. */
export function databaseUrlFault({
  DATABASE_URL: address,
}: Partial<Variables>): ConfigFault | undefined {
  return address === undefined || URL.canParse(address)
    ? undefined
    : configFault('DATABASE_URL', address, 'which is not an address');
}

/** Nothing but where to go: a user, a path or a query in it would be lost without a word. */
function isOrigin(url: URL): boolean {
  return /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href;
}

/** Somebody may have put a password there. */
function withoutUser(address: string): string {
  return address.replace(/\/\/[^/]*@/, '//…@');
}
