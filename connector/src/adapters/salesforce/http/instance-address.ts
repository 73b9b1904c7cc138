import { OrgError } from '../../../domain/org-error.ts';

/**
 * Domains that Salesforce serves organizations and logins from. The token goes to whatever address is
 * configured, or answered as `instance_url`, so neither may lead anywhere else.
 */
const salesforceDomains = [
  'salesforce.com',
  'force.com',
  'salesforce.mil',
  'cloudforce.com',
  'sfcrmproducts.cn',
];
const loopbackHosts = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The origin of an organization's address, such as `https://acme.my.salesforce.com`.
 *
 * @param allowLocalAddress true for a local org: then loopback addresses are the only ones allowed,
 *   so that a demonstration never reaches a real organization
 * @throws OrgError `connection` with code ADDRESS_NOT_ALLOWED
 */
export function instanceOrigin(address: string, allowLocalAddress: boolean): string {
  const url = URL.parse(address);
  if (!url || url.username || url.password) throw notAllowed(address, 'it is not a plain address');
  const obstacle = allowLocalAddress ? localObstacle(url) : publicObstacle(url);
  if (obstacle) throw notAllowed(address, obstacle);
  return url.origin;
}

/** Whether the host of an address is this machine. */
export function isLoopbackHost(hostname: string): boolean {
  return loopbackHosts.test(hostname);
}

function localObstacle(url: URL): string | undefined {
  if (isLoopbackHost(url.hostname)) return undefined;
  return 'local addresses are switched on, and then only this machine may be used';
}

function publicObstacle(url: URL): string | undefined {
  if (url.protocol !== 'https:' || url.port !== '') return 'it is not https on the usual port';
  const isSalesforce = salesforceDomains.some((domain) => url.hostname.endsWith(`.${domain}`));
  return isSalesforce ? undefined : 'it is not one of the domains of Salesforce';
}

function notAllowed(address: string, reason: string): OrgError {
  return new OrgError(
    'connection',
    'ADDRESS_NOT_ALLOWED',
    `The connector does not sign in at "${address}": ${reason}. Whoever runs the connector can set the org's My Domain address, such as https://acme.my.salesforce.com.`,
  );
}
