import { OrgError } from '../../../domain/org-error.ts';
import { isLoopbackHost } from '../http/instance-address.ts';

/**
 * Where App Analytics keeps its files: presigned addresses of Amazon S3 (`DownloadUrl` of the object reference), in
 * each form that S3 has: `bucket.s3.amazonaws.com`, `bucket.s3.us-west-2.amazonaws.com`, `s3-us-west-2.amazonaws.com/bucket`,
 * and the same in China.
 */
const storageHost = /^(?:[a-z0-9-]+\.)*s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/;

export interface DownloadHosts {
  /** True for a local org: then loopback addresses are the only ones. */
  readonly allowLocalAddress: boolean;
  /** Hosts that an operator adds, such as `files.example.com`; those below them are allowed as well. */
  readonly furtherHosts: readonly string[];
}

/**
 * The address, if a file may be fetched from there. The org's records name it, and whoever can write them could name
 * any: a machine in the operator's network must not be asked.
 *
 * @throws OrgError `request` with code DOWNLOAD_NOT_ALLOWED, which does not repeat the address: it is the key to the file
 */
export function downloadAddress(address: string, hosts: DownloadHosts): URL {
  const url = URL.parse(address);
  if (!url || url.username || url.password) throw notAllowed('an address that is none');
  const obstacle = hosts.allowLocalAddress ? localObstacle(url) : publicObstacle(url, hosts);
  if (obstacle !== undefined) throw notAllowed(obstacle);
  return url;
}

function localObstacle({ hostname, host }: URL): string | undefined {
  return isLoopbackHost(hostname) ? undefined : `${host}, which is not this machine`;
}

function publicObstacle(url: URL, { furtherHosts }: DownloadHosts): string | undefined {
  const { protocol, port, host, hostname } = url;
  if (protocol !== 'https:' || port !== '') return `${host} by other than https on its usual port`;
  return isAllowed(hostname, furtherHosts) ? undefined : host;
}

function isAllowed(host: string, further: readonly string[]): boolean {
  return (
    storageHost.test(host) || further.some((each) => host === each || host.endsWith(`.${each}`))
  );
}

function notAllowed(where: string): OrgError {
  return new OrgError(
    'request',
    'DOWNLOAD_NOT_ALLOWED',
    `The connector does not fetch App Analytics files from ${where}. Whoever runs it can add a host to ANALYTICS_DOWNLOAD_HOSTS, if it is App Analytics' own.`,
  );
}
