import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';

export interface Pace {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly perSecond: number;
  readonly seconds: number;
  /** A clock in milliseconds. */
  readonly now: () => number;
}

export interface PacedAnswers {
  /** From when each request was due to the end of its answer, the shortest first. */
  readonly latenciesMs: readonly number[];
  readonly perSecond: number;
}

const connections = 10;

/**
 * Sends requests at an even pace, whether or not those before are answered. A request is due at a time of its own and its
 * latency counts from there, so that a stall of the connector, or of this process, shows in all that it holds up.
 *
 * @throws an error where one is answered by anything but 200
 */
export async function pacedRequests(pace: Pace): Promise<PacedAnswers> {
  const pool = new Pool(new URL(pace.url).origin, { connections });
  try {
    const startMs = pace.now();
    const answers = await Promise.all(await sentAll(pool, pace, startMs));
    const tookMs = pace.now() - startMs;
    return {
      latenciesMs: answers.sort((one, other) => one - other),
      perSecond: answers.length / (tookMs / 1_000),
    };
  } finally {
    await pool.destroy();
  }
}

async function sentAll(pool: Pool, pace: Pace, startMs: number): Promise<Promise<number>[]> {
  const { perSecond, seconds, now } = pace;
  const sent: Promise<number>[] = [];
  while (sent.length < perSecond * seconds) {
    const dueMs = startMs + (sent.length / perSecond) * 1_000;
    if (dueMs > now()) {
      await sleep(1);
      continue;
    }
    const latency = latencyOf(pool, pace, dueMs);
    // Whoever waits for all of them is told; until then nobody is.
    latency.catch(() => undefined);
    sent.push(latency);
  }
  return sent;
}

async function latencyOf(pool: Pool, { url, headers, now }: Pace, dueMs: number): Promise<number> {
  const { pathname, search } = new URL(url);
  const { statusCode, body } = await pool.request({
    path: pathname + search,
    method: 'GET',
    headers,
  });
  await body.arrayBuffer();
  if (statusCode !== 200) throw new Error(`${url} was answered by ${statusCode}.`);
  return now() - dueMs;
}

/** The latency that so many percent of the requests did not exceed. */
export function percentile(sorted: readonly number[], percent: number): number {
  const index = Math.ceil((percent / 100) * sorted.length) - 1;
  return sorted[Math.max(index, 0)] ?? Number.NaN;
}
