import { ExponentialBackoff } from 'cockatiel';
import type { TSchema, Static } from 'typebox';
import { Value } from 'typebox/value';
import { UsageError } from '../../domain/usage-error.ts';
import type { Clock } from '../../ports/clock.ts';
import { refusalOf } from './isvapp-refusal.ts';
import type { IsvappAnswer, IsvappTransport } from './isvapp-transport.ts';

/** One question. All of them can be asked twice: their ids are chosen here, so that the second joins the first. */
export interface Question<Schema extends TSchema> {
  /** Completes the sentence "Could not …": `take in App Analytics files`. */
  readonly purpose: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/isvapp/v1`. */
  readonly path: string;
  readonly body?: unknown;
  /** What the answer has to be; absent where nothing is to be read of it. */
  readonly answer: Schema;
}

/** Asks an ISVapp elsewhere. Every failure is a UsageError. */
export interface IsvappClient {
  readonly clock: Clock;
  ask<Schema extends TSchema>(question: Question<Schema>): Promise<Static<Schema>>;
  close(): Promise<void>;
}

export interface IsvappClientOptions {
  /** Without a slash at its end. */
  readonly url: string;
  readonly apiKey: string;
  readonly clock: Clock;
  readonly transport: IsvappTransport;
  /** Further headers of a request, such as those that carry a trace on. */
  readonly headers?: (() => Readonly<Record<string, string>>) | undefined;
}

const attemptLimit = 5;
const backoff = { initialDelay: 500, maxDelay: 30_000 };

export function isvappClient(options: IsvappClientOptions): IsvappClient {
  const { clock, transport } = options;
  let isClosed = false;
  return {
    clock,
    ask: async (question) => {
      if (isClosed)
        throw new UsageError('gone', `Could not ${question.purpose}: the usage data was closed.`);
      const answer = await withAttempts(question, options);
      return understood(answer, question, options.url);
    },
    close: () => {
      isClosed = true;
      return transport.close();
    },
  };
}

/** The answer that is a success; asked again after growing, jittered pauses while what hinders it may pass by itself. */
async function withAttempts(
  question: Question<TSchema>,
  options: IsvappClientOptions,
): Promise<IsvappAnswer> {
  const { clock, url } = options;
  let pause = new ExponentialBackoff(backoff).next();
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await attempted(question, options);
    if ('status' in outcome && outcome.status < 300) return outcome;
    const refusal = refusalOf(outcome, question.purpose, url);
    if (!refusal.mayPass || attempt >= attemptLimit) throw refusal.error;
    await clock.sleep(Math.max(pause.duration, refusal.pauseMs));
    pause = pause.next(undefined);
  }
}

async function attempted(
  { method, path, body }: Question<TSchema>,
  { url, apiKey, transport, headers }: IsvappClientOptions,
): Promise<IsvappAnswer | { readonly cause: unknown }> {
  try {
    return await transport.exchange({
      method,
      url: `${url}/isvapp/v1${path}`,
      headers: {
        authorization: `Bearer ${apiKey}`,
        accept: 'application/json',
        'user-agent': 'salesforce-sync',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers?.(),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  } catch (error) {
    return { cause: error };
  }
}

function understood<Schema extends TSchema>(
  { text, status }: IsvappAnswer,
  { purpose, answer }: Question<Schema>,
  url: string,
): Static<Schema> {
  const value = status === 204 ? null : parsed(text);
  if (Value.Check(answer, value)) return value;
  throw new UsageError(
    'version',
    `Could not ${purpose}: what answers at ${url} (ISVAPP_URL) is not the ISVapp this connector knows, or another version of it. Whoever runs the two can install one version on both.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
