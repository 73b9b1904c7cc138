import { Agent, EnvHttpProxyAgent, request, type Dispatcher } from 'undici';
import { OrgError } from '../../../domain/org-error.ts';
import type { UsageDownload } from '../../../ports/usage-requests.ts';
import { refusalOfNetwork } from '../http/refusal.ts';
import { downloadAddress, type DownloadHosts } from './download-address.ts';

export interface DownloadOptions extends Pick<DownloadHosts, 'allowLocalAddress'> {
  /** Longest silence of the storage. */
  readonly timeoutMs: number;
}

export interface Downloads {
  /** The content of a file, as UsageRequests describes it. */
  content(file: UsageDownload, furtherHosts: readonly string[]): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

const purpose = 'fetch an App Analytics file from its storage';
/** S3 sends on to a bucket's region; more often than that is a circle. */
const redirectLimit = 2;
const connectTimeoutMs = 10_000;

/** Fetches files by their presigned address: no token goes along, and no call of the API is used. */
export function openDownloads(options: DownloadOptions): Downloads {
  const settings = {
    headersTimeout: options.timeoutMs,
    bodyTimeout: options.timeoutMs,
    connect: { timeout: connectTimeoutMs },
  };
  // The proxy of the environment, as for the organization itself.
  const dispatcher: Dispatcher = options.allowLocalAddress
    ? new Agent(settings)
    : new EnvHttpProxyAgent(settings);
  return {
    content: (file, furtherHosts) => contentOf(file, dispatcher, { ...options, furtherHosts }),
    close: () => dispatcher.destroy(),
  };
}

async function* contentOf(
  { address, bytes }: UsageDownload,
  dispatcher: Dispatcher,
  hosts: DownloadHosts,
): AsyncGenerator<Uint8Array> {
  const body = await opened(downloadAddress(address, hosts), dispatcher, hosts);
  let received = 0;
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      received += chunk.length;
      if (bytes !== undefined && received > bytes) break;
      yield chunk;
    }
  } catch (error) {
    throw refusalOfNetwork(error, purpose).error;
  }
  if (bytes !== undefined && received !== bytes) throw wrongLength(received, bytes);
}

type Body = Dispatcher.ResponseData['body'];

async function opened(first: URL, dispatcher: Dispatcher, hosts: DownloadHosts): Promise<Body> {
  let url = first;
  for (let redirects = 0; redirects <= redirectLimit; redirects += 1) {
    const { statusCode, headers, body } = await answer(url, dispatcher);
    if (statusCode === 200) return body;
    await body.dump();
    const { location } = headers;
    if (statusCode < 300 || statusCode > 399 || typeof location !== 'string')
      throw refused(statusCode);
    url = downloadAddress(new URL(location, url).href, hosts);
  }
  throw new OrgError(
    'request',
    'DOWNLOAD_REDIRECTED',
    `Could not ${purpose}: it was sent on more than ${redirectLimit} times. Whoever runs the connector can check whether a proxy stands in between.`,
  );
}

async function answer(url: URL, dispatcher: Dispatcher): Promise<Dispatcher.ResponseData> {
  try {
    return await request(url, { dispatcher, method: 'GET' });
  } catch (error) {
    throw refusalOfNetwork(error, purpose).error;
  }
}

/** S3 answers 403 to an address that is too old, 503 where it is asked too much (S3, "Error responses"). */
function refused(status: number): OrgError {
  if (status === 408 || status === 429 || status >= 500)
    return new OrgError(
      'transient',
      `HTTP_${status}`,
      `Could not ${purpose}: it answered with status ${status}. This passes by itself; it is tried again.`,
    );
  return new OrgError(
    'request',
    'DOWNLOAD_REFUSED',
    `Could not ${purpose}: it answered with status ${status}, as it does where the address is older than an hour. The file is asked for again.`,
  );
}

function wrongLength(received: number, announced: number): OrgError {
  const came = received > announced ? 'more' : `${received}`;
  return new OrgError(
    'incomplete',
    'DOWNLOAD_TRUNCATED',
    `Could not ${purpose}: ${came} bytes came, ${announced} were announced. What came is not used; it is fetched again.`,
  );
}
