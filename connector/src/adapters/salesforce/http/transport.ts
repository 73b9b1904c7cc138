import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Agent, EnvHttpProxyAgent, request, type Dispatcher } from 'undici';
import type { EncodedBody } from './api-request.ts';

/** A request as it goes over the wire. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: EncodedBody['content'];
}

/** The head of an answer, with its body still to be read as text. */
export interface IncomingAnswer {
  readonly status: number;
  header(name: string): string | undefined;
  /** UTF-8 text, decompressed. Read it to its end: the connection is busy until then. */
  readonly body: Readable;
}

/** Carries one request to its answer. Errors are those of undici and the operating system. */
export interface Transport {
  exchange(outgoing: OutgoingRequest): Promise<IncomingAnswer>;
  close(): Promise<void>;
}

export interface TransportOptions {
  /** Longest silence before the head of an answer, and between two parts of its body. */
  readonly timeoutMs: number;
  /** Whether HTTPS_PROXY and NO_PROXY of the environment count; not for an organization on this machine. */
  readonly throughProxy: boolean;
}

const connectTimeoutMs = 10_000;

/** HTTP/1.1 over undici; redirects are not followed, because they would take the token along. */
export function openTransport(options: TransportOptions): Transport {
  const settings = {
    headersTimeout: options.timeoutMs,
    bodyTimeout: options.timeoutMs,
    connect: { timeout: connectTimeoutMs },
  };
  const dispatcher: Dispatcher = options.throughProxy
    ? new EnvHttpProxyAgent(settings)
    : new Agent(settings);

  return {
    exchange: async ({ method, url, headers, content }) => {
      const answer = await request(url, {
        dispatcher,
        method,
        headers: { ...headers, 'accept-encoding': 'gzip' },
        body: sendable(content),
      });
      const header = (name: string): string | undefined => {
        const value = answer.headers[name];
        return Array.isArray(value) ? value[0] : value;
      };
      const isCompressed = header('content-encoding') === 'gzip';
      const body = isCompressed ? decompressed(answer.body) : answer.body;
      return { status: answer.statusCode, header, body: body.setEncoding('utf8') };
    },
    close: () => dispatcher.destroy(),
  };
}

function sendable(content: OutgoingRequest['content']): string | Buffer | Readable | null {
  if (content === null || typeof content === 'string' || Buffer.isBuffer(content)) return content;
  return Readable.from(content);
}

/** A failure of either side reaches the reader as the error of the stream it reads. */
function decompressed(body: Readable): Readable {
  const gunzip = createGunzip();
  pipeline(body, gunzip, () => undefined);
  return gunzip;
}
