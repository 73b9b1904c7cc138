import { Agent, EnvHttpProxyAgent, request, type Dispatcher } from 'undici';

export interface IsvappRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; absent for none. */
  readonly body?: string;
}

export interface IsvappAnswer {
  readonly status: number;
  /** Seconds of Retry-After; undefined where it says none. */
  readonly retryAfterSeconds: number | undefined;
  readonly text: string;
}

/** Carries a request to its answer. Rejects with errors of undici and the operating system. */
export interface IsvappTransport {
  exchange(outgoing: IsvappRequest): Promise<IsvappAnswer>;
  close(): Promise<void>;
}

const connectTimeoutMs = 10_000;
/** Answers are bounded by what is asked for; what is longer is none of ours. */
const longestAnswer = 64 * 1_024 * 1_024;
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * HTTP over undici; redirects are not followed, because they would take the key along.
 *
 * @param timeoutMs longest silence before the head of an answer, and between two parts of its body
 */
export function isvappTransport(url: string, timeoutMs: number): IsvappTransport {
  const settings = {
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: { timeout: connectTimeoutMs },
  };
  const dispatcher: Dispatcher = loopback.test(new URL(url).hostname)
    ? new Agent(settings)
    : new EnvHttpProxyAgent(settings);
  return {
    exchange: async ({ url: target, method, headers, body }) => {
      const answer = await request(target, { dispatcher, method, headers, body: body ?? null });
      const chunks: Buffer[] = [];
      let length = 0;
      for await (const chunk of answer.body as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length > longestAnswer) throw new Error('The answer is longer than 64 MB.');
        chunks.push(chunk);
      }
      const retryAfter = Number(answer.headers['retry-after']);
      return {
        status: answer.statusCode,
        retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : undefined,
        text: Buffer.concat(chunks).toString('utf8'),
      };
    },
    close: () => dispatcher.destroy(),
  };
}
